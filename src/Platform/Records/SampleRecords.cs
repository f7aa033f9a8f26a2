using System.Globalization;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Which records are sample data. Stateless.</summary>
public static class SampleRecords
{
    public static Task AddAsync(CommandScope scope, string form, long id, string name, CancellationToken ct) =>
        scope.PostAsync(scope.Statement("INSERT INTO sys_sample_record (form, record_id, ref) VALUES (@form, @id, @ref)").With("@form", form).With("@id", id).With("@ref", name), ct);

    /// <summary>The ids of those that are there by their names.</summary>
    public static async Task<Dictionary<string, long>> NamesAsync(ISqlSession session, CancellationToken ct)
    {
        var names = new Dictionary<string, long>();
        await using var reader = await session.Statement("SELECT ref, record_id FROM sys_sample_record WHERE ref IS NOT NULL").ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            names[reader.GetString(0)] = reader.GetInt64(1);
        return names;
    }

    /// <summary>Whether a job that loads some has not ended yet.</summary>
    public static async Task<bool> IsLoadingAsync(ISqlSession session, CancellationToken ct) =>
        await session.Statement("SELECT 1 FROM sys_job WHERE kind = @kind AND finished_at IS NULL LIMIT 1").With("@kind", SamplePurge.JobKind).ExecuteScalarAsync(ct) is not null;

    /// <summary>How many there are of each form.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(ISqlSession session, CancellationToken ct)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await using var reader = await session.Statement("SELECT form, COUNT(*) FROM sys_sample_record GROUP BY form").ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            counts[reader.GetString(0)] = Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture);
        return counts;
    }
}
