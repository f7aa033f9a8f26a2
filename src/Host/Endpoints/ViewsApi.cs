using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Views;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Lets the publisher check saved views.</summary>
internal sealed class ViewCheck : IDefinitionCheck
{
    public string Kind => DefinitionKinds.View;

    public IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata) => ViewParser.Check(document, metadata);
}

/// <summary>Which saved views there are for whoever asks, and the one that each list opens with. The documents themselves: <see cref="DefinitionsApi"/>.</summary>
internal static class ViewsApi
{
    public static void MapViews(this WebApplication app) => app.MapGet("/api/views", List);

    private static ApiAnswer List(HttpContext http)
    {
        var access = http.Access();
        var views = ViewReading.List(access, http.Request.Query.Text("form"), http.Request.Query.Flag("all"));
        var defaults = ViewReading.Defaults(views.Select(v => v.View), access);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var (view, document) in views)
                Write(writer, view, document, defaults.Contains(view.Key), access);
            writer.WriteEndArray();
            SharingRights.WriteRoles(writer, access);
            writer.WriteEndObject();
        });
    }

    /// <summary>A document as its reader may know it: of a view, without the columns that are hidden from them.</summary>
    public static JsonElement Told(DefinitionDocument document, AccessPolicy access)
    {
        if (document.Kind != DefinitionKinds.View || ViewReading.IsWhole(document.Document, access) || JsonNode.Parse(document.Document.GetRawText()) is not JsonObject root)
            return document.Document;
        root["columns"] = new JsonArray([.. ViewReading.Columns(ViewParser.Read(document.Document, []), access).Select(c => (JsonNode)c)]);
        return JsonSerializer.SerializeToElement(root, PlainJson.Options);
    }

    private static void Write(Utf8JsonWriter writer, ViewDefinition view, DefinitionDocument document, bool isDefault, AccessPolicy access)
    {
        writer.WriteStartObject();
        writer.WriteString("key", view.Key);
        writer.WriteText("title", view.Title);
        writer.WriteString("form", view.Form);
        writer.WriteNumber("order", view.Order);
        writer.WriteBoolean("private", view.Sharing.IsPrivate);
        writer.WriteBoolean("mine", view.Sharing.IsOwnedBy(access));
        writer.WriteBoolean("default", isDefault);
        if (view.Filter is not null)
        {
            writer.WritePropertyName("filter");
            document.Document.GetProperty("filter").WriteTo(writer);
        }
        if (view.Search is not null)
            writer.WriteString("search", view.Search);
        if (view.Sort is not null)
            writer.WriteString("sort", view.Sort);
        if (ViewReading.Columns(view, access) is { Count: > 0 } columns)
        {
            writer.WriteStartArray("columns");
            foreach (var column in columns)
                writer.WriteStringValue(column);
            writer.WriteEndArray();
        }
        writer.WriteStartObject("can");
        writer.WriteBoolean("update", SharingRights.Of(DefinitionKinds.View)!.MayWrite(document.Document, access));
        writer.WriteBoolean("delete", view.Sharing.MayDelete(access));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
