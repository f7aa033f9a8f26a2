using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// Where a page ended: the sort values and id of its last row. It belongs to the query that made it, known by a digest
/// of filter, sort and search; used with another it is a 400.
/// </summary>
public sealed record PageCursor(string Digest, IReadOnlyList<string?> Values, long Id)
{
    public static string DigestOf(params string?[] parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))))[..16];

    public string Encode() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public static PageCursor Decode(string text, string digest)
    {
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
            if (JsonSerializer.Deserialize<PageCursor>(Convert.FromBase64String(padded)) is { Values: not null } cursor && cursor.Digest == digest)
                return cursor;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // not one of ours: told below like any other cursor that does not fit
        }
        throw ValidationException.BadRequest("/cursor", "cursor.invalid");
    }

    /// <summary>The condition "after this row" in the order of the terms, blanks last, id ascending at the end.</summary>
    public string Condition(QueryBuilder query, IReadOnlyList<SortSql> sort, string id)
    {
        if (Values.Count != sort.Count)
            throw ValidationException.BadRequest("/cursor", "cursor.invalid");
        var condition = $"{id} > {query.Parameter(Id)}";
        for (var i = sort.Count - 1; i >= 0; i--)
        {
            var term = sort[i];
            if (Values[i] is not { } text)
            {
                condition = $"({term.Sql} IS NULL AND {condition})";
                continue;
            }
            var value = Parameter(query, text, term);
            condition = $"({term.Sql} {(term.Descending ? "<" : ">")} {value} OR {term.Sql} IS NULL OR ({term.Sql} = {value} AND {condition}))";
        }
        return condition;
    }

    public static string? Write(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Parameter(QueryBuilder query, string text, SortSql term)
    {
        try
        {
            object value = term.Kind switch
            {
                ColumnKind.Text => text.Contains('\0') ? throw new FormatException() : text,
                ColumnKind.Decimal => decimal.Parse(text, CultureInfo.InvariantCulture),
                ColumnKind.Date => DateFieldType.TryRead(text, out var day) ? day : throw new FormatException(),
                ColumnKind.Instant => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture)),
                ColumnKind.Boolean => text == "1",
                _ => long.Parse(text, CultureInfo.InvariantCulture),
            };
            return query.Parameter(term.Kind, value, term.Scale);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw ValidationException.BadRequest("/cursor", "cursor.invalid");
        }
    }
}
