using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Reads a record from JSON: only fields that the form has and the actor may write, each by its type. Every fault is collected.</summary>
public static class RecordReader
{
    /// <summary>Values by key. A blank is an explicit null. Unknown, hidden, masked, computed and read-only properties are faults.</summary>
    public static Dictionary<string, object?> Read(JsonElement json, FormModel form, AccessPolicy access, string prefix, List<Problem> problems)
    {
        var values = new Dictionary<string, object?>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem(prefix, "document.object"));
            return values;
        }
        foreach (var property in json.EnumerateObject())
        {
            var path = JsonPointer.Member(prefix, property.Name);
            if (property.Name == SystemMembers.Owner && form.Field(SystemMembers.Owner) is null)
                ReadOwner(property.Value, path, values, problems);
            else if (SystemMembers.Find(property.Name) is not null && property.Name != SystemMembers.Owner)
                problems.Add(new Problem(path, "field.system").With("field", property.Name));
            else if (form.Field(property.Name) is not { } field || access.FieldAccess(form, property.Name) == FieldAccess.Hidden)
                problems.Add(new Problem(path, "field.unknown").With("field", property.Name));
            else if (field.IsComputed || field.ReadOnly || access.FieldAccess(form, field.Key) != FieldAccess.Full)
                problems.Add(new Problem(path, "field.read_only", $"field:{field.Key}:read_only").With("label", field.Title));
            else
                values[field.Key] = field.Type.Read(property.Value, field, path, problems);
        }
        return values;
    }

    private static void ReadOwner(JsonElement json, string path, Dictionary<string, object?> values, List<Problem> problems)
    {
        if (json.ValueKind == JsonValueKind.Null)
            values[SystemMembers.Owner] = null;
        else if (json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var id) && id > 0)
            values[SystemMembers.Owner] = id;
        else
            problems.Add(new Problem(path, "type.reference").With("label", LocalizedText.Of(SystemMembers.Owner)));
    }
}
