using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Schema;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>
/// Exact numbers: at most 15 significant digits, so that they survive JSON in a browser, and at most the field's scale
/// after the point. Too many digits are refused, never rounded.
/// </summary>
public abstract class NumberFieldType : FieldType
{
    private const int MaxDigits = 15;

    public override ColumnKind Column => ColumnKind.Decimal;
    public override ExpressionType Expression => ExpressionType.Number;
    public override string SchemaType => "number";
    public override FrozenSet<string> SchemaKeywords { get; } = NumberKeywords.Names.ToFrozenSet();
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Number;
    public override int DefaultScale => 2;

    protected override object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.Number)
            return Refuse(problems, path, "type.number", field);
        return Check(JsonNumber.Of(json), field, path, problems);
    }

    public override object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems)
    {
        var trimmed = text.Trim().TrimStart('¥', '$', '€', '£', '￥').TrimEnd('%', '％');
        if (trimmed.Length == 0)
            return null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        // The style decides what is a number in a file; the digits are read again, since a decimal may round them.
        return decimal.TryParse(trimmed, style, CultureInfo.InvariantCulture, out _) && JsonNumber.TryParse(trimmed.Replace(",", "", StringComparison.Ordinal), out var number)
            ? Check(number, field, path, problems)
            : Refuse(problems, path, "type.number", field);
    }

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteNumberValue(Plain((decimal)value));

    public override string WriteText(object value) => Plain((decimal)value).ToString(CultureInfo.InvariantCulture);

    public override void CheckSettings(FieldDefinition field, string path, List<Problem> problems)
    {
        if (field.Scale is < 0 or > 6)
            problems.Add(new Problem(path + "/x-field/scale", "form.scale").With("min", 0).With("max", 6));
    }

    /// <summary>The largest number of a scale: 15 digits, and 64 bits with the scale's digits behind the point.</summary>
    public static decimal Largest(int scale)
    {
        var largest = 9_000_000_000_000_000_000m;
        for (var i = 0; i < scale; i++)
            largest /= 10;
        return Math.Min(largest, 999_999_999_999_999m);
    }

    protected virtual object ToValue(decimal number) => number;

    private object? Check(JsonNumber number, FieldDefinition field, string path, List<Problem> problems)
    {
        if (number.DigitCount > MaxDigits)
            return Refuse(problems, path, "number.digits", field, ("max", MaxDigits));
        if (number.DecimalPlaces > field.Scale || !number.TryGetDecimal(out var value))
            return Refuse(problems, path, field.Scale == 0 ? "number.whole" : "number.scale", field, ("scale", field.Scale));
        if (Math.Abs(value) > Largest(field.Scale))
            return Refuse(problems, path, "number.maximum", field, ("max", Largest(field.Scale)));
        if (field.Rules.Number is { } rules && Broken(rules, number) is var (code, name, limit))
            return Refuse(problems, path, code, field, (name, limit));
        return ToValue(value);
    }

    private static (string Code, string Name, object? Limit)? Broken(NumberKeywords rules, JsonNumber number) =>
        rules.IsBelowMinimum(number) ? ("number.minimum", "min", Shown(rules.Minimum))
        : rules.IsNotAbove(number) ? ("number.above", "min", Shown(rules.ExclusiveMinimum))
        : rules.IsAboveMaximum(number) ? ("number.maximum", "max", Shown(rules.Maximum))
        : rules.IsNotBelow(number) ? ("number.below", "max", Shown(rules.ExclusiveMaximum))
        : rules.IsNoMultiple(number) ? ("number.multiple", "step", Shown(rules.MultipleOf))
        : null;

    private static object? Shown(JsonNumber? limit) => limit is { } number && number.TryGetDecimal(out var value) ? value : limit?.ToString();

    // Trailing zeros carry no information: 12.50 is written as 12.5. Most numbers have none, and a division is slow.
    private static decimal Plain(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        return number.Scale == 0 || bits[0] % 2 != 0 ? number : number / 1.000000000000000000000000000000m;
    }
}
