using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// Who a comment calls, and whether each of them can see what they are called to. Whoever cannot is added to the record
/// through the one door for writes once the author has said so, or the comment is refused with the reason.
/// </summary>
internal sealed class CommentMentions(RecordStore store, RecordWriter writer, IActorSource people)
{
    private const int MaxPeople = 100;

    public AccessPolicy Unbound(AccessPolicy access) => new(Actor.System, access.Metadata);

    /// <summary>The people mentioned, each once and each able to read the record by now. Teams stand for their active members.</summary>
    public async Task<IReadOnlyList<long>> AdmitAsync(CommandScope scope, AccessPolicy author, FormModel form, long record, IReadOnlyList<Mention> mentions, IReadOnlyList<long> granted, CancellationToken ct)
    {
        var named = await PeopleAsync(scope, author, mentions, ct);
        var outsiders = await OutsidersAsync(scope, author, form, record, named, ct);
        if (outsiders.Count > 0)
        {
            var field = await RequireGrantableAsync(scope, author, form, record, outsiders, ct);
            var unasked = outsiders.Where(p => !granted.Contains(p.Id)).ToList();
            if (unasked.Count > 0)
                throw new ConflictException("mention.no_access", [.. unasked.Select(p => About("mention.no_access", p))]);
            await GrantAsync(scope, author, form, record, field, outsiders, ct);
            if (await OutsidersAsync(scope, author, form, record, outsiders, ct) is { Count: > 0 } still)
                throw ValidationException.Refused(still.Select(p => About("mention.role", p).With("form", form.Title)));
        }
        return [.. named.Select(p => p.Id)];
    }

    private async Task<List<NamedPerson>> PeopleAsync(CommandScope scope, AccessPolicy author, IReadOnlyList<Mention> mentions, CancellationToken ct)
    {
        var (found, problems) = (new List<NamedPerson>(), new List<Problem>());
        var (users, unbound) = (author.Metadata.Form(BuiltInForms.User)!, Unbound(author));
        foreach (var mention in mentions)
            if (mention.Form == BuiltInForms.User)
            {
                var user = await store.FindAsync(scope, unbound, users, mention.Id, RecordAction.Read, ct);
                if (user is null || user["active"] is false)
                    problems.Add(new Problem("/text", user is null ? "mention.unknown" : "mention.disabled").With("name", mention.Name));
                else
                    found.Add(NamedPerson.Of(user));
            }
            else if (author.Metadata.Form(BuiltInForms.Team) is not { } teams || await store.FindAsync(scope, unbound, teams, mention.Id, RecordAction.Read, ct) is null)
                problems.Add(new Problem("/text", "mention.unknown").With("name", mention.Name));
            else
            {
                var filter = Filter.Of(BuiltInForms.Team, FilterOperator.Equals, mention.Id);
                var members = await store.PageAsync(scope, unbound, users, new RecordQuery { Filter = filter, Limit = RecordQuery.MaxLimit }, ct);
                found.AddRange(members.Items.Where(m => m["active"] is not false).Select(NamedPerson.Of));
            }
        var named = found.DistinctBy(p => p.Id).ToList();
        if (named.Count > MaxPeople)
            problems.Add(new Problem("/text", "mention.too_many").With("max", MaxPeople));
        return problems.Count == 0 ? named : throw ValidationException.Refused(problems);
    }

    private async Task<List<NamedPerson>> OutsidersAsync(CommandScope scope, AccessPolicy author, FormModel form, long record, IReadOnlyList<NamedPerson> named, CancellationToken ct)
    {
        var outsiders = new List<NamedPerson>();
        foreach (var person in named)
            if (await people.FindActorAsync(person.Id, author.Actor.Language, ct) is not { } actor
                || new AccessPolicy(actor, author.Metadata) is var theirs && (!theirs.May(form, RecordAction.Read) || await store.FindAsync(scope, theirs, form, record, RecordAction.Read, ct) is null))
                outsiders.Add(person);
        return outsiders;
    }

    private async Task<FieldDefinition> RequireGrantableAsync(CommandScope scope, AccessPolicy author, FormModel form, long record, List<NamedPerson> outsiders, CancellationToken ct)
    {
        if (form.Fields.FirstOrDefault(f => f.GrantsAccess && f.Type.Shape == FieldShape.Links && f.Targets.Contains(BuiltInForms.User)) is not { } field)
            throw ValidationException.Refused(outsiders.Select(p => About("mention.no_field", p).With("form", form.Title)));
        if (author.FieldAccess(form, field.Key) != FieldAccess.Full || await store.FindAsync(scope, author, form, record, RecordAction.Update, ct) is null)
            throw ValidationException.Refused(outsiders.Select(p => About("mention.may_not_grant", p)));
        return field;
    }

    private async Task GrantAsync(CommandScope scope, AccessPolicy author, FormModel form, long record, FieldDefinition field, List<NamedPerson> outsiders, CancellationToken ct)
    {
        var now = await store.FindAsync(scope, author, form, record, RecordAction.Update, ct, forUpdate: true);
        IReadOnlyList<long> added = [.. (now![field.Key] as IReadOnlyList<long> ?? []).Union(outsiders.Select(p => p.Id))];
        await writer.WriteAsync(scope, new WriteRequest { Access = author, Form = form, Kind = WriteKind.Update, Id = record, Values = new Dictionary<string, object?> { [field.Key] = added }, Via = "comment" }, ct);
    }

    private static Problem About(string code, NamedPerson person) => new Problem("/text", code).With("user", person.Id).With("name", person.Name);

    private sealed record NamedPerson(long Id, string Name)
    {
        public static NamedPerson Of(RecordData user) => new(user.Id, user["name"] as string ?? $"#{user.Id}");
    }
}
