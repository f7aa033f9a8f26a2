using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Testing;

/// <summary>A look at the tables of a host in this process, past its API.</summary>
public static class Tables
{
    // What the databases keep for themselves.
    private static readonly string[] NotOurs = ["sqlite_sequence", "sqlite_stat1", "sqlite_stat4"];

    public static async Task<List<object?[]>> RowsAsync(this TestHost host, string sql)
    {
        await using var session = await host.Services.GetRequiredService<Database>().OpenReadAsync(CancellationToken.None);
        await using var reader = await session.Statement(sql).ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Each table with the number of its rows and a digest of all their values.</summary>
    public static async Task<SortedDictionary<string, string>> FingerprintsAsync(this TestHost host)
    {
        var names = await host.RowsAsync(host.Services.GetRequiredService<Database>().Dialect.Name == "sqlite"
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        var prints = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.Select(n => (string)n[0]!).Except(NotOurs))
        {
            var rows = (await host.RowsAsync($"SELECT * FROM \"{name}\"")).Select(r => string.Join('\u001f', r.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)))).Order(StringComparer.Ordinal).ToList();
            prints[name] = $"{rows.Count} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))}";
        }
        return prints;
    }
}
