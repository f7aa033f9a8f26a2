using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

internal static class HealthApi
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, Database database, CancellationToken ct)
    {
        if (!readiness.IsReady)
            return Results.Text("starting", statusCode: 503);
        await using var session = await database.OpenForCallerAsync(ct);
        await session.Statement("SELECT 1").ExecuteScalarAsync(ct);
        return Results.Text("ready");
    }
}
