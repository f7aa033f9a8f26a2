namespace NoCodeCrm.Platform.Querying;

/// <summary>The conditions of a filter, whatever joins them.</summary>
public static class FilterMembers
{
    public static IEnumerable<FilterCondition> Of(Filter? filter) => filter switch
    {
        FilterGroup group => group.Parts.SelectMany(Of),
        FilterCondition condition => [condition],
        _ => [],
    };
}
