using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// Reads a form document (docs/documents.md) into a model. The keyword subset is closed: an unknown keyword is a fault
/// with its path. References to other forms and expressions are checked later, by <see cref="FormCompiler"/>.
/// </summary>
public static class FormParser
{
    public const int MaxFields = 500;

    /// <summary>The model, or null when there are faults; every fault is added to the list.</summary>
    public static FormModel? Parse(JsonElement document, List<Problem> problems)
    {
        var before = problems.Count;
        var root = DocumentReader.On(document, "", problems);
        var key = root.Key("$id");
        if (root.String("type", required: true) is { } type && type != "object")
            root.Fault("type", "form.type");
        var extension = root.Object("x-form");
        var required = root.Strings("required");
        var fields = Fields(root, required);
        var model = Model(root, extension, key, fields);
        root.String("$schema");
        root.String("description");
        root.Boolean("additionalProperties");
        root.Close("title");
        extension.Close("layouts", "list", "rules", "description");
        // Names of fields that were not read would only repeat why.
        if (!HasTooManyFields(root.Object("properties")))
            CheckReferences(root, extension, model, required);
        return problems.Count == before ? model : null;
    }

    /// <summary>What can be read of a document that may have faults: for checks while it is still being written, never for publishing.</summary>
    public static FormModel Outline(JsonElement document)
    {
        var root = DocumentReader.On(document, "", []);
        return Model(root, root.Object("x-form"), root.Key("$id"), Fields(root, root.Strings("required")));
    }

    private static FormModel Model(DocumentReader root, DocumentReader extension, string key, ImmutableArray<FieldDefinition> fields) => new()
    {
        Key = key,
        Document = root.Json,
        Title = (extension.Text("title") ?? LocalizedText.Empty).WithDefault("en", root.Label("title")),
        Plural = extension.Text("plural"),
        Fields = fields,
        Icon = extension.String("icon") ?? "square",
        Color = extension.String("color"),
        Order = extension.Integer("order") ?? 100,
        ShowInNavigation = extension.Boolean("nav", absent: true),
        Views = FormViews.Read(extension),
        RecordTitle = extension.String("recordTitle"),
        Search = extension.Strings("search"),
        Unique = Lists(extension, "unique"),
        Indexes = Lists(extension, "indexes"),
        AccessFollows = Follows(extension),
        Timeline = Timeline(extension),
        NameFrom = extension.String("nameFrom"),
        Similar = SimilarRules.Read(extension),
        Duplicates = extension.Strings("duplicates"),
    };

    private static ImmutableArray<FieldDefinition> Fields(DocumentReader root, ImmutableArray<string> required)
    {
        var properties = root.Object("properties");
        if (!properties.IsObject)
            return [];
        // Said at once: what stands in thousands of fields is of no interest then.
        if (HasTooManyFields(properties))
        {
            root.Fault("properties", "form.too_many_fields", ("max", MaxFields));
            return [];
        }
        var fields = ImmutableArray.CreateBuilder<FieldDefinition>();
        foreach (var property in properties.Json.EnumerateObject())
        {
            var reader = DocumentReader.On(property.Value, $"{properties.Path}/{property.Name}", root.Problems);
            if (FieldParser.Parse(property.Name, reader, required.Contains(property.Name)) is { } field)
                fields.Add(field);
        }
        return fields.ToImmutable();
    }

    private static bool HasTooManyFields(DocumentReader properties) => properties.IsObject && properties.Json.GetPropertyCount() > MaxFields;

    private static ImmutableArray<ImmutableArray<string>> Lists(DocumentReader extension, string name)
    {
        var raw = extension.Raw(name);
        if (raw.ValueKind == JsonValueKind.Undefined)
            return [];
        if (raw.ValueKind != JsonValueKind.Array || raw.EnumerateArray().Any(l => l.ValueKind != JsonValueKind.Array || l.EnumerateArray().Any(s => s.ValueKind != JsonValueKind.String)))
        {
            extension.Fault(name, "document.array");
            return [];
        }
        return [.. raw.EnumerateArray().Select(l => l.EnumerateArray().Select(s => s.GetString()!).ToImmutableArray())];
    }

    private static string? Follows(DocumentReader extension)
    {
        var access = extension.Object("access");
        var follows = access.String("follows");
        access.Close();
        return follows;
    }

    private static FormTimeline? Timeline(DocumentReader extension)
    {
        if (!extension.Has("timeline"))
            return null;
        var timeline = extension.Object("timeline");
        var model = new FormTimeline(timeline.String("by", required: true) ?? "", timeline.String("at"), timeline.Strings("summary"));
        timeline.Close();
        return model;
    }

    private static void CheckReferences(DocumentReader root, DocumentReader extension, FormModel model, ImmutableArray<string> required)
    {
        var keys = model.Fields.Select(f => f.Key).ToHashSet();
        for (var i = 0; i < required.Length; i++)
            if (!keys.Contains(required[i]))
                root.Fault($"required/{i}", "field.unknown", ("field", required[i]));
        Require(extension, keys, "recordTitle", model.RecordTitle);
        Require(extension, keys, "access/follows", model.AccessFollows);
        Require(extension, keys, "timeline/by", model.Timeline?.By);
        Require(extension, keys, "timeline/at", model.Timeline?.At);
        for (var i = 0; i < model.Duplicates.Length; i++)
            if (model.Field(model.Duplicates[i]) is not { Type.Column: ColumnKind.Text, Options.IsEmpty: true, IsLive: false } || model.Field(model.Duplicates[i])!.Pipeline is not null)
                extension.Fault($"duplicates/{i}", "form.duplicates", ("field", model.Duplicates[i]));
        foreach (var name in model.Search.Select(s => s.Split('.')[0]))
            Require(extension, keys, "search", name);
        foreach (var name in model.Unique.Concat(model.Indexes).SelectMany(l => l).Where(n => SystemMembers.Find(n) is null))
            Require(extension, keys, "indexes", name);
        foreach (var name in model.Unique.Concat(model.Indexes).SelectMany(l => l).Where(n => model.Field(n) is { IsLive: true }))
            extension.Fault("indexes", "field.live_index", ("field", name));
        foreach (var layout in extension.Raw("layouts") is { ValueKind: JsonValueKind.Object } layouts ? layouts.EnumerateObject().ToList() : [])
            LayoutRules.Check(layout.Value, $"/x-form/layouts/{layout.Name}", keys, root.Problems);
        foreach (var duplicate in model.Fields.GroupBy(f => f.Id).Where(g => g.Count() > 1))
            root.Fault($"properties/{duplicate.Last().Key}/x-field/id", "field.duplicate_id", ("id", duplicate.Key));
    }

    private static void Require(DocumentReader extension, HashSet<string> keys, string place, string? key)
    {
        if (key is not null && !keys.Contains(key))
            extension.Fault(place, "field.unknown", ("field", key));
    }
}
