namespace NoCodeCrm.Platform.Fields;

/// <summary>A percentage; 10 means 10 %.</summary>
public sealed class PercentFieldType : NumberFieldType
{
    public override string Key => "percent";
}
