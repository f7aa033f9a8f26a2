using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NoCodeCrm.FlowEngine.Pipelines;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>What a designer of pipelines asks: how full the stages are, what a move of a record would say, and to empty a stage.</summary>
internal static class PipelineDesignApi
{
    public static void MapPipelineDesign(this WebApplication app)
    {
        app.MapGet("/api/pipelines/{key}/stages", StagesAsync);
        app.MapPost("/api/pipelines/{key}/try", TryAsync);
        app.MapPost("/api/pipelines/{key}/relocate", RelocateAsync);
    }

    // Every record, whoever may see it and those in the recycle bin: what stands in the way of taking a stage out.
    private static async Task<ApiAnswer> StagesAsync(HttpContext http, string key, Database database, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var (pipeline, form, field) = Find(http, key);
        await using var session = await database.OpenForCallerAsync(ct);
        var counts = new List<(string? Stage, long Records)>();
        foreach (var stage in pipeline.Stages.Select(s => s.Key).Append(null))
            counts.Add((stage, await SchemaScan.CountStageAsync(session, form, field, stage, ct)));
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var (stage, records) in counts)
            {
                writer.WriteStartObject();
                writer.WriteString("stage", stage);
                writer.WriteNumber("records", records);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> TryAsync(HttpContext http, string key, Database database, RecordStore store, MoveTrial trial, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var body = await http.JsonAsync();
        var access = http.Access();
        if (!body.TryGetProperty("document", out var document) || document.ValueKind != JsonValueKind.Object)
            throw ValidationException.BadRequest("/document", "document.object");
        var problems = new List<Problem>();
        if (PipelineParser.Parse(document, access.Metadata, problems) is not { } pipeline || pipeline.Key != key)
            throw ValidationException.Refused(problems.Count > 0 ? problems : [new Problem("/document/key", "key.differs").With("key", key)]);
        var form = access.Metadata.Form(pipeline.Form)!;
        var id = body.Text("record") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ValidationException.BadRequest("/record", "query.id");
        await using var session = await database.OpenForCallerAsync(ct);
        await store.GetAsync(session, access, form, id, ct);
        var record = (await store.FindAsync(session, access, form, id, RecordAction.Read, ct, allFields: true))!;
        var mover = new AccessPolicy(As(access, body.Text("as")), access.Metadata with { Pipelines = With(access.Metadata, pipeline) });
        var moves = await trial.ListAsync(session, mover, form, form.Field(pipeline.Field)!, pipeline, record, ct);
        return ApiAnswer.Ok(writer => Write(writer, (string?)record[pipeline.Field], moves));
    }

    // Somebody with one role alone; nobody's records are read as them.
    private static Actor As(AccessPolicy access, string? role) => role is null ? access.Actor
        : access.Metadata.Roles.ContainsKey(role) ? access.Actor with { Roles = [role] }
        : throw ValidationException.BadRequest(new Problem("/as", "role.unknown").With("role", role));

    private static FrozenDictionary<string, PipelineModel> With(MetadataSnapshot metadata, PipelineModel pipeline)
    {
        var all = metadata.Pipelines.ToDictionary();
        all[pipeline.Key] = pipeline;
        return all.ToFrozenDictionary();
    }

    private static void Write(Utf8JsonWriter writer, string? stage, IReadOnlyList<TriedMove> moves)
    {
        writer.WriteStartObject();
        writer.WriteString("stage", stage);
        writer.WriteStartArray("items");
        foreach (var move in moves)
        {
            writer.WriteStartObject();
            writer.WriteString("to", move.To.Key);
            writer.WriteString("kind", move.Kind.ToString().ToLowerInvariant());
            writer.WriteBoolean("passes", move.Passes);
            writer.WriteStartArray("rules");
            foreach (var rule in move.Rules)
            {
                writer.WriteStartObject();
                writer.WriteString("kind", rule.Kind);
                if (rule.Stage is { } of)
                    writer.WriteText("stage", of);
                writer.WriteText("label", rule.Label);
                writer.WriteBoolean("met", rule.IsMet);
                writer.WriteBoolean("blocks", rule.Blocks);
                writer.WriteStartArray("fields");
                foreach (var field in rule.Fields)
                    writer.WriteStringValue(field);
                writer.WriteEndArray();
                if (rule.Task is { } task)
                {
                    writer.WriteStartObject("record");
                    writer.WriteString("form", task.Form);
                    writer.WriteNumber("id", task.Id);
                    writer.WriteEndObject();
                }
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async Task<IResult> RelocateAsync(HttpContext http, string key, UnitOfWork work, JobQueue jobs, ClockSource clock, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var body = await http.JsonAsync();
        var (pipeline, form, field) = Find(http, key);
        var (from, to) = (pipeline.Stage(body.Text("from")), pipeline.Stage(body.Text("to")));
        var fromNone = body.TryGetProperty("from", out var named) && named.ValueKind == JsonValueKind.Null;
        if (from is null && !fromNone)
            throw ValidationException.Refused(new Problem("/from", "pipeline.stage_unknown").With("stage", body.Text("from")));
        if (to is null || to == from)
            throw ValidationException.Refused(new Problem("/to", "pipeline.relocate_to"));
        var id = await work.ExecuteAsync(async scope =>
        {
            var total = await SchemaScan.CountStageAsync(scope, form, field, from?.Key, ct);
            var job = StageRelocationJob.JobFor(new StageRelocation(key, from?.Key, to.Key), pipeline, total, http.Person().Id, clock.Now);
            jobs.Enqueue(scope, job);
            await scope.Db.SaveChangesAsync(ct);
            return job.Id;
        }, ct);
        return ApiAnswer.Json(202, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteEndObject();
        });
    }

    private static (PipelineModel Pipeline, FormModel Form, FieldDefinition Field) Find(HttpContext http, string key)
    {
        var metadata = http.Access().Metadata;
        return metadata.Pipelines.GetValueOrDefault(key) is { } pipeline && metadata.Form(pipeline.Form) is { } form && form.Field(pipeline.Field) is { } field
            ? (pipeline, form, field)
            : throw new NotFoundException("pipeline");
    }
}
