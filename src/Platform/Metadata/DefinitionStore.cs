using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>The kinds of definitions, as they are stored.</summary>
public static class DefinitionKinds
{
    public const string Form = "form";
    public const string Pipeline = "pipeline";
    public const string Role = "role";
    public const string Dashboard = "dashboard";
    public const string Home = "home";
    public const string Forecast = "forecast";
    public const string Metric = "metric";
    public const string View = "view";
}

/// <summary>Keeps versions of definitions and turns the current ones into a snapshot. Versions are never changed, only added.</summary>
public sealed class DefinitionStore
{
    /// <summary>Parses every current definition. What was valid when published is loaded leniently: a fault in one never hides the others.</summary>
    public async Task<MetadataSnapshot> LoadAsync(PlatformDbContext db, CancellationToken ct)
    {
        var current = (await db.Definitions.AsNoTracking().ToListAsync(ct))
            .GroupBy(d => (d.Kind, d.Key)).Select(g => g.MaxBy(d => d.Version)!).Where(d => !d.Deleted).ToList();
        var columns = (await db.FieldColumns.AsNoTracking().Where(c => c.Active).ToListAsync(ct)).ToDictionary(c => (c.Form, c.FieldId));
        return Build(current, columns);
    }

    /// <summary>Every version of a definition, the newest first, deleted ones included; empty when there never was one. Without documents each has an empty one.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> VersionsAsync(PlatformDbContext db, string kind, string key, bool withDocuments, CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Where(d => d.Kind == kind && d.Key == key).OrderByDescending(d => d.Version)
            .Select(d => new DefinitionVersion { Id = d.Id, Kind = d.Kind, Key = d.Key, Version = d.Version, Document = withDocuments ? d.Document : "", At = d.At, By = d.By, Note = d.Note, Deleted = d.Deleted }).ToListAsync(ct);

    /// <summary>One version with its document; null when there is none.</summary>
    public Task<DefinitionVersion?> FindAsync(PlatformDbContext db, string kind, string key, int version, CancellationToken ct) =>
        db.Definitions.AsNoTracking().FirstOrDefaultAsync(d => d.Kind == kind && d.Key == key && d.Version == version, ct);

    /// <summary>The last version of every definition of a kind that was deleted; its document is the one that was in force.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> DeletedAsync(PlatformDbContext db, string kind, CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Where(d => d.Kind == kind && d.Deleted && !db.Definitions.Any(o => o.Kind == d.Kind && o.Key == d.Key && o.Version > d.Version))
            .OrderByDescending(d => d.At).ToListAsync(ct);

    /// <summary>Throws ConflictException when another version than the expected one is current; null = there must be none.</summary>
    public async Task<DefinitionVersion?> RequireCurrentAsync(PlatformDbContext db, string kind, string key, int? expectedVersion, CancellationToken ct)
    {
        var last = await db.Definitions.AsNoTracking().Where(d => d.Kind == kind && d.Key == key).OrderByDescending(d => d.Version).FirstOrDefaultAsync(ct);
        var present = last is { Deleted: false } ? last.Version : (int?)null;
        if (present != expectedVersion)
            throw new ConflictException("definition.stale", new Problem("", "definition.stale").With("key", key).With("by", last?.By).With("at", last is null ? null : Instants.Text(last.At)).With("version", present)) { Definition = (kind, key) };
        return last;
    }

    /// <summary>Appends a version. ExpectedVersion: null for a new key, else the version that the author saw.</summary>
    public async Task<DefinitionVersion> AppendAsync(PlatformDbContext db, string kind, string key, JsonElement document, int? expectedVersion, long? author, DateTimeOffset now, string? note, CancellationToken ct, bool deleted = false)
    {
        var last = await RequireCurrentAsync(db, kind, key, expectedVersion, ct);
        var version = new DefinitionVersion
        {
            Kind = kind,
            Key = key,
            Version = (last?.Version ?? 0) + 1,
            Document = document.GetRawText(),
            At = now,
            By = author,
            Note = note,
            Deleted = deleted,
        };
        db.Definitions.Add(version);
        await db.SaveChangesAsync(ct);
        return version;
    }

    private static MetadataSnapshot Build(List<DefinitionVersion> current, Dictionary<(string, string), FieldColumn> columns)
    {
        return Snapshot([.. current.Select(d => new DefinitionDocument(d.Kind, d.Key, d.Version, Parse(d.Document)))], columns);
    }

    /// <summary>Documents as if they were published together; for checks, since their fields have no columns.</summary>
    public static MetadataSnapshot Snapshot(IEnumerable<DefinitionDocument> documents) => Snapshot([.. documents], []);

    private static MetadataSnapshot Snapshot(List<DefinitionDocument> documents, Dictionary<(string, string), FieldColumn> columns)
    {
        var ignored = new List<Problem>();
        var forms = Of(documents, DefinitionKinds.Form)
            .Select(d => FormParser.Parse(d.Document, ignored) is { } form ? Place(form with { Version = d.Version }, columns) : null)
            .OfType<FormModel>().ToDictionary(f => f.Key);
        var uncompiled = new MetadataSnapshot { Forms = forms.ToFrozenDictionary() };
        var snapshot = uncompiled with
        {
            Forms = forms.Values.Select(f => FormCompiler.Compile(f, uncompiled, ignored, lenient: true)).ToFrozenDictionary(f => f.Key),
            Roles = Of(documents, DefinitionKinds.Role)
                .Select(d => RoleParser.Parse(d.Document, ignored) is { } role ? role with { Version = d.Version } : null)
                .OfType<RoleModel>().ToFrozenDictionary(r => r.Key),
            Documents = documents.ToFrozenDictionary(d => (d.Kind, d.Key)),
        };
        return snapshot with
        {
            Pipelines = Of(documents, DefinitionKinds.Pipeline)
                .Select(d => PipelineParser.Parse(d.Document, snapshot, ignored) is { } pipeline ? pipeline with { Version = d.Version } : null)
                .OfType<PipelineModel>().ToFrozenDictionary(p => p.Key),
        };
    }

    private static FormModel Place(FormModel form, Dictionary<(string, string), FieldColumn> columns) => form with
    {
        Fields = [.. form.Fields.Select(f => f.IsSystem ? f with { Column = "owner" } : columns.TryGetValue((form.Key, f.Id), out var column) ? f with { Column = column.Column } : f)],
    };

    private static IEnumerable<DefinitionDocument> Of(List<DefinitionDocument> documents, string kind) => documents.Where(d => d.Kind == kind);

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }
}
