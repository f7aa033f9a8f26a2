using System.Globalization;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>How far the data has come: the last entry of the change log that a session sees, 0 before the first.</summary>
public static class DataVersion
{
    public static async Task<long> ReadAsync(ISqlSession session, CancellationToken ct) =>
        Convert.ToInt64(await session.Statement("SELECT COALESCE(MAX(seq), 0) FROM sys_change_entry").ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
}
