namespace NoCodeCrm.Platform.Fields;

/// <summary>Text of several lines, up to 100,000 characters unless the form says less.</summary>
public sealed class LongTextFieldType : TextFieldType
{
    public override string Key => "longText";
    protected override int DefaultMaxLength => 100_000;
}
