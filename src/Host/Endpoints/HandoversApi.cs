using System.Text.Json;
using NoCodeCrm.FormEngine.Handovers;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Handing records over: look at what would move, do it, look back, undo.</summary>
internal static class HandoversApi
{
    private const int SampleTitles = 20;

    public static void MapHandovers(this WebApplication app)
    {
        var handovers = app.MapGroup("/api/handovers");
        handovers.MapPost("/preview", PreviewAsync);
        handovers.MapPost("", StartAsync);
        handovers.MapGet("", ListAsync);
        handovers.MapGet("/{id}", GetAsync);
        handovers.MapPost("/{id}/undo", UndoAsync);
    }

    private static async Task<ApiAnswer> PreviewAsync(HttpContext http, HandoverPlanner planner, Database database, RecordStore store, ProblemMessages messages, CancellationToken ct)
    {
        var access = http.Access();
        RequireReassign(access);
        var request = HandoverRequest.Parse(await http.JsonAsync());
        await using var session = await database.OpenForCallerAsync(ct);
        var plan = await planner.PlanAsync(session, access, request, ct);
        var titles = new Dictionary<string, Dictionary<long, string>>();
        foreach (var form in plan.Forms)
            titles[form.Form.Key] = await store.TitlesAsync(session, access, form.Form, [.. form.Records.Take(SampleTitles).Select(r => r.Record.Id)], ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("total", plan.Count);
            writer.WriteStartArray("forms");
            foreach (var form in plan.Forms)
                Write(writer, form, titles[form.Form.Key]);
            writer.WriteEndArray();
            writer.WriteStartArray("problems");
            foreach (var (problem, blocking) in plan.Blocking.Select(p => (p, true)).Concat(plan.Notes.Select(p => (p, false))))
            {
                writer.WriteStartObject();
                writer.WriteString("code", problem.Code);
                writer.WriteString("message", messages.For(problem, http.Language()));
                writer.WriteBoolean("blocking", blocking);
                if (problem.Parameters.GetValueOrDefault("id") is long id)
                    writer.WriteNumber("user", id);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, PlannedForm form, Dictionary<long, string> titles)
    {
        writer.WriteStartObject();
        writer.WriteString("form", form.Form.Key);
        writer.WriteText("title", form.Form.Plural ?? form.Form.Title);
        writer.WriteNumber("count", form.Records.Count);
        writer.WriteNumber("along", form.Records.Count(r => r.With is not null));
        if (form.HasStages)
        {
            writer.WriteNumber("open", form.Open);
            writer.WriteNumber("closed", form.Closed);
            writer.WriteNumberOrNull("amount", form.Amount);
        }
        writer.WriteStartArray("receivers");
        foreach (var receiver in form.Records.GroupBy(r => r.To).OrderBy(r => r.Key))
        {
            writer.WriteStartObject();
            writer.WriteNumber("user", receiver.Key);
            writer.WriteNumber("count", receiver.Count());
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("titles");
        foreach (var record in form.Records.Take(SampleTitles))
            if (titles.TryGetValue(record.Record.Id, out var title))
                writer.WriteStringValue(title);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async Task<IResult> StartAsync(HttpContext http, HandoverDesk desk, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        RequireReassign(access);
        var request = HandoverRequest.Parse(await http.JsonAsync());
        return await idempotency.RunAsync(http, async scope => Accepted(await desk.StartAsync(scope, access, request, ct)));
    }

    private static Task<IResult> UndoAsync(HttpContext http, string id, HandoverDesk desk, Idempotency idempotency, CancellationToken ct)
    {
        var access = http.Access();
        RequireReassign(access);
        return idempotency.RunAsync(http, async scope => Accepted(await desk.UndoAsync(scope, access, id, ct)));
    }

    private static async Task<ApiAnswer> ListAsync(HttpContext http, HandoverReport report, CancellationToken ct)
    {
        RequireReassign(http.Access());
        return await report.ListAsync(http.Access(), ct);
    }

    private static async Task<ApiAnswer> GetAsync(HttpContext http, string id, HandoverReport report, CancellationToken ct)
    {
        RequireReassign(http.Access());
        return await report.GetAsync(http.Access(), id, http.Language(), ct);
    }

    private static void RequireReassign(AccessPolicy access)
    {
        if (!access.Can("reassign"))
            throw new ForbiddenException("forbidden.reassign", new Problem("", "forbidden.reassign"));
    }

    /// <summary>The answer to what leaves a job behind.</summary>
    private static ApiAnswer Accepted(string job) => ApiAnswer.Json(202, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", job);
        writer.WriteEndObject();
    }) with
    { Location = $"/api/jobs/{job}" };
}
