namespace NoCodeCrm.Platform.Fields;

/// <summary>An amount in the installation's currency.</summary>
public sealed class MoneyFieldType : NumberFieldType
{
    public override string Key => "money";
}
