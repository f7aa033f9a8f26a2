namespace NoCodeCrm.Platform.Fields;

/// <summary>One person: a record of the built-in form <c>user</c>.</summary>
public sealed class UserFieldType : RelationFieldType
{
    public override string Key => "user";
}
