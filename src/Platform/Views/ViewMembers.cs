using System.Text.Json;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Views;

/// <summary>The member paths that a view names, each with its place in the document.</summary>
internal static class ViewMembers
{
    public static IEnumerable<(string Member, string Place)> Of(JsonElement document) => Of(ViewParser.Read(document, []));

    public static IEnumerable<(string Member, string Place)> Of(ViewDefinition view)
    {
        foreach (var condition in Conditions(view.Filter))
            yield return (condition.Member, condition.Path + "/member");
        foreach (var term in (view.Sort ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            yield return (term.TrimStart('-'), "/sort");
        for (var i = 0; i < view.Columns.Length; i++)
            yield return (view.Columns[i], $"/columns/{i}");
    }

    private static IEnumerable<FilterCondition> Conditions(Filter? filter) => filter switch
    {
        FilterGroup group => group.Parts.SelectMany(Conditions),
        FilterCondition condition => [condition],
        _ => [],
    };
}
