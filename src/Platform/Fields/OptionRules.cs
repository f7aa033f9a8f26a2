using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>What holds for the options of select and multi-select alike.</summary>
public static class OptionRules
{
    public const int MaxOptions = 1_000;

    /// <summary>Option keys are distinct and well formed, and <c>enum</c> lists exactly them, in order.</summary>
    public static void Check(FieldDefinition field, JsonElement schema, string path, List<Problem> problems)
    {
        // Too many were refused unread (FieldParser): there is nothing to compare with.
        if (field.Settings.ValueKind == JsonValueKind.Object && field.Settings.TryGetProperty("options", out var all) && all.ValueKind == JsonValueKind.Array && all.GetArrayLength() > MaxOptions)
            return;
        var seen = new HashSet<string>();
        for (var i = 0; i < field.Options.Length; i++)
        {
            var key = field.Options[i].Key;
            if (key.Length is 0 or > Keys.MaxLength || !seen.Add(key))
                problems.Add(new Problem($"{path}/x-field/options/{i}/key", "form.option_key").With("key", key));
        }
        if (schema.TryGetProperty("enum", out var list)
            && !(list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString() : null).SequenceEqual(field.Options.Select(o => o.Key))))
            problems.Add(new Problem(path + "/enum", "form.enum_differs"));
    }
}
