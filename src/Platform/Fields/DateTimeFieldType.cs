using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>An instant, RFC 3339 with an offset; kept in UTC to the millisecond.</summary>
public sealed class DateTimeFieldType : FieldType
{
    private static readonly string[] FileForms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm:ss", "yyyy/M/d H:mm", "yyyy-MM-dd"];

    // What may follow a day that is written in a form somebody chose.
    private static readonly string[] Clocks = ["", " H:mm", " H:mm:ss", " h:mm tt", " h:mm:ss tt"];

    private static readonly string[] JsonForms =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public override string Key => "dateTime";
    public override ColumnKind Column => ColumnKind.Instant;
    public override ExpressionType Expression => ExpressionType.Instant;
    public override string SchemaType => "string";
    public override string SchemaFormat => "date-time";
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Date;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems) =>
        json.ValueKind == JsonValueKind.String && json.GetString()! is var text && field.Rules.Format?.Accepts(text) != false && TryRead(text, out var instant) ? instant : Refuse(problems, path, "type.dateTime", field);

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return null;
        if (TryRead(trimmed, out var instant))
            return instant;
        var forms = format.DateFormat is { } chosen ? [.. Clocks.Select(clock => chosen + clock), .. FileForms] : FileForms;
        if (!DateTime.TryParseExact(trimmed, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Refuse(problems, path, "type.dateTime", field);
        return new DateTimeOffset(local, format.TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue(WriteText(value));

    public override string WriteText(object value) => Instants.Text((DateTimeOffset)value);

    public static bool TryRead(string? text, out DateTimeOffset instant)
    {
        instant = default;
        // Without an offset the instant is unknown: refused rather than guessed.
        if (text is null || !(text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10))
            return false;
        if (!DateTimeOffset.TryParseExact(text, JsonForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            return false;
        instant = DateTimeOffset.FromUnixTimeMilliseconds(parsed.ToUnixTimeMilliseconds());
        return true;
    }
}
