using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Host.Setup;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

internal static class SetupApi
{
    public static void MapSetup(this WebApplication app)
    {
        app.MapGet("/api/setup", Get).AllowAnonymous();
        app.MapPost("/api/setup", PostAsync).AllowAnonymous();
    }

    private static IResult Get(HttpContext http, InitialSetup setup, TemplateInstaller templates)
    {
        var allowed = setup.IsNeeded && setup.IsAllowed(http, http.Request.Query.Text("token"));
        var language = http.Language();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("needed", setup.IsNeeded);
            writer.WriteBoolean("allowed", allowed);
            if (allowed)
            {
                writer.WriteStartObject("suggested");
                writer.WriteString("company", "");
                writer.WriteString("currency", language == Languages.Chinese ? "CNY" : "USD");
                writer.WriteString("timeZone", TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC");
                writer.WriteString("language", language);
                writer.WriteEndObject();
                writer.WriteStartArray("templates");
                foreach (var template in templates.Available())
                    WriteTemplate(writer, template);
                writer.WriteEndArray();
                writer.WriteStartArray("currencies");
                foreach (var currency in Currencies.All)
                    writer.WriteStringValue(currency);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        });
    }

    private static void WriteTemplate(Utf8JsonWriter writer, TemplateManifest template)
    {
        writer.WriteStartObject();
        writer.WriteString("key", template.Key);
        writer.WriteText("title", template.Title);
        writer.WriteText("description", template.Description ?? LocalizedText.Empty);
        writer.WriteBoolean("hasSample", template.Sample is not null);
        writer.WriteEndObject();
    }

    private static async Task<IResult> PostAsync(HttpContext http, InitialSetup setup, SignIns signIns, AppSettings settings, CancellationToken ct)
    {
        var json = await http.JsonAsync();
        if (!setup.IsNeeded)
            throw new ConflictException("setup.done", new Problem("", "setup.done"));
        if (!setup.IsAllowed(http, json.Text("token") ?? http.Request.Query.Text("token")))
            throw new ForbiddenException("setup.elsewhere", new Problem("", "setup.elsewhere"));
        var request = new SetupRequest(json.Text("language") ?? http.Language(), json.Text("company") ?? "", json.Text("currency") ?? "", json.Text("timeZone") ?? "",
            json.Text("name") ?? "", json.Text("email") ?? "", json.Text("password") ?? "", json.Text("template") ?? "none", json.Flag("sampleData") ? SampleSize.Full : SampleSize.None);
        // Once begun it runs to its end, even when the browser leaves.
        var administrator = await setup.RunAsync(request, CancellationToken.None);
        var person = await signIns.StartSessionAsync(http, administrator, ct);
        return SessionApi.Describe(http, person, settings) with { Status = 201 };
    }
}
