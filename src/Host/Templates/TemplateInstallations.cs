using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates;

/// <summary>What the database knows of installed templates: the manifest of each and its documents as it brought them. Stateless.</summary>
internal static class TemplateInstallations
{
    private const int MaxDepth = 128;

    public static async Task<IReadOnlyDictionary<string, InstalledTemplate>> AllAsync(PlatformDbContext db, CancellationToken ct) =>
        await db.InstalledTemplates.AsNoTracking().ToDictionaryAsync(t => t.Key, ct);

    public static async Task<IReadOnlyList<InstalledDocument>> DocumentsAsync(PlatformDbContext db, CancellationToken ct) =>
        await db.InstalledDocuments.AsNoTracking().ToListAsync(ct);

    /// <summary>What a later version of this template is to be compared with, by kind and key.</summary>
    public static async Task<IReadOnlyDictionary<(string Kind, string Key), JsonElement>> BasesAsync(PlatformDbContext db, string template, CancellationToken ct)
    {
        var rows = await db.InstalledDocuments.AsNoTracking().ToListAsync(ct);
        var bases = rows.Where(r => r.Template == template).ToDictionary(r => (r.Kind, r.Key), r => Parse(r.Document));
        // The two forms that every installation begins with are what the first template to speak of them has changed.
        foreach (var key in new[] { BuiltInForms.Team, BuiltInForms.User })
            if (!rows.Any(r => r.Kind == DefinitionKinds.Form && r.Key == key))
                bases[(DefinitionKinds.Form, key)] = BuiltInDocuments.Form(key);
        return bases;
    }

    public static async Task SaveAsync(CommandScope scope, TemplateManifest template, IEnumerable<TemplateDocument> documents, DateTimeOffset at, long? author, CancellationToken ct)
    {
        await ForgetAsync(scope, template.Key, ct);
        scope.Db.InstalledTemplates.Add(new InstalledTemplate { Key = template.Key, Version = template.Version, Manifest = template.Json.GetRawText(), At = at, By = author });
        scope.Db.InstalledDocuments.AddRange(documents.Select(d => new InstalledDocument { Template = template.Key, Kind = d.Kind, Key = d.Key, File = d.File, Document = d.Content.GetRawText() }));
        await scope.Db.SaveChangesAsync(ct);
    }

    // Which records it loaded stays known: they are still in their tables, and would else come twice with a next installation.
    public static async Task ForgetAsync(CommandScope scope, string template, CancellationToken ct)
    {
        await scope.Db.InstalledTemplates.Where(t => t.Key == template).ExecuteDeleteAsync(ct);
        await scope.Db.InstalledDocuments.Where(d => d.Template == template).ExecuteDeleteAsync(ct);
    }

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }
}

/// <summary>The forms of people and teams as every installation begins with them.</summary>
internal static class BuiltInDocuments
{
    public static JsonElement Form(string key)
    {
        using var stream = typeof(BuiltInDocuments).Assembly.GetManifestResourceStream($"builtin.{key}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
