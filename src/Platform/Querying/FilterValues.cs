using System.Text.Json;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Reads one filter value for a kind of column; null when it does not fit.</summary>
internal static class FilterValues
{
    public static object? Read(JsonElement json, ColumnKind kind) => kind switch
    {
        ColumnKind.Text => json.ValueKind == JsonValueKind.String && json.GetString() is { } text && !text.Contains('\0') ? text : null,
        ColumnKind.Integer or ColumnKind.Reference => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var id) ? id : null,
        ColumnKind.Decimal => json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number) && Math.Abs(number) < 1_000_000_000_000_000_000m ? number : null,
        ColumnKind.Boolean => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null,
        ColumnKind.Date => json.ValueKind == JsonValueKind.String && DateFieldType.TryRead(json.GetString(), out var day) ? day : null,
        ColumnKind.Instant => json.ValueKind == JsonValueKind.String && DateTimeFieldType.TryRead(json.GetString(), out var instant) ? instant : null,
        _ => null,
    };
}
