using System.Globalization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Finds many records in one statement: by a text that names them, by their key, by id. Every statement carries the actor's row rule. Stateless.</summary>
public sealed class RecordLookup(RecordStore store)
{
    private const int MaxList = 400;

    // Few lengths of lists mean few statements to compile.
    private static readonly int[] Lengths = [1, 2, 5, 10, 20, 50, 100, 200, MaxList];

    /// <summary>How texts are compared with what records hold: trimmed and without case.</summary>
    public static string Fold(string text) => text.Trim().ToLowerInvariant();

    /// <summary>
    /// Live records whose member has one of the texts. Texts come folded. A whole-number member is compared as a number.
    /// Answers the folded text with each record that has it; a member that is hidden or unknown matches nothing.
    /// </summary>
    public async Task<List<(string Text, long Id)>> ByTextAsync(ISqlSession session, AccessPolicy access, FormModel form, string member, IReadOnlyCollection<string> texts, CancellationToken ct)
    {
        var found = new List<(string, long)>();
        foreach (var chunk in texts.Chunk(MaxList))
        {
            var query = store.Query(session, access, form);
            if (query.Resolve(member) is not { IsList: false } resolved)
                return found;
            var isText = resolved.Kind == ColumnKind.Text;
            List<object> wanted = isText ? [.. chunk.Where(t => !t.Contains('\0'))] : [.. chunk.Select(Number).OfType<long>().Cast<object>()];
            if (wanted.Count == 0)
                continue; // NUL is in no record, and PostgreSQL cannot even be asked for it
            var value = isText ? session.Dialect.Fold($"trim({resolved.Sql})") : resolved.Sql;
            List<string> conditions = [.. query.BaseConditions(), $"{value} IN ({string.Join(", ", Padded(wanted).Select(query.Parameter))})"];
            var sql = $"SELECT {query.RootAlias}.id, {value} {query.From} WHERE {string.Join(" AND ", conditions)}";
            await using var reader = await query.Command(session, sql).ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                found.Add((isText ? reader.GetString(1) : reader.GetInt64(1).ToString(CultureInfo.InvariantCulture), reader.GetInt64(0)));
        }
        return found;
    }

    /// <summary>Live records with one of the keys, each a value per field in the fields' order, with all their fields.</summary>
    public async Task<List<RecordData>> ByKeysAsync(ISqlSession session, AccessPolicy access, FormModel form, IReadOnlyList<FieldDefinition> fields, IReadOnlyCollection<object[]> keys, CancellationToken ct)
    {
        var found = new List<RecordData>();
        foreach (var chunk in keys.Chunk(MaxList))
        {
            var query = store.Query(session, access, form);
            var columns = new RecordColumns(query, [.. form.Fields.Where(f => !f.IsLive)]);
            var members = fields.Select(f => $"{query.RootAlias}.{session.Dialect.Quote(f.Column)}").ToList();
            var rows = Padded([.. chunk]).Select(key => string.Join(", ", key.Select((v, i) => query.Parameter(fields[i].Type.Column, v, fields[i].Scale))));
            var list = fields.Count == 1 ? string.Join(", ", rows) : "VALUES " + string.Join(", ", rows.Select(r => $"({r})"));
            List<string> conditions = [.. query.BaseConditions(), $"({string.Join(", ", members)}) IN ({list})"];
            var sql = $"SELECT {columns.Sql} {query.From} WHERE {string.Join(" AND ", conditions)}";
            await using var reader = await query.Command(session, sql).ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                found.Add(columns.Read(reader));
        }
        return found;
    }

    /// <summary>Those of the ids that are live and visible.</summary>
    public async Task<HashSet<long>> ExistingAsync(ISqlSession session, AccessPolicy access, FormModel form, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var existing = new HashSet<long>();
        foreach (var chunk in ids.Chunk(MaxList))
        {
            var query = store.Query(session, access, form);
            List<string> conditions = [.. query.BaseConditions(), $"{query.RootAlias}.id IN ({string.Join(", ", Padded([.. chunk.Cast<object>()]).Select(query.Parameter))})"];
            await using var reader = await query.Command(session, $"SELECT {query.RootAlias}.id {query.From} WHERE {string.Join(" AND ", conditions)}").ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                existing.Add(reader.GetInt64(0));
        }
        return existing;
    }

    private static object? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The last value again changes nothing in a list of choices.
    private static IEnumerable<T> Padded<T>(List<T> values) => values.Concat(Enumerable.Repeat(values[^1], Lengths.First(l => l >= values.Count) - values.Count));
}
