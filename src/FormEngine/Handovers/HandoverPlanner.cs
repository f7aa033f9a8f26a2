using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>
/// Finds what a handover would move, within the actor's reach: records that they may change and whose owner is they themselves or
/// below them. Asked for everything, it leaves what tells the past (forms with a timeline, tasks that are done) with who did it.
/// </summary>
public sealed class HandoverPlanner(OwnedRecords owned, IActorSource actors)
{
    public async Task<HandoverPlan> PlanAsync(ISqlSession session, AccessPolicy access, HandoverRequest request, CancellationToken ct)
    {
        if (!access.Can("reassign"))
            throw new ForbiddenException("forbidden.reassign", new Problem("", "forbidden.reassign"));
        var (blocking, notes) = (new List<Problem>(), new List<Problem>());
        var chosen = new Dictionary<FormModel, List<OwnedRecord>>();
        foreach (var form in Forms(access, request))
            if (await ChosenAsync(session, access, request, form, notes, ct) is { Count: > 0 } records)
                chosen[form] = records;
        var assigned = Assign(chosen, request);
        await AddTasksAsync(session, access, assigned, ct);
        var forms = assigned.Where(f => f.Value.Count > 0).Select(f => Summed(access, f.Key, f.Value)).OrderBy(f => f.Form.Order).ToList();
        await CheckReceiversAsync(access, request, forms, blocking, ct);
        if (forms.Count == 0)
            blocking.Add(new Problem("", "handover.nothing"));
        return new HandoverPlan(forms, blocking, notes);
    }

    private static IEnumerable<FormModel> Forms(AccessPolicy access, HandoverRequest request)
    {
        var named = request.From is null ? request.Ids.Keys.ToList() : [.. request.Forms];
        var unknown = named.Where(k => access.Metadata.Form(k) is not { IsUserForm: false } form || !access.May(form, RecordAction.Read)).ToList();
        if (unknown.Count > 0)
            throw ValidationException.BadRequest(unknown.Select(k => new Problem(request.From is null ? $"/ids/{k}" : "/forms", "form.unknown").With("form", k)));
        return access.Metadata.Forms.Values
            .Where(f => named.Count > 0 ? named.Contains(f.Key) : !f.IsUserForm && f.Key != BuiltInForms.Team && f.Timeline is null && access.May(f, RecordAction.Read))
            .OrderBy(f => f.Order).ThenBy(f => f.Key, StringComparer.Ordinal);
    }

    private async Task<List<OwnedRecord>> ChosenAsync(ISqlSession session, AccessPolicy access, HandoverRequest request, FormModel form, List<Problem> notes, CancellationToken ct)
    {
        Task<List<OwnedRecord>> ListAsync(bool inReach) => request.From is { } from
            ? owned.OfPersonAsync(session, access, form, from, request.Forms.Contains(form.Key) ? null : StillOpen(access, form), inReach, ct)
            : owned.ByIdAsync(session, access, form, request.Ids[form.Key], inReach, ct);
        var inReach = await ListAsync(true);
        var seen = request.From is null ? request.Ids[form.Key].Length : (await ListAsync(false)).Count;
        if (seen > inReach.Count)
            notes.Add(new Problem("", "handover.out_of_reach").With("form", form.Plural ?? form.Title).With("count", seen - inReach.Count));
        return inReach;
    }

    /// <summary>Of a form of tasks those not done; null for other forms.</summary>
    private static FilterCondition? StillOpen(AccessPolicy access, FormModel form) =>
        TaskForms(access).FirstOrDefault(t => t.Form == form.Key) is { } mapping ? Filter.Of(mapping.Done, FilterOperator.NotEquals, true) : null;

    private static IEnumerable<TaskFormMapping> TaskForms(AccessPolicy access) =>
        access.Metadata.Pipelines.Values.Select(p => p.TaskForm).OfType<TaskFormMapping>().DistinctBy(t => t.Form);

    private static Dictionary<FormModel, List<PlannedRecord>> Assign(Dictionary<FormModel, List<OwnedRecord>> chosen, HandoverRequest request) =>
        chosen.ToDictionary(f => f.Key, f =>
        {
            // Before anyone is chosen a plan still tells what there is; it cannot start then.
            var receivers = request.Receivers.Any() ? request.ReceiversOf(f.Key.Key) : [0];
            return receivers.IsEmpty ? [] : f.Value
                .Select((record, i) => new PlannedRecord(record, receivers[request.Even ? i % receivers.Length : 0]))
                .Where(r => r.To != r.Record.Owner).ToList();
        });

    // Open tasks of the former owner on a record follow it to its receiver, whether or not they were chosen themselves.
    private async Task AddTasksAsync(ISqlSession session, AccessPolicy access, Dictionary<FormModel, List<PlannedRecord>> assigned, CancellationToken ct)
    {
        foreach (var mapping in TaskForms(access))
        {
            if (access.Metadata.Form(mapping.Form) is not { } form || form.Field(mapping.Record) is not { } relation || !access.May(form, RecordAction.Update))
                continue;
            var along = new Dictionary<long, PlannedRecord>();
            foreach (var (target, records) in assigned.Where(a => a.Key.Key != form.Key && relation.Targets.Contains(a.Key.Key)).ToList())
            {
                var byId = records.ToDictionary(r => r.Record.Id);
                foreach (var task in await owned.PointingAsync(session, access, form, relation, target.Key, byId.Keys, StillOpen(access, form), ct))
                    if (byId[task.Target!.Value] is var leader && task.Owner == leader.Record.Owner)
                        along[task.Id] = new PlannedRecord(task, leader.To, (target.Key, leader.Record.Id));
            }
            assigned[form] = [.. assigned.GetValueOrDefault(form, []).Where(r => !along.ContainsKey(r.Record.Id)), .. along.Values];
        }
    }

    private static PlannedForm Summed(AccessPolicy access, FormModel form, List<PlannedRecord> records)
    {
        var pipeline = access.Metadata.PipelinesOf(form).Select(p => p.Pipeline).FirstOrDefault();
        var open = records.Count(r => pipeline?.Stage(r.Record.Stage)?.IsOpen == true);
        return new PlannedForm(form, records)
        {
            HasStages = pipeline is not null,
            Open = open,
            Closed = pipeline is null ? 0 : records.Count - open,
            Amount = pipeline?.AmountField is { } amount && !access.IsHidden(form, amount) ? records.Sum(r => r.Record.Amount ?? 0) : null,
        };
    }

    private static string Listed(IEnumerable<LocalizedText> titles, string language) =>
        string.Join(language.StartsWith("zh", StringComparison.Ordinal) ? "、" : ", ", titles.Select(t => t.For(language)));

    private async Task CheckReceiversAsync(AccessPolicy access, HandoverRequest request, List<PlannedForm> forms, List<Problem> blocking, CancellationToken ct)
    {
        if (request.To.IsEmpty && request.PerForm.IsEmpty)
            blocking.Add(new Problem("/to", "handover.receiver"));
        foreach (var receiver in request.Receivers)
        {
            if (receiver == request.From)
                blocking.Add(new Problem("/to", "handover.same_person").With("id", receiver));
            else if (await actors.FindActorAsync(receiver, access.Actor.Language, ct) is not { } actor)
                blocking.Add(new Problem("/to", "handover.receiver_disabled").With("id", receiver));
            else if (forms.Where(f => f.Records.Any(r => r.To == receiver) && !new AccessPolicy(actor, access.Metadata).May(f.Form, RecordAction.Read)).Select(f => f.Form.Plural ?? f.Form.Title).ToList() is { Count: > 0 } unseen)
                blocking.Add(new Problem("/to", "handover.receiver_blind").With("id", receiver).With("form", Listed(unseen, access.Actor.Language)));
        }
    }
}
