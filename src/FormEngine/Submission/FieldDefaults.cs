using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Submission;

/// <summary>
/// Fills fields that a new record came without: constants, expressions, running numbers. What was sent, even a blank, stays.
/// An expression copies only what the author may see.
/// </summary>
public sealed class FieldDefaults(RecordExpressions expressions) : IRecordDefaults
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        foreach (var field in change.Form.Fields)
        {
            if (field.Type is AutoNumberFieldType && change.After[field.Key] is null)
                change.After.Set(field.Key, AutoNumberFieldType.Format(field.NumberPattern!, await NextAsync(change, field, ct), change.Today));
            else if (!change.Touches(field.Key) && change.After[field.Key] is null && !field.IsComputed)
                change.After.Set(field.Key, await DefaultAsync(change, field, ct));
        }
    }

    private async Task<object?> DefaultAsync(RecordChange change, FieldDefinition field, CancellationToken ct)
    {
        if (field.DefaultExpression is { } expression)
            return Known(field, await expressions.EvaluateForAuthorAsync(change, expression, field, ct));
        return field.DefaultValue.ValueKind == JsonValueKind.Undefined ? null : field.Type.Read(field.DefaultValue, field, "", new List<Problem>());
    }

    // A default taken from another form may name an option that this field does not have.
    private static object? Known(FieldDefinition field, object? value) =>
        value is string key && field.Type is SelectFieldType && field.Option(key) is null ? null : value;

    private static async Task<long> NextAsync(RecordChange change, FieldDefinition field, CancellationToken ct)
    {
        var command = change.Scope.Statement(
            "INSERT INTO sys_counter (name, value) VALUES (@name, 1) ON CONFLICT (name) DO UPDATE SET value = sys_counter.value + 1 RETURNING value");
        command.With("@name", $"{change.Form.Key}.{field.Id}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct));
    }
}
