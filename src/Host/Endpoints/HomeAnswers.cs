using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Homes;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>A home page with all its data, as one reader may see it.</summary>
internal sealed class HomeAnswers(HomeData homes, HomeChecklist checklist, Database database, ProblemMapper problems)
{
    public async Task<ApiAnswer> OfAsync(HomeDefinition home, HttpContext http, CancellationToken ct)
    {
        var access = http.Access();
        var result = await homes.ComputeAsync(home, access, ct);
        IReadOnlyList<(string Step, bool Done)> steps = [];
        if (home.Sections.OfType<ChecklistSection>().Any())
        {
            await using var session = await database.OpenForCallerAsync(ct);
            steps = await checklist.ReadAsync(session, access, ct);
        }
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("key", home.Key);
            writer.WriteText("title", home.Title);
            writer.WriteStartArray("sections");
            foreach (var section in result.Sections)
            {
                writer.WriteStartObject();
                Write(writer, section, steps, (json, failure) => ReportsApi.WriteProblem(json, failure, problems, http.Language()));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            RecordTitles.Write(writer, "titles", result.Titles);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, SectionResult section, IReadOnlyList<(string Step, bool Done)> steps, Action<Utf8JsonWriter, DomainException> writeProblem)
    {
        switch (section)
        {
            case TodoResult todo:
                Head(writer, "todo", todo.Section);
                WriteTodo(writer, todo);
                break;
            case AttentionResult attention:
                Head(writer, "attention", attention.Section);
                WriteAttention(writer, attention);
                break;
            case WidgetsResult widgets:
                Head(writer, "widgets", widgets.Section);
                writer.WriteStartArray("widgets");
                foreach (var widget in widgets.Section.Widgets)
                    WriteWidget(writer, widget);
                writer.WriteEndArray();
                writer.WritePropertyName("data");
                widgets.Data.WriteJson(writer, writeProblem);
                break;
            case ChangesResult changes:
                Head(writer, "changes", changes.Section);
                WriteChanges(writer, changes);
                break;
            case MentionsResult mentions:
                Head(writer, "mentions", mentions.Section);
                break;
            case ChecklistResult checklist:
                Head(writer, "checklist", checklist.Section);
                writer.WriteStartArray("steps");
                foreach (var (step, done) in steps)
                {
                    writer.WriteStartObject();
                    writer.WriteString("key", step);
                    writer.WriteBoolean("done", done);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                break;
        }
    }

    private static void Head(Utf8JsonWriter writer, string kind, HomeSection section)
    {
        writer.WriteString("kind", kind);
        writer.WriteText("title", section.Title);
    }

    private static void WriteTodo(Utf8JsonWriter writer, TodoResult todo)
    {
        writer.WriteNumber("total", todo.Total);
        writer.WriteStartArray("items");
        foreach (var item in todo.Items)
        {
            writer.WriteStartObject();
            writer.WriteString("form", item.Source.Form);
            writer.WriteNumber("id", item.Record.Id);
            writer.WriteNumber("version", item.Record.Version);
            writer.WriteString("text", item.Text);
            writer.WriteString("due", item.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteBoolean("isOwn", item.Source.Text is null);
            if (item.About is { } about)
            {
                writer.WriteStartObject("about");
                writer.WriteString("form", about.Form);
                writer.WriteNumber("id", about.Id);
                writer.WriteEndObject();
            }
            writer.WritePropertyName("tick");
            item.Source.Tick.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteAttention(Utf8JsonWriter writer, AttentionResult attention)
    {
        writer.WriteString("form", attention.Form.Key);
        writer.WriteString("amount", attention.Section.Amount);
        writer.WriteNumber("total", attention.Total);
        writer.WritePropertyName("filter");
        FilterJson.Write(writer, attention.Filter);
        writer.WriteStartArray("items");
        foreach (var item in attention.Items)
        {
            writer.WriteStartObject();
            writer.WriteString("title", item.Title);
            writer.WritePropertyName("record");
            RecordJson.Write(writer, item.Record, attention.Fields);
            writer.WriteStartArray("reasons");
            foreach (var reason in item.Reasons)
            {
                writer.WriteStartObject();
                writer.WriteString("field", reason.Field);
                writer.WriteString("value", reason.Value);
                if (reason.Unit is { } unit)
                    writer.WriteText("unit", unit);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteWidget(Utf8JsonWriter writer, ReportEngine.Definitions.DashboardWidget widget)
    {
        writer.WriteStartObject();
        writer.WriteString("id", widget.Id);
        writer.WriteString("type", widget.Type);
        writer.WriteText("title", widget.Title);
        writer.WriteStartObject("layout");
        writer.WriteNumber("x", widget.Layout.X);
        writer.WriteNumber("y", widget.Layout.Y);
        writer.WriteNumber("w", widget.Layout.W);
        writer.WriteNumber("h", widget.Layout.H);
        writer.WriteEndObject();
        if (widget.HasQuery)
        {
            writer.WritePropertyName("query");
            widget.Query.WriteTo(writer);
        }
        if (widget.Options.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("options");
            widget.Options.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter writer, ChangesResult changes)
    {
        writer.WriteString("pipeline", changes.Pipeline.Key);
        writer.WriteString("form", changes.Pipeline.Form);
        writer.WriteString("since", Instants.Text(changes.Since));
        writer.WriteNumber("days", changes.Section.Days);
        writer.WriteStartArray("changes");
        foreach (var change in changes.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
            writer.WriteNumber("count", change.Ids.Count);
            writer.WriteNumberOrNull("amount", change.Amount);
            writer.WriteStartArray("ids");
            foreach (var id in change.Ids)
                writer.WriteNumberValue(id);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
