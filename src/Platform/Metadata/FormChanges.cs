namespace NoCodeCrm.Platform.Metadata;

/// <summary>What differs between two versions of a form, field by field: added, removed, retyped, changed.</summary>
public static class FormChanges
{
    public static IEnumerable<(string Kind, FieldDefinition Field)> Between(FormModel? before, FormModel? after)
    {
        var old = (before?.Fields ?? []).ToDictionary(f => f.Key);
        foreach (var field in after?.Fields ?? [])
        {
            if (!old.Remove(field.Key, out var was))
                yield return ("added", field);
            else if (was.Type.Key != field.Type.Key)
                yield return ("retyped", field);
            else if (was.Schema.GetRawText() != field.Schema.GetRawText() || was.Required != field.Required)
                yield return ("changed", field);
        }
        foreach (var removed in after is null ? [] : old.Values.ToList())
            yield return ("removed", removed);
    }
}
