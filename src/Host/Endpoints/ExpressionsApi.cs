using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Expressions while they are being written: type, problems at their places, and the result on a record.</summary>
internal static class ExpressionsApi
{
    private static readonly Dictionary<string, ExpressionUse> Uses = Enum.GetValues<ExpressionUse>().ToDictionary(u => u.ToString().ToLowerInvariant());

    public static void MapExpressions(this WebApplication app)
    {
        app.MapPost("/api/expressions/check", CheckAsync);
        app.MapGet("/api/expressions/functions", Functions);
    }

    private static async Task<ApiAnswer> CheckAsync(HttpContext http, ExpressionTrial trial, Database database, ProblemMessages messages, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var body = await http.JsonAsync();
        var source = Required(body, "expression");
        if (!Uses.TryGetValue(body.Text("use") ?? "formula", out var use))
            throw ValidationException.BadRequest(new Problem("/use", "document.choice").With("choices", Uses.Keys));
        var access = http.Access();
        var form = FormOf(body, access.Metadata);
        // A field that cannot be read yet expects nothing of its expression.
        var field = body.Text("field") is { } key ? form.Field(key) : null;
        var record = RecordId(body);
        var result = ExpressionTrial.Check(source, form, access.Metadata, use, field);
        var (known, value) = (false, (object?)null);
        if (result.Success && record is { } id)
        {
            await using var session = await database.OpenForCallerAsync(ct);
            (known, value) = await EvaluateAsync(trial, session, access, form, field, result.Expression, id, ct);
        }
        return ApiAnswer.Ok(writer => Write(writer, result, known, value, messages, http.Language()));
    }

    private static async Task<(bool Known, object? Value)> EvaluateAsync(ExpressionTrial trial, ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition? field, CheckedExpression expression, long id, CancellationToken ct)
    {
        try
        {
            return await trial.EvaluateAsync(session, access, form, field, expression, id, ct);
        }
        catch (Exception e) when (e is ExpressionLimitException or InvalidCastException)
        {
            // Too much for a trial, or a field whose type the draft has changed: no answer, but no fault of the expression.
            return (false, null);
        }
    }

    /// <summary>The form as it is being designed, faults elsewhere in it notwithstanding; without a document, as it is published.</summary>
    internal static FormModel FormOf(JsonElement body, MetadataSnapshot metadata)
    {
        var key = Required(body, "form");
        if (body.TryGetProperty("document", out var document) && document.ValueKind == JsonValueKind.Object)
            return FormCompiler.Compile(FormParser.Outline(document), metadata, [], lenient: true);
        return metadata.Form(key) ?? throw ValidationException.BadRequest(new Problem("/form", "form.unknown").With("form", key));
    }

    private static string Required(JsonElement body, string name) => body.Text(name) ?? throw ValidationException.BadRequest($"/{name}", "document.missing");

    private static long? RecordId(JsonElement body)
    {
        if (!body.TryGetProperty("recordId", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var id) ? id : throw ValidationException.BadRequest("/recordId", "document.integer");
    }

    private static void Write(Utf8JsonWriter writer, ExpressionParseResult result, bool known, object? value, ProblemMessages messages, string language)
    {
        writer.WriteStartObject();
        writer.WriteString("type", result.Expression?.Type.ToString() is { } type ? JsonNamingPolicy.CamelCase.ConvertName(type) : null);
        writer.WriteStartArray("errors");
        foreach (var problem in result.Problems)
        {
            writer.WriteStartObject();
            writer.WriteNumber("at", problem.Position);
            writer.WriteNumber("length", 1);
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", messages.For(FormCompiler.Describe(problem, ""), language));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (known)
        {
            writer.WritePropertyName("value");
            WriteValue(writer, value);
        }
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case long id: writer.WriteNumberValue(id); break;
            case DateOnly day: writer.WriteStringValue(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: writer.WriteStringValue(Instants.Text(instant)); break;
            case IEnumerable<long> ids: JsonSerializer.Serialize(writer, ids); break;
            case IEnumerable<string> texts when value is not string: JsonSerializer.Serialize(writer, texts); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }

    private static ApiAnswer Functions(HttpContext http)
    {
        DefinitionsApi.RequireDesign(http);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var (name, signature) in ExpressionFunctions.Signatures)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("signature", signature);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
