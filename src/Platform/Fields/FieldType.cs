using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>How a field is stored: one column, a link table of values, or a pair of columns (form and id).</summary>
public enum FieldShape
{
    Column,
    Links,
    PolymorphicReference,
}

/// <summary>
/// What a field type is: one file per type, registered once in <see cref="FieldTypes"/>. Stateless.
/// <para>Values in memory: text <see cref="string"/>, whole numbers and references <see cref="long"/>, other numbers
/// <see cref="decimal"/>, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/> in UTC, <see cref="bool"/>, lists of
/// <see cref="string"/> or <see cref="long"/>, <see cref="RecordReference"/>. Blank is null; an empty list reads as blank.</para>
/// </summary>
public abstract class FieldType
{
    /// <summary>The key in <c>x-field.type</c>.</summary>
    public abstract string Key { get; }
    public abstract ColumnKind Column { get; }
    public virtual FieldShape Shape => FieldShape.Column;
    public abstract ExpressionType Expression { get; }

    /// <summary>The JSON Schema <c>type</c> of a property of this type.</summary>
    public abstract string SchemaType { get; }

    /// <summary>JSON Schema keywords that a property of this type may carry, beyond those common to all.</summary>
    public virtual FrozenSet<string> SchemaKeywords => FrozenSet<string>.Empty;

    public virtual string? SchemaFormat => null;

    /// <summary>The JSON Schema <c>type</c> of each item of a list; null for other types.</summary>
    public virtual string? ItemType => null;

    /// <summary>Keywords that <c>items</c> may carry.</summary>
    public virtual FrozenSet<string> ItemKeywords => FrozenSet<string>.Empty;

    /// <summary>Filter operators that make sense on this type.</summary>
    public abstract FrozenSet<FilterOperator> Operators { get; }
    public virtual int DefaultScale => 0;

    /// <summary>True when the system writes the value and callers may not.</summary>
    public virtual bool IsGenerated => false;
    public virtual bool IsNumeric => Expression == ExpressionType.Number;

    /// <summary>Turns JSON into a value, adding a problem at the path for everything that does not fit. Null in, null out.</summary>
    public object? Read(JsonElement json, FieldDefinition field, string path, List<Problem> problems)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return null;
        return ReadValue(json, field, path, problems);
    }

    protected abstract object? ReadValue(JsonElement json, FieldDefinition field, string path, List<Problem> problems);

    /// <summary>Turns a cell of a file into a value; blank text is null.</summary>
    public abstract object? ReadText(string text, FieldDefinition field, TextFormat format, string path, List<Problem> problems);

    public abstract void Write(Utf8JsonWriter writer, object value);

    /// <summary>The value as a cell of an export, unformatted and culture-free.</summary>
    public virtual string WriteText(object value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>Checks type-specific settings when a form is saved.</summary>
    public virtual void CheckSettings(FieldDefinition field, string path, List<Problem> problems)
    {
    }

    /// <summary>
    /// Checks a list that is not blank against <c>minItems</c> and <c>maxItems</c>; null when it is refused. Sent: how many
    /// there were before repeated ones were dropped, so that what was sent and what is kept both fit.
    /// </summary>
    protected static object? CheckCount<T>(List<T> items, int sent, FieldDefinition field, string path, List<Problem> problems)
    {
        if (items.Count == 0 || field.Rules.List is not { } rules)
            return items.Count == 0 ? null : items;
        return rules.IsTooFew(items.Count) ? Refuse(problems, path, "list.too_few", field, ("min", rules.MinItems))
            : rules.IsTooMany(sent) ? Refuse(problems, path, "list.too_many", field, ("max", rules.MaxItems))
            : items;
    }

    /// <summary>Adds a problem that names the field by its label.</summary>
    protected static object? Refuse(List<Problem> problems, string path, string code, FieldDefinition field, params (string Name, object? Value)[] parameters)
    {
        var problem = new Problem(path, code, $"field:{field.Key}:{code}").With("label", field.Title);
        foreach (var (name, value) in parameters)
            problem = problem.With(name, value);
        problems.Add(problem);
        return null;
    }
}

/// <summary>How text in a file is to be read. DateFormat: a .NET pattern such as <c>yyyy-MM-dd</c>; null = the ISO forms.</summary>
public sealed record TextFormat(string? DateFormat, TimeZoneInfo TimeZone, string Language);

/// <summary>A reference to a record of one of several forms.</summary>
public sealed record RecordReference(string Form, long Id);
