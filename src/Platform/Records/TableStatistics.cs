using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Tells the database's planner at once how a form's table has grown, where it would find out only minutes later.</summary>
public static class TableStatistics
{
    public static async Task RefreshAsync(CommandScope scope, FormModel form, CancellationToken ct)
    {
        if (scope.Dialect.RefreshStatistics(form.Table) is { } sql)
            await scope.Statement(sql).ExecuteNonQueryAsync(ct);
    }
}
