using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>Reads a dashboard document. The keywords are a closed set; every fault is named with its place.</summary>
public static class DashboardParser
{
    public const int MaxWidgets = 60;
    public const int MaxFilters = 10;

    private static readonly ImmutableDictionary<string, DashboardFilterKind> FilterKinds = Enum.GetValues<DashboardFilterKind>().ToImmutableDictionary(k => k.ToString().ToLowerInvariant());

    /// <summary>The definition, as far as it can be read; each fault is added to the list. Widgets' queries are not read here.</summary>
    public static DashboardDefinition Read(JsonElement document, List<Problem> problems)
    {
        var root = DocumentReader.On(document, "", problems);
        var definition = new DashboardDefinition
        {
            Key = root.Key("key"),
            Title = root.Text("title") ?? LocalizedText.Empty,
            Order = root.Integer("order") ?? 100,
            Sharing = DocumentSharing.Read(root),
            Source = root.String("source", required: true) ?? "",
            Filters = [.. root.Objects("filters").Select(Filter)],
            Widgets = [.. root.Objects("widgets").Select(Widget)],
        };
        root.Close("$schema", "description");
        AtMost(root, "filters", definition.Filters.Length, MaxFilters);
        AtMost(root, "widgets", definition.Widgets.Length, MaxWidgets);
        Distinct(root, "filters", definition.Filters.Select(f => f.Id));
        Distinct(root, "widgets", definition.Widgets.Select(w => w.Id));
        CheckFilterNames(root, definition);
        return definition;
    }

    /// <summary>Every fault of a document that is about to be published: its shape, and whether each query fits the forms that there are.</summary>
    /// <param name="reader">Whose fields and forms there are; null = all, for what a reader may not see is decided when they read.</param>
    public static IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata, AccessPolicy? reader = null)
    {
        reader ??= new AccessPolicy(Actor.System, metadata);
        var problems = new List<Problem>();
        var definition = Read(document, problems);
        if (definition.Source.Length > 0 && metadata.Form(definition.Source) is null)
            problems.Add(new Problem("/source", "form.unknown").With("form", definition.Source));
        for (var i = 0; i < definition.Filters.Length; i++)
            if (definition.Filters[i] is { Kind: DashboardFilterKind.Relation, Form: { } form } && metadata.Form(form) is null)
                problems.Add(new Problem($"/filters/{i}/form", "form.unknown").With("form", form));
        definition.Sharing.Check(metadata, problems);
        var planner = new ReportPlanner(new SqliteDialect(), new ClockSource(TimeProvider.System));
        for (var i = 0; i < definition.Widgets.Length; i++)
            CheckWidget(definition, i, planner, reader, problems);
        return problems;
    }

    /// <summary>Widgets that stand somewhere else than on a dashboard, without filters of their own.</summary>
    internal static void CheckWidgets(ImmutableArray<DashboardWidget> widgets, string path, MetadataSnapshot metadata, List<Problem> problems)
    {
        var planner = new ReportPlanner(new SqliteDialect(), new ClockSource(TimeProvider.System));
        var definition = new DashboardDefinition { Key = "", Title = LocalizedText.Empty, Source = "", Widgets = widgets };
        for (var i = 0; i < widgets.Length; i++)
            CheckWidget(definition, i, planner, new AccessPolicy(Actor.System, metadata), problems, path);
    }

    private static void CheckWidget(DashboardDefinition definition, int index, ReportPlanner planner, AccessPolicy access, List<Problem> problems, string path = "")
    {
        var widget = definition.Widgets[index];
        if (!widget.HasQuery)
            return;
        if (ReportQueryParser.Read(widget.Query, $"{path}/widgets/{index}/query", problems) is not { } query)
            return;
        try
        {
            planner.Plan(query, access);
        }
        catch (ValidationException e)
        {
            problems.AddRange(e.Problems);
            return;
        }
        WidgetOptions.CheckUses(widget, query, access.Metadata, $"{path}/widgets/{index}/options", problems);
        foreach (var filter in definition.Filters)
            if (widget.MemberOf(filter) is { } member && !planner.Suits(query.Source, member, filter.Kind, access))
                problems.Add(new Problem($"/widgets/{index}/filterMembers/{filter.Id}", "dashboard.filter_member").With("filter", filter.Id).With("member", member));
    }

    private static DashboardFilter Filter(DocumentReader reader)
    {
        var name = reader.String("kind", required: true);
        var kind = FilterKinds.GetValueOrDefault(name ?? "");
        if (name is not null && !FilterKinds.ContainsKey(name))
            reader.Fault("kind", "dashboard.filter_kind", ("kind", name));
        var filter = new DashboardFilter(
            reader.Key("id"), kind, reader.String("member", required: true) ?? "", reader.String("form", required: name == "relation"),
            reader.Text("title") ?? LocalizedText.Empty, reader.Raw("default"));
        if (filter.Default.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            FilterChoice.Read(filter, filter.Default, reader.Path + "/default", reader.Problems);
        reader.Close();
        return filter;
    }

    internal static DashboardWidget Widget(DocumentReader reader)
    {
        var type = reader.String("type", required: true) ?? "";
        var kind = WidgetKinds.All.GetValueOrDefault(type);
        if (type.Length > 0 && kind is null)
            reader.Fault("type", "dashboard.widget_type", ("type", type));
        var widget = new DashboardWidget(reader.Key("id"), type, reader.Text("title") ?? LocalizedText.Empty, Layout(reader), reader.Raw("query"))
        {
            Options = reader.Raw("options"),
            IgnoreFilters = [.. reader.Strings("ignoreFilters")],
            FilterMembers = Members(reader),
        };
        if (!widget.HasQuery && reader.Has("query"))
            reader.Fault("query", "document.unknown_keyword", ("keyword", "query"));
        WidgetOptions.CheckShape(reader, kind);
        reader.Close();
        return widget;
    }

    private static WidgetLayout Layout(DocumentReader widget)
    {
        if (!widget.Has("layout"))
            widget.Fault("layout", "document.missing");
        var reader = widget.Object("layout");
        var layout = new WidgetLayout(reader.Integer("x") ?? 0, reader.Integer("y") ?? 0, reader.Integer("w") ?? 1, reader.Integer("h") ?? 1);
        reader.Close();
        Between(reader, "w", layout.W, 1, WidgetLayout.Columns);
        Between(reader, "x", layout.X, 0, WidgetLayout.Columns - Math.Clamp(layout.W, 1, WidgetLayout.Columns));
        Between(reader, "y", layout.Y, 0, WidgetLayout.MaxRows);
        Between(reader, "h", layout.H, 1, WidgetLayout.MaxHeight);
        return layout;
    }

    private static ImmutableDictionary<string, string> Members(DocumentReader widget)
    {
        var reader = widget.Object("filterMembers");
        if (!reader.IsObject)
            return ImmutableDictionary<string, string>.Empty;
        return reader.Json.EnumerateObject().Select(p => p.Name).ToList()
            .ToImmutableDictionary(name => name, name => reader.String(name, required: true) ?? "");
    }

    private static void CheckFilterNames(DocumentReader root, DashboardDefinition definition)
    {
        var known = definition.Filters.Select(f => f.Id).ToHashSet();
        for (var i = 0; i < definition.Widgets.Length; i++)
        {
            foreach (var name in definition.Widgets[i].IgnoreFilters.Where(n => !known.Contains(n)))
                root.Fault($"widgets/{i}/ignoreFilters", "dashboard.filter_unknown", ("filter", name));
            if (WidgetOptions.ShownFilter(definition.Widgets[i]) is { } shown && !known.Contains(shown))
                root.Fault($"widgets/{i}/options/filter", "dashboard.filter_unknown", ("filter", shown));
            foreach (var name in definition.Widgets[i].FilterMembers.Keys.Where(n => !known.Contains(n)))
                root.Fault($"widgets/{i}/filterMembers/{name}", "dashboard.filter_unknown", ("filter", name));
        }
    }

    private static void Distinct(DocumentReader root, string list, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>();
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
            if (id.Length > 0 && !seen.Add(id))
                root.Fault($"{list}/{index}/id", "report.duplicate_id", ("id", id));
    }

    private static void AtMost(DocumentReader root, string list, int count, int max)
    {
        if (count > max)
            root.Fault(list, "report.too_many", ("max", max));
    }

    private static void Between(DocumentReader reader, string name, int value, int min, int max)
    {
        if (value < min || value > max)
            reader.Fault(name, "dashboard.layout", ("min", min), ("max", max));
    }
}
