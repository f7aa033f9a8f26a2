using System.Buffers;
using System.Collections;
using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using NoCodeCrm.Host.Endpoints;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Errors;

/// <summary>The one place where exceptions become answers: domain exceptions a problem document in the caller's language, anything else an opaque 500 with a full log entry.</summary>
internal sealed class ProblemMapper(ProblemMessages messages, ConflictDetails conflicts, ILogger<ProblemMapper> log) : IExceptionHandler
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException or DbException && httpContext.RequestAborted.IsCancellationRequested)
            return true; // nobody is waiting for an answer
        var (status, body) = await AnswerAsync(httpContext, exception, cancellationToken);
        if (status == 500)
            log.LogError(exception, "Unhandled error on {Method} {Path}.", httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = ContentType;
        if (status == 429)
            httpContext.Response.Headers.RetryAfter = "60";
        await httpContext.Response.Body.WriteAsync(body, cancellationToken);
        return true;
    }

    /// <summary>Status and problem document of an exception; a conflict about a record carries the record as it is now.</summary>
    public async Task<(int Status, byte[] Body)> AnswerAsync(HttpContext http, Exception exception, CancellationToken ct)
    {
        var (status, code, problems) = Describe(exception);
        var current = exception is ConflictException { Record: { } record } ? await conflicts.LoadAsync(http, record.Form, record.Id, ct)
            : exception is ConflictException { Definition: { } definition } ? ConflictDetails.Definition(http, definition.Kind, definition.Key) : null;
        return (status, Write(status, code, problems, http.Language(), current));
    }

    /// <summary>Status, code and faults of an exception; also used for verdicts about single records of a bulk.</summary>
    public static (int Status, string Code, IReadOnlyList<Problem> Problems) Describe(Exception exception) => exception switch
    {
        ValidationException e => (e.Unreadable ? 400 : 422, e.Code, e.Problems),
        NotFoundException e => (404, e.Code, e.Problems),
        ForbiddenException e => (403, e.Code, e.Problems),
        ConflictException e => (409, e.Code, e.Problems),
        LimitExceededException e => (e.Exhausted ? 503 : 422, e.Code, e.Problems),
        UnauthenticatedException => (401, "session.missing", []),
        ThrottledException => (429, "session.throttled", []),
        PreconditionRequiredException => (428, "precondition.required", []),
        BadHttpRequestException { StatusCode: 413 } => (413, "request.too_large", []),
        BadHttpRequestException or InvalidDataException => (400, "request.invalid", []),
        JsonException => (400, "json.invalid", []),
        _ => (500, "internal", []),
    };

    public byte[] Write(int status, string code, IReadOnlyList<Problem> problems, string language, ReadOnlyMemory<byte>? extra)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", $"/errors/{code}");
            writer.WriteString("title", messages.For(code, language));
            writer.WriteNumber("status", status);
            writer.WriteString("code", code);
            if (problems.Count > 0)
                writer.WriteString("detail", messages.For(problems[0], language));
            writer.WriteString("traceId", Activity.Current?.TraceId.ToString() ?? "");
            WriteErrors(writer, problems, language);
            if (extra is { } members)
                writer.WriteRawValueMembers(members);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<Problem> problems, string language)
    {
        writer.WriteStartArray("errors");
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("path", problem.Path);
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", messages.For(problem, language));
            if (problem.Rule is not null)
                writer.WriteString("rule", problem.Rule);
            WriteParameters(writer, problem, language);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteParameters(Utf8JsonWriter writer, Problem problem, string language)
    {
        if (problem.Parameters.IsEmpty)
            return;
        writer.WriteStartObject("params");
        foreach (var (name, value) in problem.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            WriteParameter(writer, value, language);
        }
        writer.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter writer, object? value, string language)
    {
        switch (value)
        {
            case LocalizedText text:
                writer.WriteStringValue(text.For(language));
                break;
            case null:
                writer.WriteNullValue();
                break;
            case long or int or decimal:
                writer.WriteNumberValue(Convert.ToDecimal(value));
                break;
            case not string and IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                    WriteParameter(writer, item, language);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value));
                break;
        }
    }
}

/// <summary>Too many failed sign-ins: 429.</summary>
public sealed class ThrottledException() : Exception("session.throttled");

/// <summary>If-Match is missing where a version must be named: 428.</summary>
public sealed class PreconditionRequiredException() : Exception("precondition.required");

internal static class RawMembers
{
    /// <summary>Copies the members of a JSON object into the object being written.</summary>
    public static void WriteRawValueMembers(this Utf8JsonWriter writer, ReadOnlyMemory<byte> members)
    {
        using var document = JsonDocument.Parse(members);
        foreach (var property in document.RootElement.EnumerateObject())
            property.WriteTo(writer);
    }
}
