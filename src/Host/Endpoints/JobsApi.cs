using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Long work: each person sees and cancels their own.</summary>
internal static class JobsApi
{
    public static void MapJobs(this WebApplication app)
    {
        app.MapGet("/api/jobs", ListAsync);
        app.MapGet("/api/jobs/{id}", GetAsync);
        app.MapPost("/api/jobs/{id}/cancel", CancelAsync);
    }

    private static async Task<ApiAnswer> ListAsync(HttpContext http, Database database, ProblemMessages messages, CancellationToken ct)
    {
        var user = http.Person().Id;
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        var jobs = await db.Jobs.Where(j => j.Actor == user).OrderByDescending(j => j.CreatedAt).Take(20).ToListAsync(ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var job in jobs)
                Write(writer, job, messages, http.Language());
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<ApiAnswer> GetAsync(HttpContext http, string id, Database database, ProblemMessages messages, CancellationToken ct)
    {
        var job = await FindAsync(http, id, database, ct);
        return ApiAnswer.Ok(writer => Write(writer, job, messages, http.Language()));
    }

    private static async Task<IResult> CancelAsync(HttpContext http, string id, Database database, JobRunner runner, CancellationToken ct)
    {
        var job = await FindAsync(http, id, database, ct);
        return await runner.CancelAsync(job.Id, ct) ? new ApiAnswer(202, []) : throw new ConflictException("job.ended", new Problem("", "job.ended"));
    }

    /// <summary>The answer of a call that goes on as a job.</summary>
    public static ApiAnswer Accepted(string job)
    {
        var answer = ApiAnswer.Json(202, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("job", job);
            writer.WriteEndObject();
        });
        return answer with { Location = $"/api/jobs/{job}" };
    }

    public static async Task<Job> FindAsync(HttpContext http, string id, Database database, CancellationToken ct)
    {
        var access = http.Access();
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await db.Jobs.FirstOrDefaultAsync(j => j.Id == id && (j.Actor == access.Actor.UserId || access.Actor.IsAdministrator), ct) ?? throw new NotFoundException("job");
    }

    private static void Write(Utf8JsonWriter writer, Job job, ProblemMessages messages, string language)
    {
        writer.WriteStartObject();
        writer.WriteString("id", job.Id);
        writer.WriteString("kind", job.Kind);
        writer.WriteString("form", job.Form);
        writer.WriteString("state", job.State);
        writer.WriteString("createdAt", Instants.Text(job.CreatedAt));
        writer.WriteString("startedAt", job.StartedAt is { } started ? Instants.Text(started) : null);
        writer.WriteString("finishedAt", job.FinishedAt is { } finished ? Instants.Text(finished) : null);
        writer.WriteString("resultUrl", job.FinishedAt is null ? null : $"/api/jobs/{job.Id}/result");
        if (job.Error is { } error)
            writer.WriteString("problem", messages.For(error, language));
        // The kind's own counts; messages of its problems are told in the reader's language.
        using var progress = JsonDocument.Parse(job.Progress);
        foreach (var member in progress.RootElement.EnumerateObject().Where(m => !m.Name.StartsWith('$')))
            if (member.Name == "problems")
                WriteProblems(writer, member.Value, messages, language);
            else
                member.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteProblems(Utf8JsonWriter writer, JsonElement problems, ProblemMessages messages, string language)
    {
        writer.WriteStartArray("problems");
        foreach (var problem in problems.EnumerateArray())
        {
            writer.WriteStartObject();
            foreach (var member in problem.EnumerateObject().Where(m => m.Name != "params"))
                member.WriteTo(writer);
            var parameters = problem.TryGetProperty("params", out var named) ? named.EnumerateObject().ToDictionary(p => p.Name, p => Parameter(p.Value)) : [];
            writer.WriteString("message", messages.For(problem.GetProperty("code").GetString() ?? "", language, parameters));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static object? Parameter(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Platform.Metadata.LocalizedText.Parse(value),
        JsonValueKind.Null => null,
        _ => value.ToString(),
    };
}
