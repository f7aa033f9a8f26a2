using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// Free search: every word must occur, without case, in one of the form's searched members; in a choice, in what one of its options is called
/// in any language. Works for two Chinese characters as for any text.
/// </summary>
public static class TextSearch
{
    private const int MaxWords = 8;

    public static string? Compile(QueryBuilder query, string? text)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords).ToList();
        if (words.Count == 0)
            return null;
        IEnumerable<string> paths = query.Root.Search.IsEmpty ? [query.Root.RecordTitle ?? ""] : query.Root.Search;
        var members = paths.Select(query.Resolve).OfType<MemberSql>().Where(m => m.Kind == ColumnKind.Text && (!m.IsList || IsChoice(m))).ToList();
        var columns = members.Select(m => IsChoice(m) ? "" : query.Dialect.Fold(m.Sql)).ToList();
        if (members.Count == 0)
            return "1=0";
        return string.Join(" AND ", words.Select(word => Any(query, members, columns, word)).ToList());
    }

    private static string Any(QueryBuilder query, List<MemberSql> members, List<string> columns, string word)
    {
        var needle = columns.Any(c => c.Length > 0) ? query.Parameter(word.ToLowerInvariant()) : "";
        var parts = members.Zip(columns, (member, column) => column.Length > 0 ? query.Dialect.Contains(column, needle) : Chosen(query, member, word)).OfType<string>().ToList();
        return parts.Count == 0 ? "1=0" : $"({string.Join(" OR ", parts)})";
    }

    private static bool IsChoice(MemberSql member) => member.Field is { Options.IsEmpty: false };

    // Null when no option is called so.
    private static string? Chosen(QueryBuilder query, MemberSql member, string word)
    {
        var keys = member.Field!.Options.Where(o => Titles(o).Any(t => t.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(o => query.Parameter(o.Key)).ToList();
        if (keys.Count == 0)
            return null;
        var among = string.Join(", ", keys);
        return member.IsList ? $"EXISTS (SELECT 1 FROM {member.LinkTable} x WHERE x.record_id = {member.Sql} AND x.value IN ({among}))" : $"{member.Sql} IN ({among})";
    }

    private static IEnumerable<string> Titles(SelectOption option) => option.Title.Values.Values;
}
