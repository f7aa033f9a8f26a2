using System.Data.Common;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Access;

/// <summary>Keeps the closure of the manager relation in the transaction that changes it; a cycle is refused.</summary>
public sealed class ReportingLines : IRecordCheck, IRecordEffect
{
    public async Task CheckAsync(RecordChange change, CancellationToken ct)
    {
        if (!change.Form.IsUserForm || !change.Changes("manager") || change.After["manager"] is not long manager || change.IsCreate)
            return;
        var command = change.Scope.Statement("SELECT 1 FROM sys_reporting_line WHERE manager_id = @user AND user_id = @manager");
        command.With("@user", change.After.Id);
        command.With("@manager", manager);
        if (manager == change.After.Id || await command.ExecuteScalarAsync(ct) is not null)
            change.Refuse(change.Form.Field("manager")!, "user.manager_cycle", "user:manager:cycle");
    }

    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        if (!change.Form.IsUserForm)
            return;
        if (change.IsCreate)
            await InsertAsync(change, ct);
        else if (change.Changes("manager"))
            await RebuildAsync(change, ct);
    }

    private static async Task InsertAsync(RecordChange change, CancellationToken ct)
    {
        var command = change.Scope.Statement(
            "INSERT INTO sys_reporting_line (manager_id, user_id, depth) SELECT @user, @user, 0 UNION ALL SELECT manager_id, @user, depth + 1 FROM sys_reporting_line WHERE user_id = @manager");
        command.With("@user", change.After.Id);
        command.With("@manager", change.After["manager"] is long manager ? manager : -1L);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task RebuildAsync(RecordChange change, CancellationToken ct)
    {
        var dialect = change.Scope.Dialect;
        var (table, column) = (dialect.Quote(change.Form.Table), dialect.Quote(change.Form.Field("manager")!.Column));
        await change.Scope.Statement("DELETE FROM sys_reporting_line").ExecuteNonQueryAsync(ct);
        await change.Scope.Statement(
            $"WITH RECURSIVE line(manager_id, user_id, depth) AS (SELECT id, id, 0 FROM {table} UNION ALL " +
            $"SELECT u.{column}, line.user_id, line.depth + 1 FROM line JOIN {table} u ON u.id = line.manager_id WHERE u.{column} IS NOT NULL AND line.depth < 100) " +
            "INSERT INTO sys_reporting_line (manager_id, user_id, depth) SELECT manager_id, user_id, MIN(depth) FROM line GROUP BY manager_id, user_id").ExecuteNonQueryAsync(ct);
    }
}
