using System.Collections.Frozen;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Execution;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests.World;

/// <summary>A database with tables and rows made by hand, and the engine over it. One per dialect, shared and only read.</summary>
public abstract class ReportWorld : IAsyncLifetime
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private ServiceProvider? _services;

    /// <summary>Null when this database can be used.</summary>
    public virtual string? SkipReason => null;
    public Database Database => Services.GetRequiredService<Database>();
    public ReportService Reports => Services.GetRequiredService<ReportService>();
    public DashboardService Dashboards => Services.GetRequiredService<DashboardService>();
    public RecordStore Records => Services.GetRequiredService<RecordStore>();
    public bool IsSqlite => Database.Dialect is SqliteDialect;
    private ServiceProvider Services => _services ?? throw new InvalidOperationException("The world has not begun.");

    protected abstract Task<DbConnection> CreateAsync();

    protected abstract Database Open();

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is not null)
            return;
        var services = new ServiceCollection();
        services.AddSingleton(Open());
        services.AddSingleton(new ClockSource(new FixedTime(new DateTimeOffset(2018, 1, 10, 3, 0, 0, TimeSpan.Zero))) { Zone = Shanghai });
        services.AddSingleton<RecordStore>();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.None));
        services.AddReportEngine();
        _services = services.BuildServiceProvider();
        await using var connection = await CreateAsync();
        await Seed.FillAsync(connection, Database.Dialect);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_services is not null)
            await _services.DisposeAsync();
    }

    public static AccessPolicy As(string role, long user = 1, TimeZoneInfo? zone = null, MetadataSnapshot? metadata = null) =>
        new(new Actor(user, [role]) { TimeZone = zone ?? Shanghai }, metadata ?? ShippedMetadata.Snapshot);

    public Task<ReportResult> AskAsync(string query, AccessPolicy? access = null) =>
        Reports.QueryAsync(Json(query), access ?? As("admin"), CancellationToken.None);

    /// <summary>Rows of plain SQL as they come.</summary>
    public async Task<List<object?[]>> SqlAsync(string sql)
    {
        await using var session = await Database.OpenReadAsync(CancellationToken.None);
        await using var reader = await session.Statement(sql).ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    /// <summary>A stored sum of money as an amount.</summary>
    public object? Money(object? stored) => stored is null ? null : Convert.ToDecimal(stored) / (IsSqlite ? 100 : 1);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
