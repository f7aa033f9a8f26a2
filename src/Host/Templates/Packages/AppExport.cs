using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Host.Templates.Data;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates.Packages;

/// <summary>What goes along besides documents.</summary>
public enum ExportData
{
    None,
    Records,
    Sample,
}

/// <summary>
/// What an export is asked for. Template: the installed template that it is a version of, null = none; texts that are null are
/// the template's. Documents: what is chosen, null = all of the template, or of the application.
/// </summary>
public sealed record ExportRequest(string? Template, string? Key, LocalizedText? Title, LocalizedText? Description, string? Version, IReadOnlyList<(string Kind, string Key)>? Documents, ExportData Data);

/// <summary>
/// Writes an application as a template: its documents as they were published, in their own order, as readable files. The same
/// application always gives the same bytes, and one installed from a template that nobody has changed gives the template's.
/// </summary>
public sealed class AppExport(Database database, TemplateInstaller templates, DataExport records)
{
    // Nothing in the archive tells of the moment of its making.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed record Part(string File, DefinitionDocument Document);

    public async Task WriteAsync(AccessPolicy access, ExportRequest request, Stream target, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        await session.HoldSnapshotAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var installed = (await TemplateInstallations.AllAsync(db, ct)).GetValueOrDefault(request.Template ?? "");
        if (request.Template is { } wanted && installed is null)
            throw ValidationException.Refused(new Problem("/template", "template.unknown").With("template", wanted));
        var parts = Parts(access.Metadata, request, await TemplateInstallations.DocumentsAsync(db, ct));
        var forms = DataExport.Ordered(parts.Where(p => p.Document.Kind == DefinitionKinds.Form).Select(p => access.Metadata.Form(p.Document.Key)).OfType<FormModel>());
        if (request.Data != ExportData.Records)
            forms = [];
        foreach (var form in forms)
            DataExport.Require(access, form);
        var source = request.Data == ExportData.Sample && installed is not null ? templates.Available().FirstOrDefault(t => t.Key == installed.Key) : null;
        var manifest = Manifest(request, installed, parts, forms, source);
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        await WriteAsync(zip, "template.json", ReadableJson.Write(manifest), ct);
        foreach (var part in parts)
            await WriteAsync(zip, part.File, ReadableJson.Write(Portable(part.Document)), ct);
        foreach (var file in new[] { source?.Sample, source?.Recipe }.OfType<string>())
            await WriteAsync(zip, file, source!.ReadFile(file), ct);
        if (forms.Count > 0)
            await WriteAsync(zip, session, access, forms, ct);
    }

    private async Task WriteAsync(ZipArchive zip, ReadSession session, AccessPolicy access, IReadOnlyList<FormModel> forms, CancellationToken ct)
    {
        var (emails, keys) = (await records.EmailsAsync(session, access, ct), forms.Select(f => f.Key).ToHashSet());
        foreach (var form in forms)
        {
            await using var file = await Entry(zip, DataPath(form)).OpenAsync(ct);
            await using var text = new StreamWriter(file, new UTF8Encoding(false));
            await records.WriteAsync(session, access, form, keys, emails, text, ct);
        }
    }

    private static IReadOnlyList<Part> Parts(MetadataSnapshot metadata, ExportRequest request, IReadOnlyList<InstalledDocument> installed)
    {
        var own = installed.Where(d => d.Template == request.Template).ToDictionary(d => (d.Kind, d.Key), d => d.File);
        var all = AppContents.All(metadata);
        var chosen = request.Documents is { } documents ? AppContents.With(documents, metadata) : request.Template is null ? null : own.Keys.ToHashSet();
        var parts = all.Where(d => chosen?.Contains((d.Kind, d.Key)) != false)
            .Select(d => new Part(own.GetValueOrDefault((d.Kind, d.Key)) ?? $"{TemplateDocument.FolderOf(d.Kind)}/{d.Key}.json", d)).ToList();
        return parts.Count > 0 ? parts : throw ValidationException.Refused(new Problem("/documents", "export.nothing"));
    }

    // A person's id means somebody else elsewhere: who owns a dashboard or view stays here, with whom it is shared goes along.
    private static JsonElement Portable(DefinitionDocument document)
    {
        if (document.Kind is not (DefinitionKinds.Dashboard or DefinitionKinds.View) || JsonNode.Parse(document.Document.GetRawText()) is not JsonObject root || root["access"] is not JsonObject sharing || !sharing.Remove("owner"))
            return document.Document;
        return JsonSerializer.SerializeToElement(root, PlainJson.Options);
    }

    private static JsonElement Manifest(ExportRequest request, InstalledTemplate? installed, IReadOnlyList<Part> parts, IReadOnlyList<FormModel> forms, TemplateManifest? sampled)
    {
        var manifest = installed is null ? new JsonObject { ["key"] = "", ["version"] = "", ["title"] = null, ["description"] = null, ["requires"] = new JsonArray() }
            : JsonNode.Parse(installed.Manifest)!.AsObject();
        manifest["key"] = request.Key ?? installed?.Key;
        Set(manifest, "version", request.Version ?? (installed is null ? "1.0.0" : null));
        Set(manifest, "title", Text(request.Title));
        Set(manifest, "description", Text(request.Description));
        if (manifest["description"] is null)
            manifest.Remove("description");
        var before = (manifest["order"] as JsonArray)?.Select(f => f?.GetValue<string>()).ToList() ?? [];
        var order = parts.Select(p => p.File).OrderBy(f => before.IndexOf(f) is >= 0 and var place ? place : int.MaxValue);
        Set(manifest, "order", new JsonArray([.. order.Select(f => (JsonNode)f)]));
        if (sampled is null)
        {
            manifest.Remove("sample");
            manifest.Remove("recipe");
        }
        manifest.Remove("data");
        if (forms.Count > 0)
            manifest["data"] = new JsonArray([.. forms.Select(f => (JsonNode)DataPath(f))]);
        return JsonSerializer.SerializeToElement(manifest, PlainJson.Options);
    }

    private static void Set(JsonObject manifest, string member, JsonNode? value)
    {
        if (value is not null)
            manifest[member] = value;
    }

    private static JsonObject? Text(LocalizedText? text) => text is null ? null : new JsonObject(text.Values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value)));

    private static string DataPath(FormModel form) => $"data/{form.Key}.jsonl";

    private static async Task WriteAsync(ZipArchive zip, string path, byte[] content, CancellationToken ct)
    {
        await using var file = await Entry(zip, path).OpenAsync(ct);
        await file.WriteAsync(content, ct);
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string path)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        return entry;
    }
}
