using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Homes;

/// <summary>Reads a home document. The keywords are a closed set; every fault is named with its place.</summary>
public static class HomeParser
{
    private const int MaxSections = 20;
    private const int MaxDays = 366;

    public static HomeDefinition Read(JsonElement document, List<Problem> problems)
    {
        var root = DocumentReader.On(document, "", problems);
        var definition = new HomeDefinition
        {
            Key = root.Key("key"),
            Title = root.Text("title") ?? LocalizedText.Empty,
            Roles = root.Strings("roles"),
            Order = root.Integer("order") ?? 100,
            Sections = [.. root.Objects("sections").Select(Section).OfType<HomeSection>()],
            Calendar = [.. root.Objects("calendar").Select(Dated)],
        };
        root.Close("$schema", "description");
        if (definition.Sections.Length > MaxSections)
            root.Fault("sections", "report.too_many", ("max", MaxSections));
        if (definition.Calendar.Length > MaxSections)
            root.Fault("calendar", "report.too_many", ("max", MaxSections));
        foreach (var twice in definition.Calendar.GroupBy(c => c.Key).Where(g => g.Count() > 1))
            root.Fault("calendar", "key.duplicate", ("key", twice.Key));
        return definition;
    }

    /// <summary>Every fault of a document that is about to be published: its shape, and whether it fits the forms that there are.</summary>
    public static IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata)
    {
        var problems = new List<Problem>();
        var definition = Read(document, problems);
        if (problems.Count > 0)
            return problems;
        for (var i = 0; i < definition.Roles.Length; i++)
            if (definition.Roles[i] != RoleModel.Administrator && !metadata.Roles.ContainsKey(definition.Roles[i]))
                problems.Add(new Problem($"/roles/{i}", "role.unknown").With("role", definition.Roles[i]));
        for (var i = 0; i < definition.Sections.Length; i++)
            Check(definition.Sections[i], $"/sections/{i}", metadata, problems);
        for (var i = 0; i < definition.Calendar.Length; i++)
        {
            var source = definition.Calendar[i];
            Check(source.Form, source.Filter, [source.Date, source.Text, source.About], $"/calendar/{i}", metadata, problems);
            CheckDate(source.Form, source.Date, $"/calendar/{i}", metadata, problems);
        }
        return problems;
    }

    private static HomeSection? Section(DocumentReader reader)
    {
        var title = reader.Text("title") ?? LocalizedText.Empty;
        var kind = reader.String("kind", required: true);
        HomeSection? section = kind switch
        {
            "todo" => new TodoSection(title, [.. reader.Objects("sources").Select(Source)]),
            "attention" => new AttentionSection(title, reader.String("form", required: true) ?? "", FilterOf(reader), [.. reader.Objects("reasons").Select(Reason)], reader.String("amount")),
            "widgets" => new WidgetsSection(title, [.. reader.Objects("widgets").Select(DashboardParser.Widget)]),
            "changes" => new ChangesSection(title, reader.String("pipeline", required: true) ?? "", Math.Clamp(reader.Integer("days") ?? 7, 1, MaxDays)),
            "mentions" => new MentionsSection(title),
            "checklist" => new ChecklistSection(title),
            _ => null,
        };
        if (section is null && kind is not null)
            reader.Fault("kind", "document.choice", ("choices", "attention, changes, checklist, mentions, todo, widgets"));
        reader.Close();
        return section;
    }

    private static TodoSource Source(DocumentReader reader)
    {
        var tick = reader.Raw("tick");
        if (tick.ValueKind != JsonValueKind.Object)
            reader.Fault("tick", "document.object");
        var source = new TodoSource(reader.String("form", required: true) ?? "", reader.String("date", required: true) ?? "", reader.String("text"), reader.String("about"), tick, FilterOf(reader));
        reader.Close();
        return source;
    }

    private static CalendarSource Dated(DocumentReader reader)
    {
        var source = new CalendarSource(reader.Key("key"), reader.Text("title") ?? LocalizedText.Empty, reader.String("form", required: true) ?? "", reader.String("date", required: true) ?? "",
            reader.String("text"), reader.String("about"), FilterOf(reader));
        reader.Close();
        return source;
    }

    private static AttentionReason Reason(DocumentReader reader)
    {
        var reason = new AttentionReason(reader.String("field", required: true) ?? "", reader.String("value"), reader.Text("unit"));
        reader.Close();
        return reason;
    }

    private static Filter? FilterOf(DocumentReader reader)
    {
        if (!reader.Has("filter"))
            return null;
        try
        {
            return Filter.Parse(reader.Raw("filter"), reader.Path + "/filter");
        }
        catch (ValidationException e)
        {
            reader.Problems.AddRange(e.Problems);
            return null;
        }
    }

    private static void Check(HomeSection section, string path, MetadataSnapshot metadata, List<Problem> problems)
    {
        switch (section)
        {
            case TodoSection todo:
                for (var i = 0; i < todo.Sources.Length; i++)
                {
                    var source = todo.Sources[i];
                    Check(source.Form, source.Filter, [source.Date, source.Text, source.About, .. source.Tick.EnumerateObject().Select(p => p.Name)], $"{path}/sources/{i}", metadata, problems);
                    CheckDate(source.Form, source.Date, $"{path}/sources/{i}", metadata, problems);
                }
                break;
            case AttentionSection attention:
                Check(attention.Form, attention.Filter, [attention.Amount, .. attention.Reasons.SelectMany(r => new[] { r.Field, r.Value })], path, metadata, problems);
                for (var i = 0; i < attention.Reasons.Length; i++)
                    if (metadata.Form(attention.Form)?.Field(attention.Reasons[i].Field) is { Type: not BooleanFieldType } field)
                        problems.Add(new Problem($"{path}/reasons/{i}/field", "field.unknown").With("field", field.Key));
                break;
            case WidgetsSection widgets:
                DashboardParser.CheckWidgets(widgets.Widgets, path, metadata, problems);
                break;
            case ChangesSection changes when !metadata.Pipelines.ContainsKey(changes.Pipeline):
                problems.Add(new Problem(path + "/pipeline", "pipeline.unknown").With("pipeline", changes.Pipeline));
                break;
        }
    }

    private static void CheckDate(string form, string date, string path, MetadataSnapshot metadata, List<Problem> problems)
    {
        if (metadata.Form(form)?.Field(date) is { Type: not DateFieldType })
            problems.Add(new Problem(path + "/date", "field.unknown").With("field", date));
    }

    private static void Check(string key, Filter? filter, IEnumerable<string?> fields, string path, MetadataSnapshot metadata, List<Problem> problems)
    {
        if (metadata.Form(key) is not { } form)
        {
            problems.Add(new Problem(path + "/form", "form.unknown").With("form", key));
            return;
        }
        problems.AddRange(fields.OfType<string>().Where(f => form.Field(f) is null).Select(f => new Problem(path, "field.unknown").With("field", f)));
        try
        {
            FilterCompiler.Compile(new QueryBuilder(new SqliteDialect(), new AccessPolicy(Actor.System, metadata), form, new QueryClock(DateTimeOffset.UnixEpoch, default, TimeZoneInfo.Utc)), filter);
        }
        catch (ValidationException e)
        {
            problems.AddRange(e.Problems);
        }
    }
}
