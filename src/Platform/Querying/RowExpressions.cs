using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Row rules written as expressions, as SQL conditions. Members are resolved without masks: a rule may look at what its subject may not.</summary>
internal static class RowExpressions
{
    public static string Compile(QueryBuilder query, FormModel form, string alias, string source) => throw new NotSupportedException();
}
