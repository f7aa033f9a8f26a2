using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Records.Periods;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Dashboards;
using NoCodeCrm.ReportEngine.Execution;
using NoCodeCrm.ReportEngine.Forecasts;
using NoCodeCrm.ReportEngine.Homes;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine;

/// <summary>The report engine's services. Needs Database, ClockSource and RecordStore of Platform, and logging.</summary>
public static class ReportEngineServices
{
    public static IServiceCollection AddReportEngine(this IServiceCollection services, Action<ReportOptions>? configure = null)
    {
        var options = new ReportOptions();
        configure?.Invoke(options);
        return services
            .AddSingleton(options)
            .AddSingleton(s => new ReportPlanner(s.GetRequiredService<Database>().Dialect, s.GetRequiredService<ClockSource>()))
            .AddSingleton(s => new ReportDrill(s.GetRequiredService<ReportPlanner>(), s.GetRequiredService<ClockSource>(), s.GetRequiredService<Database>().Dialect))
            .AddSingleton<ReportRunner>()
            .AddSingleton<DashboardData>()
            .AddSingleton<StageChanges>()
            .AddSingleton<HomeData>()
            .AddSingleton<ITrackedForms, ForecastForms>()
            .AddSingleton<ForecastTables>()
            .AddSingleton<ForecastAttainments>()
            .AddSingleton<ForecastHistory>()
            .AddSingleton<ForecastService>()
        .AddSingleton<CalendarData>()
            .AddSingleton<ReportService>()
            .AddSingleton<DashboardService>();
    }
}
