namespace NoCodeCrm.Platform.Expressions;

internal static class ExpressionTypes
{
    public static bool IsList(this ExpressionType type) => type is ExpressionType.TextList or ExpressionType.ReferenceList;

    public static bool HasOrder(this ExpressionType type) =>
        type is ExpressionType.Number or ExpressionType.Text or ExpressionType.Date or ExpressionType.Instant;

    /// <summary>The type that all have, where a blank literal has any; null when they differ.</summary>
    public static ExpressionType? Common(IReadOnlyList<ExpressionType> types)
    {
        var common = ExpressionType.Blank;
        foreach (var type in types.Where(type => type != ExpressionType.Blank))
        {
            if (common != ExpressionType.Blank && common != type)
            {
                return null;
            }

            common = type;
        }

        return common;
    }

    /// <summary>The type in words, for messages.</summary>
    public static string Word(this ExpressionType type) => type switch
    {
        ExpressionType.Blank => "blank",
        ExpressionType.Number => "a number",
        ExpressionType.Text => "text",
        ExpressionType.Boolean => "true or false",
        ExpressionType.Date => "a date",
        ExpressionType.Instant => "a date with time",
        ExpressionType.TextList => "a list of texts",
        ExpressionType.Reference => "a record",
        ExpressionType.ReferenceList => "a list of records",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
