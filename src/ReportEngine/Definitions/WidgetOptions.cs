using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>Checks how a widget is drawn (docs/documents.md, Dashboard). The options stay as written: the client reads them.</summary>
internal static class WidgetOptions
{
    /// <summary>How many groups a chart may show before the others are taken together.</summary>
    public const int MaxTop = 50;

    private static readonly string[] Formats = ["money", "count", "percent", "days"];
    private static readonly string[] Numbers = ["auto", "full", "thousand", "million", "wan", "yi"];
    private static readonly string[] Stacks = ["stacked", "grouped", "percent"];
    private static readonly string[] Directions = ["up", "down", "none"];

    // Places in the palette, not colours: each is told apart on light and dark, and by colour-blind eyes.
    private static readonly string[] Palette = ["1", "2", "3", "4", "5", "6"];

    /// <summary>The shape of a widget's options; each fault is added to the reader's list.</summary>
    public static void CheckShape(DocumentReader widget, WidgetKind? kind)
    {
        var options = widget.Object("options");
        if (options.String("format") is { } format && !Formats.Contains(format))
            options.Fault("format", "dashboard.format", ("format", format));
        OneOf(options, "numbers", Numbers);
        OneOf(options, "stack", Stacks);
        OneOf(options, "good", Directions);
        Between(options, "digits", 0, 4);
        Between(options, "top", 1, MaxTop);
        options.Number("target");
        options.String("compare");
        options.String("color");
        options.Boolean("horizontal");
        CheckColors(options);
        CheckFew(options);
        CheckCreate(options);
        if (options.Text("text") is null && kind?.Key == "text")
            options.Fault("text", "document.missing");
        options.String("filter", required: kind?.Key == "filter");
        options.Close();
    }

    /// <summary>What a drawing says beyond its query: a measure of it, and a form whose records hang on the records shown.</summary>
    public static void CheckUses(DashboardWidget widget, ReportQuery query, MetadataSnapshot metadata, string path, List<Problem> problems)
    {
        var ignored = new List<Problem>();
        var options = new DocumentReader(widget.Options, path, ignored);
        if (options.Object("few").String("measure") is { } measure && query.Measures.All(m => m.Id != measure))
            problems.Add(new Problem(path + "/few/measure", "report.measure_unknown").With("id", measure));
        var create = options.Object("create");
        if (create.String("form") is not { } form || create.String("field") is not { } field)
            return;
        if (!query.Ungrouped)
            problems.Add(new Problem(path + "/create", "dashboard.create_grouped"));
        if (metadata.Form(form) is not { } target)
            problems.Add(new Problem(path + "/create/form", "form.unknown").With("form", form));
        else if (target.Field(field)?.Targets.Contains(query.Source) != true)
            problems.Add(new Problem(path + "/create/field", "dashboard.create_field").With("field", field));
    }

    /// <summary>The filter that a widget of kind <c>filter</c> shows; null for every other.</summary>
    public static string? ShownFilter(DashboardWidget widget) =>
        widget.Type == "filter" && widget.Options.ValueKind == JsonValueKind.Object && widget.Options.TryGetProperty("filter", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString() : null;

    private static void CheckColors(DocumentReader options)
    {
        var colors = options.Object("colors");
        foreach (var name in colors.IsObject ? colors.Json.EnumerateObject().Select(p => p.Name).ToImmutableArray() : [])
            OneOf(colors, name, Palette);
    }

    private static void CheckFew(DocumentReader options)
    {
        var few = options.Object("few");
        few.String("measure", required: few.IsObject);
        if (few.IsObject && few.Integer("below") is not (>= 1 and <= 1_000_000))
            few.Fault("below", "dashboard.few");
        few.Close();
    }

    private static void CheckCreate(DocumentReader options)
    {
        var create = options.Object("create");
        create.String("form", required: create.IsObject);
        create.String("field", required: create.IsObject);
        create.Close();
    }

    private static void OneOf(DocumentReader reader, string name, string[] choices)
    {
        if (reader.String(name) is { } chosen && !choices.Contains(chosen))
            reader.Fault(name, "dashboard.option", ("choices", string.Join(", ", choices)));
    }

    private static void Between(DocumentReader reader, string name, int min, int max)
    {
        if (reader.Integer(name) is { } value && (value < min || value > max))
            reader.Fault(name, "dashboard.layout", ("min", min), ("max", max));
    }
}
