namespace NoCodeCrm.Platform.Querying;

/// <summary>Operators by their names in JSON: the enum's, in camelCase.</summary>
public static class FilterOperators
{
    public static bool TryParse(string name, out FilterOperator op)
    {
        op = default;
        return name.Length > 0 && char.IsAsciiLetterLower(name[0])
            && name.All(char.IsAsciiLetter) && Enum.TryParse(name, ignoreCase: true, out op);
    }

    public static string Name(FilterOperator op)
    {
        var name = op.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
