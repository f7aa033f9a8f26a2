using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace NoCodeCrm.Platform.Sql;

/// <summary>Makes EF Core contexts over connections that Database hands out, and migrates the fixed tables at start.</summary>
public static class PlatformContexts
{
    private const string PostgreSql = "postgresql";
    private static readonly CommandOnlyInterceptor CommandOnly = new();

    /// <summary>A context that joins the transaction of a command.</summary>
    public static PlatformDbContext ForCommand(CommandScope scope)
    {
        var context = Over(scope.Connection, scope.Dialect, tracking: true, new PostedFirstInterceptor(scope));
        context.Database.UseTransaction(scope.Transaction);
        context.Database.AutoSavepointsEnabled = false; // a save that fails ends the whole command
        return context;
    }

    /// <summary>A context for reading over a read session; it tracks nothing and cannot save.</summary>
    public static PlatformDbContext ForReading(ReadSession session) => Over(session.Connection, session.Dialect, tracking: false);

    /// <summary>Makes the database where a server has none of its name yet, so that it can be locked. A file comes into being when it is opened.</summary>
    public static async Task CreateAsync(string provider, string connectionString, CancellationToken ct)
    {
        if (provider != PostgreSql)
            return;
        await using var context = Fixed(provider, connectionString);
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(ct))
            return;
        try
        {
            await creator.CreateAsync(ct);
        }
        catch (DbException) when (!ct.IsCancellationRequested)
        {
            // Another process was faster; where it was something else, what comes next says so.
            if (!await creator.ExistsAsync(ct))
                throw;
        }
    }

    /// <summary>Brings the fixed tables to this version. Runs under the lock and before anything else uses the database.</summary>
    public static async Task MigrateAsync(string provider, string connectionString, CancellationToken ct)
    {
        await using var context = Fixed(provider, connectionString);
        await context.Database.MigrateAsync(ct);
        // After a restore into another server its transactions count from somewhere else: what came along is older than all of them.
        if (provider == PostgreSql)
            await context.Database.ExecuteSqlRawAsync("UPDATE sys_change_entry SET xid = '0' WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())", ct);
    }

    private static PlatformDbContext Fixed(string provider, string connectionString) => provider == PostgreSql
        ? new PostgreSqlPlatformDbContext(new DbContextOptionsBuilder<PostgreSqlPlatformDbContext>().UseNpgsql(connectionString, o => o.MigrationsHistoryTable("sys_migration")).Options)
        : new SqlitePlatformDbContext(new DbContextOptionsBuilder<SqlitePlatformDbContext>().UseSqlite(connectionString, o => o.MigrationsHistoryTable("sys_migration")).Options);

    private static PlatformDbContext Over(DbConnection connection, SqlDialect dialect, bool tracking, params IInterceptor[] more)
    {
        var behavior = tracking ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking;
        return dialect is PostgreSqlDialect
            ? new PostgreSqlPlatformDbContext(new DbContextOptionsBuilder<PostgreSqlPlatformDbContext>().UseNpgsql(connection).AddInterceptors([CommandOnly, .. more]).UseQueryTrackingBehavior(behavior).Options)
            : new SqlitePlatformDbContext(new DbContextOptionsBuilder<SqlitePlatformDbContext>().UseSqlite(connection).AddInterceptors([CommandOnly, .. more]).UseQueryTrackingBehavior(behavior).Options);
    }
}
