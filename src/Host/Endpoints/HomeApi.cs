using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine.Homes;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Lets the publisher check home pages by the report engine's own parser.</summary>
internal sealed class HomeCheck : IDefinitionCheck
{
    public string Kind => DefinitionKinds.Home;

    public IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata) => HomeParser.Check(document, metadata);
}

/// <summary>The first page of whoever asks, with all its data; and all of them for who designs.</summary>
internal static class HomeApi
{
    public static void MapHome(this WebApplication app)
    {
        app.MapGet("/api/home", (HttpContext http, HomeAnswers answers, CancellationToken ct) => answers.OfAsync(HomeData.For(http.Access()), http, ct));
        app.MapGet("/api/homes", List);
        app.MapPost("/api/homes/preview", PreviewAsync);
    }

    /// <summary>All home documents, each with its version, in the order in which they are tried for a person.</summary>
    private static ApiAnswer List(HttpContext http)
    {
        DefinitionsApi.RequireDesign(http);
        var documents = http.Access().Metadata.Documents.Values.Where(d => d.Kind == HomeDefinition.Kind)
            .OrderBy(d => HomeParser.Read(d.Document, []).Order).ThenBy(d => d.Key, StringComparer.Ordinal);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var home in documents)
            {
                writer.WriteStartObject();
                foreach (var member in home.Document.EnumerateObject())
                    member.WriteTo(writer);
                writer.WriteNumber("version", home.Version);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>A home page that nobody has published, as whoever designs it would see it. Throws 422 with every fault that publishing would find.</summary>
    private static async Task<ApiAnswer> PreviewAsync(HttpContext http, HomeAnswers answers, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var body = await http.JsonAsync();
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("document", out var document))
            throw ValidationException.BadRequest("/document", "document.object");
        var problems = HomeParser.Check(document, http.Access().Metadata);
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
        return await answers.OfAsync(HomeParser.Read(document, []), http, ct);
    }
}
