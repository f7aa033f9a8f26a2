using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>
/// Fills the new columns of one publish. What was copied before (<see cref="CopyAsync"/>) is caught up with in the command that
/// publishes (<see cref="FinishAsync"/>), which lets nobody else write to the form, while everybody reads.
/// </summary>
public sealed class RetypeFill(RetypeChoice choice)
{
    public const int Batch = 500;

    // Live records whose value does not fit, by field; a later look at a record replaces an earlier one.
    private readonly Dictionary<string, HashSet<long>> _failed = [];

    public RetypeChoice Choice { get; } = choice;

    /// <summary>The last entry of the change log when copying began; null when nothing was copied beforehand.</summary>
    public long? Since { get; set; }

    /// <summary>Copies a batch after an id. Answers the last id, null at the end.</summary>
    public async Task<long?> CopyAsync(CommandScope scope, FormModel form, RetypeReader reader, FieldDefinition to, long after, CancellationToken ct)
    {
        var rows = await reader.AfterAsync(scope, after, Batch, ct);
        await TakeAsync(scope, form, to, rows, ct);
        return rows.Count == 0 ? null : rows[^1].Id;
    }

    /// <summary>Copies what is left. Throws ValidationException when more values than accepted do not fit.</summary>
    public async Task FinishAsync(CommandScope scope, FormModel form, IReadOnlyList<(FieldRetype Retype, FieldDefinition To)> retypes, ClockSource clock, CancellationToken ct)
    {
        foreach (var (retype, to) in retypes)
        {
            var reader = new RetypeReader(form, retype, to.Column, Choice.Format(clock));
            if (Since is { } seq)
                await foreach (var rows in reader.SinceAsync(scope, seq, ct))
                    await TakeAsync(scope, form, to, rows, ct);
            else
                for (long? after = 0; after is { } id;)
                    after = await CopyAsync(scope, form, reader, to, id, ct);
        }
        RefuseUnaccepted(retypes.Select(r => r.Retype));
    }

    private async Task TakeAsync(CommandScope scope, FormModel form, FieldDefinition to, List<RetypedRow> rows, CancellationToken ct)
    {
        if (!_failed.TryGetValue(to.Id, out var failed))
            _failed[to.Id] = failed = [];
        foreach (var row in rows)
            if (row is { Verdict: RetypeVerdict.Fails, IsDeleted: false })
                failed.Add(row.Id);
            else
                failed.Remove(row.Id);
        await RetypeWriter.WriteAsync(scope, form, to, rows, ct);
    }

    private void RefuseUnaccepted(IEnumerable<FieldRetype> retypes) =>
        RefuseUnaccepted(Choice, retypes.Select(r => (r, (long)(_failed.GetValueOrDefault(r.To.Id)?.Count ?? 0))));

    /// <summary>Nobody accepts blindly: whoever publishes names at least as many failures as there are.</summary>
    public static void RefuseUnaccepted(RetypeChoice choice, IEnumerable<(FieldRetype Retype, long Fails)> counted)
    {
        var failing = counted.Where(c => c.Fails > 0).ToList();
        var total = failing.Sum(c => c.Fails);
        if (total > choice.AcceptedFailures)
            throw new ValidationException("definition.invalid", failing.Select(c => new Problem($"/properties/{c.Retype.To.Key}/x-field/type", "retype.failures", $"retype:{c.Retype.To.Key}")
                .With("field", c.Retype.To.Title).With("count", c.Fails).With("total", total)));
    }
}
