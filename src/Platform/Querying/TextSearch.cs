using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Free search: every word must occur, without case, in one of the form's searched members. Works for two Chinese characters as for any text.</summary>
public static class TextSearch
{
    private const int MaxWords = 8;

    public static string? Compile(QueryBuilder query, string? text)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords).ToList();
        if (words.Count == 0)
            return null;
        IEnumerable<string> paths = query.Root.Search.IsEmpty ? [query.Root.RecordTitle ?? ""] : query.Root.Search;
        var columns = paths.Select(query.Resolve).OfType<MemberSql>()
            .Where(m => m is { Kind: ColumnKind.Text, IsList: false }).Select(m => query.Dialect.Fold(m.Sql)).ToList();
        if (columns.Count == 0)
            return "1=0";
        var parts = words.Select(word =>
        {
            var needle = query.Parameter(word.ToLowerInvariant());
            return "(" + string.Join(" OR ", columns.Select(c => query.Dialect.Contains(c, needle))) + ")";
        });
        return string.Join(" AND ", parts.ToList());
    }
}
