using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Homes;

/// <summary>The home of an application whose documents bring none: the to-dos of its pipelines, what changed in them, and what is open in the reader's hands.</summary>
internal static class HomeDefaults
{
    public static HomeDefinition From(AccessPolicy access)
    {
        var metadata = access.Metadata;
        var pipelines = metadata.Pipelines.Values.Where(p => metadata.Form(p.Form) is { } form && access.May(form, RecordAction.Read)).OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        var todos = pipelines.Select(p => p.TaskForm).OfType<TaskFormMapping>().DistinctBy(t => t.Form).Select(Source).ToList();
        List<HomeSection> sections = [.. todos.Count > 0 ? [new TodoSection(Text("Today", "今天"), [.. todos])] : Array.Empty<HomeSection>()];
        foreach (var pipeline in pipelines)
        {
            sections.Add(new ChangesSection(Title(pipeline, "since last week", "近一周变化"), pipeline.Key, 7));
            sections.Add(new WidgetsSection(Title(pipeline, "in my hands", "由我负责"), [Mine(pipeline, access)]));
        }
        return new HomeDefinition { Key = "", Title = LocalizedText.Empty, Sections = [.. sections], Calendar = [.. Calendar(metadata, pipelines)] };
    }

    private static TodoSource Source(TaskFormMapping tasks) => new(tasks.Form, tasks.Due, null, tasks.Record, Json(new Dictionary<string, bool> { [tasks.Done] = true }),
        Filter.All(Filter.Of(tasks.Owner, FilterOperator.Equals, "@me"), Filter.Of(tasks.Done, FilterOperator.NotEquals, true)));

    private static IEnumerable<CalendarSource> Calendar(MetadataSnapshot metadata, IReadOnlyList<PipelineModel> pipelines) =>
        from tasks in pipelines.Select(p => p.TaskForm).OfType<TaskFormMapping>().DistinctBy(t => t.Form)
        where metadata.Form(tasks.Form) is not null
        select new CalendarSource(tasks.Form, metadata.Form(tasks.Form)!.Plural ?? metadata.Form(tasks.Form)!.Title, tasks.Form, tasks.Due, null, tasks.Record,
            Filter.Of(tasks.Done, FilterOperator.NotEquals, true));

    private static DashboardWidget Mine(PipelineModel pipeline, AccessPolicy access)
    {
        List<object> measures = [new { id = "n", agg = "count", label = new Dictionary<string, string> { ["en"] = "Open", ["zh-CN"] = "进行中" } }];
        if (pipeline.AmountField is { } amount && !access.IsHidden(access.Metadata.Form(pipeline.Form)!, amount))
            measures.Add(new { id = "amount", agg = "sum", field = amount });
        var open = new { and = new[] { new { member = "owner", @operator = "equals", values = new[] { "@me" } }, new { member = pipeline.Field + ".kind", @operator = "equals", values = new[] { "open" } } } };
        return new DashboardWidget("open_" + pipeline.Key, "number", pipeline.Title, new WidgetLayout(0, 0, 6, 2), Json(new { source = pipeline.Form, measures, filters = open }));
    }

    private static LocalizedText Title(PipelineModel pipeline, string english, string chinese) =>
        Text($"{pipeline.Title.For("en")}: {english}", $"{pipeline.Title.For("zh-CN")}：{chinese}");

    private static LocalizedText Text(string english, string chinese) => LocalizedText.Of(english).WithDefault("zh-CN", chinese);

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
