using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>
/// Who would get what. Blocking problems keep the handover from starting; notes tell what it leaves where it is.
/// </summary>
public sealed record HandoverPlan(IReadOnlyList<PlannedForm> Forms, IReadOnlyList<Problem> Blocking, IReadOnlyList<Problem> Notes)
{
    public int Count => Forms.Sum(f => f.Records.Count);

    /// <summary>The items to carry out, a record directly before the tasks that go along with it.</summary>
    public IEnumerable<HandoverItem> Items(string handover)
    {
        var along = Forms.SelectMany(f => f.Records.Where(r => r.With is not null).Select(r => (f.Form, Record: r))).ToLookup(r => r.Record.With!.Value);
        var part = 0;
        foreach (var form in Forms)
            foreach (var record in form.Records.Where(r => r.With is null))
            {
                part++;
                yield return Item(handover, part, true, form.Form, record);
                foreach (var (taskForm, task) in along[(form.Form.Key, record.Record.Id)])
                    yield return Item(handover, part, false, taskForm, task);
            }
    }

    private static HandoverItem Item(string handover, int part, bool leads, FormModel form, PlannedRecord record) => new()
    {
        Handover = handover,
        Part = part,
        Leads = leads,
        Form = form.Key,
        RecordId = record.Record.Id,
        FromOwner = record.Record.Owner,
        ToOwner = record.To,
    };
}

/// <summary>Records of one form. Open and Closed only for forms with a pipeline, Amount only where it names an amount that the actor may see.</summary>
public sealed record PlannedForm(FormModel Form, IReadOnlyList<PlannedRecord> Records)
{
    public bool HasStages { get; init; }
    public int Open { get; init; }
    public int Closed { get; init; }
    public decimal? Amount { get; init; }
}

/// <summary>A record with its receiver. With: the record that it goes along with.</summary>
public sealed record PlannedRecord(OwnedRecord Record, long To, (string Form, long Id)? With = null);
