using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Submission;

/// <summary>What the form itself demands: required fields, conditional requirement and write protection, limits of days, and who may hand records on.</summary>
public sealed class FormRules(RecordExpressions expressions, ClockSource clock) : IRecordCheck
{
    public async Task CheckAsync(RecordChange change, CancellationToken ct)
    {
        foreach (var field in change.Form.Fields)
        {
            if (field.IsComputed)
                continue;
            if (change.After[field.Key] is null && await IsRequiredAsync(change, field, ct))
                change.Refuse(field, "required", $"field:{field.Key}:required");
            // What lies outside may stay; a past record is not held to limits that move with today.
            if ((field.Earliest ?? field.Latest) is not null && change.Changes(field.Key) && DateLimits.Check(field, change.After[field.Key], change.Request.Historical ? null : change.Today, clock.Zone, change.PathOf(field.Key)) is { } problem)
                change.Problems.Add(problem);
            if (field.ReadOnlyWhen is { } locked && change.Touches(field.Key) && change.Changes(field.Key) && await expressions.IsMetAsync(change, locked, ct))
                change.Refuse(field, "field.read_only", $"field:{field.Key}:read_only_when");
        }
        CheckOwner(change);
    }

    private async Task<bool> IsRequiredAsync(RecordChange change, FieldDefinition field, CancellationToken ct)
    {
        // A record that lacked it before may still be edited elsewhere, but nothing that is there may be taken away.
        if (field.Required)
            return change.IsCreate || change.Changes(field.Key) || change.Touches(field.Key);
        return field.RequiredWhen is { } condition && await expressions.IsMetAsync(change, condition, ct);
    }

    private static void CheckOwner(RecordChange change)
    {
        if (!change.Touches(SystemMembers.Owner) || change.Form.AccessFollows is not null || change.Access.Can("reassign"))
            return;
        var allowed = change.IsCreate ? change.Access.Actor.UserId : change.Before?.Owner;
        if (change.After.Owner != allowed)
            change.Problems.Add(new Platform.Errors.Problem(change.PathOf(SystemMembers.Owner), "owner.reassign", "owner:reassign"));
    }
}
