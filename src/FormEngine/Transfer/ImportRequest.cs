using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>What an import job was asked, as its row keeps it. Language: of who asked, should they have chosen none.</summary>
public sealed record ImportRequest(ImportMapping Mapping, string Language)
{
    public static string ToJson(JsonElement mapping, string language) => JsonSerializer.Serialize(new { mapping, language }, Platform.Json.PlainJson.Options);

    public static ImportRequest Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        return new ImportRequest(ImportMapping.Parse(root.GetProperty("mapping"), []), root.GetProperty("language").GetString() ?? "en");
    }
}

/// <summary>Who may import what. Past records skip today's rules, so only administrators bring them in.</summary>
public static class ImportRights
{
    public static void Require(AccessPolicy access, FormModel form, ImportMapping? mapping)
    {
        if (!access.May(form, RecordAction.Import))
            throw new ForbiddenException("forbidden.import", new Problem("", "forbidden.import").With("form", form.Title));
        if (mapping is { History: true } && !access.Actor.IsAdministrator)
            throw new ForbiddenException("forbidden.history", new Problem("/history", "forbidden.history"));
    }
}
