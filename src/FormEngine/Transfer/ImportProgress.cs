using System.Buffers;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// How far an import has come, as its job row holds it (docs/http-api.md, jobs). Created, updated, unchanged and rejected
/// add up to processed. Lengths of the side files tell where to go on writing after a crash.
/// </summary>
public sealed record ImportProgress
{
    public const int MaxProblems = 20;
    private const int MaxValue = 200;

    public long Processed { get; set; }
    public long Total { get; set; }
    public long Created { get; set; }
    public long Updated { get; set; }
    public long Unchanged { get; set; }
    public long Rejected { get; set; }
    public long Unmatched { get; set; }
    public bool DryRun { get; init; }

    /// <summary>True when a crash or a restart interrupted the run and it went on where it was.</summary>
    public bool Resumed { get; set; }
    public long RejectedLength { get; set; }
    public long LaterLength { get; set; }
    public long LaterDone { get; set; }
    private List<JsonElement> _problems = [];

    /// <summary>A copy that can be thrown away with the transaction that it counts.</summary>
    public ImportProgress Copy() => this with { _problems = [.. _problems] };

    /// <summary>Keeps the first problems to be shown.</summary>
    public void Note(long row, IEnumerable<RowProblem> problems)
    {
        foreach (var problem in problems.Take(MaxProblems - _problems.Count))
            _problems.Add(Json(writer => Write(writer, row, problem)));
    }

    public static ImportProgress Parse(string json, bool dryRun)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("$resume", out var resume))
            return new ImportProgress { DryRun = dryRun };
        return new ImportProgress
        {
            Processed = root.GetProperty("processed").GetInt64(),
            Total = root.GetProperty("total").GetInt64(),
            Created = root.GetProperty("created").GetInt64(),
            Updated = root.GetProperty("updated").GetInt64(),
            Unchanged = root.GetProperty("unchanged").GetInt64(),
            Rejected = root.GetProperty("rejected").GetInt64(),
            Unmatched = root.GetProperty("unmatched").GetInt64(),
            DryRun = dryRun,
            Resumed = true,
            RejectedLength = resume.GetProperty("rejected").GetInt64(),
            LaterLength = resume.GetProperty("later").GetInt64(),
            LaterDone = resume.GetProperty("done").GetInt64(),
            _problems = [.. root.GetProperty("problems").EnumerateArray().Select(p => p.Clone())],
        };
    }

    public string ToJson() => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("processed", Processed);
        writer.WriteNumber("total", Total);
        writer.WriteNumber("created", Created);
        writer.WriteNumber("updated", Updated);
        writer.WriteNumber("unchanged", Unchanged);
        writer.WriteNumber("rejected", Rejected);
        writer.WriteNumber("unmatched", Unmatched);
        writer.WriteBoolean("dryRun", DryRun);
        writer.WriteBoolean("resumed", Resumed);
        writer.WriteStartArray("problems");
        foreach (var problem in _problems)
            problem.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteStartObject("$resume");
        writer.WriteNumber("rejected", RejectedLength);
        writer.WriteNumber("later", LaterLength);
        writer.WriteNumber("done", LaterDone);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }).GetRawText();

    private static void Write(Utf8JsonWriter writer, long row, RowProblem problem)
    {
        writer.WriteStartObject();
        writer.WriteNumber("row", row);
        writer.WriteString("column", problem.Column);
        writer.WriteString("value", Cut(problem.Value));
        writer.WriteString("code", problem.Problem.Code);
        writer.WriteStartObject("params");
        foreach (var (name, value) in problem.Problem.Parameters)
            Write(writer, name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        if (value is not LocalizedText text)
        {
            writer.WriteString(name, value is null ? null : Cut(Convert.ToString(value)));
            return;
        }
        writer.WriteStartObject(name);
        foreach (var (language, words) in text.Values)
            writer.WriteString(language, words);
        writer.WriteEndObject();
    }

    private static string? Cut(string? text) => text is null ? null : CsvText.Cut(text, MaxValue);

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
            write(writer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
