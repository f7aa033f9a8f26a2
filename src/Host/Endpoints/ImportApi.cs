using System.Text;
using System.Text.Json;
using NoCodeCrm.FormEngine.Handovers;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Imports: look at a file, look at what does not match, start, fetch what was refused.</summary>
internal static class ImportApi
{
    public static void MapImports(this WebApplication app)
    {
        var imports = app.MapGroup("/api/forms/{form}/import").DisableAntiforgery();
        imports.MapPost("/preview", PreviewAsync);
        imports.MapPost("/values", ValuesAsync);
        imports.MapPost("", (HttpContext http, string form, ImportIntake intake, CancellationToken ct) => intake.StartAsync(http, http.Form(form), ct));
        app.MapGet("/api/jobs/{id}/result", ResultAsync);
    }

    private static async Task<ApiAnswer> PreviewAsync(HttpContext http, string form, ImportIntake intake, ProblemMessages messages, CancellationToken ct)
    {
        var (access, model) = (http.Access(), http.Form(form));
        ImportRights.Require(access, model, null);
        var upload = await ImportUpload.ReceiveAsync(http, null, ct);
        var chosen = Chosen(upload);
        var preview = await ImportPreview.ReadAsync(upload.Sample, chosen.Encoding, chosen.Delimiter, access, model, ct);
        var kept = await intake.KeptMappingAsync(model, access, ct);
        return ApiAnswer.Ok(writer => Write(writer, preview, kept, messages, http.Language()));
    }

    private static ImportMapping Chosen(ImportUpload upload)
    {
        var problems = new List<Problem>();
        var chosen = ImportMapping.Parse(JsonSerializer.SerializeToElement(new { encoding = upload.Text("encoding"), delimiter = upload.Text("delimiter") }), problems);
        return problems.Count == 0 ? chosen : throw ValidationException.Refused(problems);
    }

    private static void Write(Utf8JsonWriter writer, ImportPreview preview, string? kept, ProblemMessages messages, string language)
    {
        writer.WriteStartObject();
        writer.WriteString("encoding", preview.Format.Encoding);
        writer.WriteString("delimiter", preview.Format.Delimiter.ToString());
        WriteTexts(writer, "encodings", CsvEncodings.Names);
        writer.WriteStartArray("columns");
        foreach (var column in preview.Columns)
            Write(writer, column);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in preview.Rows)
            WriteTexts(writer, null, row);
        writer.WriteEndArray();
        writer.WritePropertyName("mapping");
        writer.WriteRawValue(kept ?? "null");
        writer.WriteStartArray("problems");
        foreach (var (row, problem) in preview.Problems)
            Write(writer, row, problem, messages.For(problem, language));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PreviewColumn column)
    {
        writer.WriteStartObject();
        writer.WriteString("name", column.Name);
        WriteTexts(writer, "samples", column.Samples);
        writer.WritePropertyName("suggestion");
        if (column.Suggestion is { } suggestion)
        {
            writer.WriteStartObject();
            writer.WriteString("field", suggestion.Field);
            if (suggestion.Match is { } match)
                writer.WriteString("match", match);
            writer.WriteString("confidence", suggestion.Confidence);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNullValue();
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, long row, Problem problem, string message)
    {
        writer.WriteStartObject();
        writer.WriteNumber("row", row);
        writer.WriteString("column", problem.Parameters.GetValueOrDefault("column") as string);
        writer.WriteString("code", problem.Code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }

    private static async Task<ApiAnswer> ValuesAsync(HttpContext http, string form, ImportIntake intake, CancellationToken ct)
    {
        var columns = await intake.ValuesAsync(http, http.Form(form), ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            foreach (var column in columns)
                Write(writer, column);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, UnmatchedColumn column)
    {
        writer.WriteStartObject();
        writer.WriteString("column", column.Column.Name);
        writer.WriteString("field", column.Column.Field.Key);
        writer.WriteStartArray("values");
        foreach (var value in column.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("value", value.Value);
            writer.WriteNumber("count", value.Count);
            if (value.Suggestion is { } suggestion)
                writer.WriteString("suggestion", suggestion);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteBoolean("canCreate", column.CanCreate);
        writer.WriteEndObject();
    }

    private static async Task<IResult> ResultAsync(HttpContext http, string id, Database database, TransferOptions options, HandoverReport handovers, CancellationToken ct)
    {
        var job = await JobsApi.FindAsync(http, id, database, ct);
        if (job.Kind is HandoverJob.JobKind or HandoverUndoJob.JobKind && job.FinishedAt is not null)
            return Results.File(Encoding.UTF8.GetBytes(await handovers.CsvAsync(http.Access(), job.Request, http.Language(), ct)), "text/csv; charset=utf-8", "handover.csv");
        var path = new ImportFiles(options, job.Id).Rejected;
        if (job.Kind != ImportJob.JobKind || job.FinishedAt is null || !File.Exists(path))
            throw new NotFoundException("result");
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(path, "text/csv; charset=utf-8", $"{job.Form}-rejected.csv");
    }

    private static void WriteTexts(Utf8JsonWriter writer, string? name, IEnumerable<string> texts)
    {
        if (name is null)
            writer.WriteStartArray();
        else
            writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
