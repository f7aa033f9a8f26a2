using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>Whose figures: a role's name, a person's id.</summary>
internal sealed record FigureReader(string Role, long Me);

/// <summary>
/// The hand-written queries of Figures/Sql on one database, past everything that the product compiles: <c>--# name</c> begins a query or a
/// piece, and only the names of columns come from the published fields. Sql/shared.sql says what stands in braces.
/// </summary>
internal sealed partial class FigureSql
{
    private static readonly Dictionary<string, string> Texts = Read();

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["o"] = "opportunity",
        ["u"] = "user",
        ["b"] = "user",
        ["m"] = "team",
        ["p"] = "product",
        ["n"] = "account",
        ["k"] = "contact",
        ["a"] = "activity",
        ["t"] = "task",
        ["c"] = "case",
        ["g"] = "target",
    };

    private readonly Database _database;
    private readonly Dictionary<(string Form, string Key), string> _columns;
    private readonly IReadOnlyDictionary<string, string> _values;

    private FigureSql(Database database, Dictionary<(string, string), string> columns, IReadOnlyDictionary<string, string> values) =>
        (_database, _columns, _values) = (database, columns, values);

    /// <summary>Values: what stands for {name} where no piece has that name, as SQL.</summary>
    public static async Task<FigureSql> OpenAsync(TestHost host, DateTimeOffset now, IReadOnlyDictionary<string, string> values)
    {
        var database = host.Services.GetRequiredService<Database>();
        var columns = new Dictionary<(string, string), string>();
        await using var session = await database.OpenReadAsync(CancellationToken.None);
        foreach (var row in await RowsAsync(session.Connection, "SELECT form, key, \"column\" AS name FROM sys_field_column WHERE active"))
            columns[((string)row["form"]!, (string)row["key"]!)] = (string)row["name"]!;
        return new FigureSql(database, columns, new Dictionary<string, string>(values.Concat(Moments(database.Dialect.Name, now))));
    }

    public static bool Has(string name) => Texts.ContainsKey(name);

    /// <summary>The rows of a query. Cells: numbers as decimals, days as ISO text, text, null.</summary>
    public async Task<List<Dictionary<string, object?>>> RowsAsync(string name, FigureReader reader, params string[] chosen)
    {
        var sql = Expand(Texts[name], [reader.Role, _database.Dialect.Name, .. chosen], reader);
        await using var session = await _database.OpenReadAsync(CancellationToken.None);
        try
        {
            return await RowsAsync(session.Connection, sql);
        }
        catch (DbException e)
        {
            throw new InvalidOperationException($"{name}: {e.Message}\n{sql}", e);
        }
    }

    // From the innermost brace outwards.
    private string Expand(string text, string[] flavours, FigureReader reader)
    {
        while (Brace().IsMatch(text))
            text = Brace().Replace(text, m => Meaning(m.Groups[1].Value, flavours, reader));
        return text;
    }

    private string Meaning(string inner, string[] flavours, FigureReader reader)
    {
        if (Column(inner) is { } column)
            return column;
        var (name, arguments) = inner.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space
            ? (inner[..space], inner[(space + 1)..].Split("; ").Select(a => Column(a) ?? a).ToArray())
            : (inner, []);
        if (name == "links")
            return Links(inner["links ".Length..]);
        if (name == "me")
            return reader.Me.ToString(CultureInfo.InvariantCulture);
        if (_values.TryGetValue(name, out var value))
            return value;
        if (DaysAgo().Match(name) is { Success: true } ago)
            return $"'{Iso(DateOnly.Parse(_values["today"].Trim('\''), CultureInfo.InvariantCulture).AddDays(-int.Parse(ago.Groups[1].Value, CultureInfo.InvariantCulture)))}'";
        var text = flavours.Select(f => $"{name}.{f}").Append(name).Where(Texts.ContainsKey).Select(n => Texts[n]).FirstOrDefault()
            ?? throw new InvalidOperationException($"Nothing is called {{{inner}}}.");
        for (var i = 0; i < arguments.Length; i++)
            text = text.Replace($"${i + 1}", arguments[i], StringComparison.Ordinal);
        return text;
    }

    private string? Column(string path)
    {
        var parts = path.Split('.');
        if (parts.Length is not (2 or 3) || !Forms.TryGetValue(parts[0], out var form) || !_columns.TryGetValue((form, parts[1]), out var column))
            return null;
        return $"{parts[0]}.\"{column}{(parts.Length == 3 ? "_form" : "")}\"";
    }

    private string Links(string path)
    {
        var parts = path.Split('.');
        return $"\"l_{Forms[parts[0]]}_{_columns[(Forms[parts[0]], parts[1])]}\"";
    }

    private static IEnumerable<KeyValuePair<string, string>> Moments(string dialect, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime); // Shanghai
        var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        return new Dictionary<string, string>
        {
            ["now"] = Instant(now),
            ["a_week_ago"] = Instant(now.AddDays(-7)),
            ["today"] = $"'{Iso(today)}'",
            ["quarter"] = $"'{Iso(quarter)}'",
            ["next_quarter"] = $"'{Iso(quarter.AddMonths(3))}'",
        };

        string Instant(DateTimeOffset at) => dialect == "sqlite"
            ? at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
            : $"TIMESTAMPTZ '{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}+00'";
    }

    private static async Task<List<Dictionary<string, object?>>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Cell(reader.GetValue(i))));
        return rows;
    }

    private static object? Cell(object value) => value switch
    {
        DBNull => null,
        string text => text,
        DateOnly day => Iso(day),
        DateTime day => Iso(DateOnly.FromDateTime(day)),
        _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, string> Read()
    {
        var texts = new Dictionary<string, string>();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            foreach (var part in reader.ReadToEnd().Split("--# ").Skip(1))
            {
                var lines = part.Split('\n');
                texts.Add(lines[0].Trim(), string.Join('\n', lines.Skip(1).Where(l => !l.StartsWith("--", StringComparison.Ordinal))).Trim());
            }
        }
        return texts;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Brace();

    [GeneratedRegex(@"^today-(\d+)$")]
    private static partial Regex DaysAgo();
}
