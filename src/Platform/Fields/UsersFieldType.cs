namespace NoCodeCrm.Platform.Fields;

/// <summary>Several people.</summary>
public sealed class UsersFieldType : ReferenceListFieldType
{
    public override string Key => "users";
}
