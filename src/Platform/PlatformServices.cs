using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Records.Periods;
using NoCodeCrm.Platform.Records.Retypes;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform;

/// <summary>Where the data lives. Provider: <c>sqlite</c> or <c>postgresql</c>.</summary>
public sealed record PlatformOptions(string Provider, string ConnectionString, string SqlitePath);

public static class PlatformServices
{
    /// <summary>Everything of Platform. The host adds <see cref="RecordSteps"/>, which names the engines' steps in order.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, Func<IServiceProvider, PlatformOptions> options) => services
        .AddSingleton(options)
        .AddSingleton(provider => OpenDatabase(provider.GetRequiredService<PlatformOptions>()))
        .AddSingleton<UnitOfWork>()
        .AddSingleton<MetadataCache>()
        .AddSingleton<DefinitionStore>()
        .AddSingleton<DraftStore>()
        .AddSingleton<SchemaEditor>()
        .AddSingleton<Publisher>()
        .AddSingleton<DraftScan>()
        .AddSingleton<RetypePublisher>()
        .AddSingleton<DeletedFields>()
        .AddSingleton<IJobHandler, RetypeJob>()
        .AddSingleton<ClockSource>()
        .AddSingleton<RecordStore>()
        .AddSingleton<RecordLookup>()
        .AddSingleton<OwnedRecords>()
        .AddSingleton<RecordRows>()
        .AddSingleton<RecordWriter>()
        .AddSingleton<SamplePurge>()
        .AddSingleton<FieldPast>()
        .AddSingleton<RecordHistory>()
        .AddSingleton<ChangeLogReader>()
        .AddSingleton<PeriodKeeper>()
        .AddSingleton<PeriodReader>()
        .AddSingleton<RelatedValues>()
        .AddSingleton<RecordExpressions>()
        .AddSingleton<ExpressionTrial>()
        .AddSingleton<ExpressionEvaluator>()
        .AddSingleton<ReportingLines>()
        .AddSingleton<Outbox>()
        .AddSingleton<JobQueue>()
        .AddSingleton<Notifier>()
        .AddSingleton<RecordNotifications>()
        .AddSingleton<JobRunner>()
        .AddHostedService(provider => provider.GetRequiredService<JobRunner>())
        .AddHostedService<OutboxDispatcher>()
        .AddHostedService<PeriodNights>();

    private static Database OpenDatabase(PlatformOptions options) => options.Provider == "postgresql"
        ? new PostgreSqlDatabase(options.ConnectionString, PlatformContexts.ForCommand)
        : new SqliteDatabase(options.SqlitePath, PlatformContexts.ForCommand);
}
