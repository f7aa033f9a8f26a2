using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>What may not change between two versions of a form: a key once given, and a field that something still uses.</summary>
internal static class ChangeRules
{
    public static void Check(FormModel? before, FormModel after, MetadataSnapshot metadata, List<Problem> problems)
    {
        if (before is null)
            return;
        // The first of fields that share an id; that they do is told elsewhere.
        var kept = after.Fields.GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.First());
        foreach (var old in before.Fields)
        {
            var same = kept.GetValueOrDefault(old.Id);
            if (same is not null && same.Key != old.Key)
                problems.Add(new Problem($"/properties/{same.Key}", "field.key_fixed").With("key", old.Key));
            // A formula carries no values over: it is computed anew.
            if (same is { FormulaSource: null } && !old.IsLive && FieldConversions.Between(old, same) == Conversion.Refused)
                problems.Add(new Problem($"/properties/{same.Key}/x-field/type", "field.retype").With("from", old.Type.Key).With("to", same.Type.Key));
            if (same is null)
                RefuseWhileUsed(before, old, metadata, problems);
        }
    }

    private static void RefuseWhileUsed(FormModel form, FieldDefinition field, MetadataSnapshot metadata, List<Problem> problems)
    {
        foreach (var usage in FieldUsages.Find(metadata, form, field.Key).Where(u => !(u.Kind == DefinitionKinds.Form && u.Key == form.Key)))
            problems.Add(new Problem($"/properties/{field.Key}", "field.used").With("field", field.Title).With("kind", usage.Kind).With("by", usage.Title));
    }
}

/// <summary>Fields of built-in forms that must stay, since the platform itself reads them.</summary>
internal static class BuiltInFormRules
{
    public static void Check(FormModel form, List<Problem> problems)
    {
        if (form.Key == BuiltInForms.User)
        {
            Require<TextFieldType>(form, "name", problems);
            Require<EmailFieldType>(form, "email", problems);
            Require<RelationFieldType>(form, "team", problems);
            Require<UserFieldType>(form, "manager", problems);
            Require<BooleanFieldType>(form, "active", problems);
        }
        if (form.Key == BuiltInForms.Team)
            Require<TextFieldType>(form, "name", problems);
    }

    private static void Require<T>(FormModel form, string key, List<Problem> problems)
    {
        if (form.Field(key) is not { Type: T })
            problems.Add(new Problem($"/properties/{key}", "form.built_in_field").With("field", key));
    }
}
