using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>What became of an item: the version of its record after it moved, or the code of why it did not.</summary>
internal sealed record Verdict(long? Version, string? Code)
{
    public static Verdict Of(DomainException refusal) => new(null, refusal.Problems.Length > 0 ? refusal.Problems[0].Code : refusal.Code);
}

/// <summary>
/// Changes owners inside one transaction, each record only while it is still whose it was expected to be: the row is locked, its
/// owner compared, and the write tied to the version just read. Nothing but the owner is written.
/// </summary>
internal sealed class HandoverWrite(HandoverServices services, CommandScope scope, AccessPolicy access, string via, string? reason)
{
    private const string Point = "item";
    private readonly HashSet<(string Form, long Id)> _changed = [];

    /// <summary>Why a record cannot change hands now; null when it can.</summary>
    public async Task<DomainException?> RefusalAsync(HandoverItem item, long? expected, CancellationToken ct) =>
        await FindAsync(item, ct) is not { } record ? new ConflictException("handover.gone", new Problem("", "handover.gone"))
        : record.Owner != expected ? new ConflictException("handover.moved_on", new Problem("", "handover.moved_on"))
        : null;

    public async Task<Verdict> WriteAsync(HandoverItem item, long? expected, long? owner, CancellationToken ct)
    {
        if (await RefusalAsync(item, expected, ct) is { } refusal)
            throw refusal;
        var request = new WriteRequest
        {
            Access = access,
            Form = access.Metadata.Form(item.Form)!,
            Kind = WriteKind.Update,
            Id = item.RecordId,
            ExpectedVersion = (await FindAsync(item, ct))!.Version,
            Values = new Dictionary<string, object?> { [Platform.Metadata.SystemMembers.Owner] = owner },
            Via = via,
            Reason = reason,
            TrustedReferences = true, // looked at when the handover was planned
            Silent = true,
        };
        var written = await services.Writer.WriteAsync(scope, request, ct);
        _changed.Add((item.Form, item.RecordId));
        return new Verdict(written.Version, null);
    }

    /// <summary>As <see cref="WriteAsync"/>, but a refusal takes back only this record.</summary>
    public async Task<Verdict> TryAsync(HandoverItem item, long? expected, long? owner, CancellationToken ct)
    {
        await scope.SaveAsync(Point, ct);
        try
        {
            var verdict = await WriteAsync(item, expected, owner, ct);
            await scope.ReleaseAsync(Point, ct);
            return verdict;
        }
        catch (DomainException e) when (e is not LimitExceededException { Exhausted: true })
        {
            await scope.RollBackToAsync(Point, ct);
            return Verdict.Of(e);
        }
    }

    /// <summary>What was taken back is not announced.</summary>
    public void Forget(IEnumerable<HandoverItem> items) => _changed.ExceptWith(items.Select(i => (i.Form, i.RecordId)));

    public async Task AnnounceAsync(CancellationToken ct)
    {
        foreach (var form in _changed.GroupBy(c => c.Form))
            await services.Outbox.AddRecordsChangedAsync(scope, form.Key, [.. form.Select(c => c.Id)], access.Actor.UserId, services.Clock.Now, ct);
    }

    private async Task<RecordData?> FindAsync(HandoverItem item, CancellationToken ct) => access.Metadata.Form(item.Form) is { } form
        ? await services.Store.FindAsync(scope, access, form, item.RecordId, RecordAction.Update, ct, forUpdate: true)
        : null;
}
