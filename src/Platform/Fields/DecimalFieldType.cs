namespace NoCodeCrm.Platform.Fields;

/// <summary>A number with up to six digits after the point.</summary>
public sealed class DecimalFieldType : NumberFieldType
{
    public override string Key => "decimal";
}
