using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Fields;

/// <summary>A whole number; <c>1.0</c> is one.</summary>
public sealed class IntegerFieldType : NumberFieldType
{
    public override string Key => "integer";
    public override ColumnKind Column => ColumnKind.Integer;
    public override string SchemaType => "integer";
    public override int DefaultScale => 0;

    protected override object ToValue(decimal number) => (long)number;

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteNumberValue((long)value);

    public override string WriteText(object value) => ((long)value).ToString(CultureInfo.InvariantCulture);
}
