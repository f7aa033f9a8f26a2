using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine.Forecasts;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Lets the publisher check forecasts by the report engine's own parser.</summary>
internal sealed class ForecastCheck : IDefinitionCheck
{
    public string Kind => DefinitionKinds.Forecast;

    public IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata) => ForecastParser.Check(document, metadata);
}

/// <summary>Forecasts: which there are, their table by month, attainment of targets, and what has changed.</summary>
internal static class ForecastsApi
{
    public static void MapForecasts(this WebApplication app)
    {
        app.MapGet("/api/forecasts", List);
        app.MapGet("/api/forecasts/{key}/table", TableAsync);
        app.MapGet("/api/forecasts/{key}/attainment", AttainmentAsync);
        app.MapGet("/api/forecasts/{key}/changes", ChangesAsync);
    }

    private static ApiAnswer List(HttpContext http)
    {
        var views = ForecastView.All(http.Access());
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var view in views)
            {
                writer.WriteStartObject();
                writer.WriteString("key", view.Forecast.Key);
                writer.WriteText("title", view.Forecast.Title);
                writer.WriteNumber("order", view.Forecast.Order);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> TableAsync(HttpContext http, string key, ForecastService forecasts, CancellationToken ct)
    {
        var table = await forecasts.TableAsync(key, Parameters(http), http.Access(), ct);
        return ApiAnswer.Ok(writer => ForecastJson.Write(writer, table));
    }

    private static async Task<ApiAnswer> AttainmentAsync(HttpContext http, string key, ForecastService forecasts, CancellationToken ct)
    {
        var attainment = await forecasts.AttainmentAsync(key, Parameters(http), http.Access(), ct);
        return ApiAnswer.Ok(writer => ForecastJson.Write(writer, attainment));
    }

    private static async Task<ApiAnswer> ChangesAsync(HttpContext http, string key, ForecastService forecasts, CancellationToken ct)
    {
        var changes = await forecasts.ChangesAsync(key, Parameters(http), http.Access(), ct);
        return ApiAnswer.Ok(writer => ForecastChangesJson.Write(writer, changes));
    }

    private static ForecastParameters Parameters(HttpContext http) => new(http.Request.Query.Keys.ToDictionary(k => k, k => http.Request.Query.Text(k) ?? ""));
}
