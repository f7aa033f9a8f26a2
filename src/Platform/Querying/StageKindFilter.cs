using System.Text.Json;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// <c>stage.kind equals open</c> as a condition on the stage column itself: an index on the stage can serve it, a CASE
/// over every row could not. Null when the condition is not of that form.
/// </summary>
internal static class StageKindFilter
{
    private const string Suffix = ".kind";

    public static string? Compile(QueryBuilder query, FilterCondition condition)
    {
        if (!condition.Member.EndsWith(Suffix, StringComparison.Ordinal) || condition.Values.IsEmpty || condition.Values.Any(v => v.ValueKind != JsonValueKind.String)
            || condition.Operator is not (FilterOperator.Equals or FilterOperator.In or FilterOperator.NotEquals or FilterOperator.NotIn)
            || query.Resolve(condition.Member[..^Suffix.Length]) is not { Field: { Type: StageFieldType } field } stage
            || query.Metadata.PipelineOf(field) is not { } pipeline)
            return null;
        var kinds = condition.Values.Select(v => v.GetString()!).ToHashSet();
        var keys = pipeline.Stages.Where(s => kinds.Contains((string)StageProperties.Of(s, StageProperties.Kind)!)).Select(s => query.Parameter(s.Key)).ToList();
        var among = keys.Count == 0 ? "1=0" : $"{stage.Sql} IN ({string.Join(", ", keys)})";
        return condition.Operator is FilterOperator.Equals or FilterOperator.In ? among : $"({stage.Sql} IS NULL OR NOT {among})";
    }
}
