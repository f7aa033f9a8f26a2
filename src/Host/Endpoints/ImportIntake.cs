using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Takes a file and its mapping in, checks them against each other, and leaves a job behind; remembers each person's last mapping of a form.</summary>
internal sealed class ImportIntake(TransferOptions options, Database database, ImportValues values, JobQueue jobs, Idempotency idempotency, ClockSource clock)
{
    public async Task<IResult> StartAsync(HttpContext http, FormModel form, CancellationToken ct)
    {
        var (access, id, isTaken) = (http.Access(), Guid.NewGuid().ToString("N"), false);
        ImportRights.Require(access, form, null);
        var files = new ImportFiles(options, id);
        try
        {
            var upload = await ImportUpload.ReceiveAsync(http, files.Source, ct);
            var json = upload.Mapping();
            await PlanAsync(upload.Sample, files, json, access, form, partial: false, ct);
            var answer = await idempotency.RunAsync(http, async scope =>
            {
                await KeepMappingAsync(scope, form, access, json);
                jobs.Enqueue(scope, JobFor(id, form, access, json));
                await scope.Db.SaveChangesAsync(ct);
                isTaken = true;
                return Accepted(id);
            });
            return answer;
        }
        finally
        {
            // Refused, or a repeated request that got the first one's answer: nobody will read this copy.
            if (!isTaken)
                files.Close();
        }
    }

    public async Task<List<UnmatchedColumn>> ValuesAsync(HttpContext http, FormModel form, CancellationToken ct)
    {
        var access = http.Access();
        ImportRights.Require(access, form, null);
        var files = new ImportFiles(options, Guid.NewGuid().ToString("N"));
        try
        {
            var upload = await ImportUpload.ReceiveAsync(http, files.Source, ct);
            var (plan, format) = await PlanAsync(upload.Sample, files, upload.Mapping(), access, form, partial: true, ct);
            await using var session = await database.OpenForCallerAsync(ct);
            return await values.CountAsync(session, plan, () => CsvRows.OpenAsync(files.OpenSource(), format, ct), ct);
        }
        finally
        {
            files.Close();
        }
    }

    public async Task<string?> KeptMappingAsync(FormModel form, AccessPolicy access, CancellationToken ct)
    {
        var key = SettingKey(form, access);
        await using var session = await database.OpenForCallerAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return (await db.Settings.FirstOrDefaultAsync(s => s.Key == key, ct))?.Value;
    }

    private static async Task<(ImportPlan Plan, CsvFormat Format)> PlanAsync(CsvSample sample, ImportFiles files, JsonElement json, AccessPolicy access, FormModel form, bool partial, CancellationToken ct)
    {
        var problems = new List<Problem>();
        var mapping = ImportMapping.Parse(json, problems);
        ImportRights.Require(access, form, mapping);
        var format = CsvFormat.For(sample.Bytes.Span, sample.IsWhole, mapping.Encoding, mapping.Delimiter);
        await using var rows = await CsvRows.OpenAsync(files.OpenSource(), format, ct);
        var plan = ImportPlan.Resolve(mapping, access, form, rows.Header, problems, partial);
        return problems.Count == 0 ? (plan, format) : throw new ValidationException("import.mapping", problems);
    }

    private Job JobFor(string id, FormModel form, AccessPolicy access, JsonElement mapping) => new()
    {
        Id = id,
        Kind = ImportJob.JobKind,
        Form = form.Key,
        State = JobStates.Queued,
        Actor = access.Actor.UserId!.Value,
        Request = ImportRequest.ToJson(mapping, access.Actor.Language),
        Progress = "{}",
        CreatedAt = clock.Now,
    };

    private static async Task KeepMappingAsync(CommandScope scope, FormModel form, AccessPolicy access, JsonElement mapping)
    {
        var key = SettingKey(form, access);
        if (await scope.Db.Settings.FindAsync(key) is { } kept)
            kept.Value = mapping.GetRawText();
        else
            scope.Db.Settings.Add(new Setting { Key = key, Value = mapping.GetRawText() });
    }

    private static string SettingKey(FormModel form, AccessPolicy access) => $"import:{form.Key}:{access.Actor.UserId}";

    private static ApiAnswer Accepted(string id) => ApiAnswer.Json(202, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteEndObject();
    }) with
    { Location = $"/api/jobs/{id}" };
}
