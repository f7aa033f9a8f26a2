using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>
/// The other validator: ajv in one node process over all cases. A machine without it fails with the command to run.
/// Values are JSON text, so that numbers reach it as written.
/// </summary>
internal static class Ajv
{
    public sealed record Case(JsonElement Schema, IReadOnlyList<string> Values);

    /// <summary>Per case its verdicts. Refusal: why ajv would not compile the schema; null = it did.</summary>
    public sealed record Answer(string? Refusal, IReadOnlyList<bool> IsValid);

    public static IReadOnlyList<Answer> Run(IReadOnlyList<Case> cases)
    {
        var home = Repository.At("src/Web/package.json");
        if (!File.Exists(Repository.At("src/Web/node_modules/ajv-formats/package.json")))
            throw new InvalidOperationException("ajv is not installed. Run: npm ci --prefix src/Web");
        var folder = Directory.CreateTempSubdirectory("nocodecrm-ajv-").FullName;
        try
        {
            var (input, output) = (Path.Combine(folder, "cases.json"), Path.Combine(folder, "verdicts.json"));
            File.WriteAllText(input, JsonSerializer.Serialize(cases.Select(c => new { schema = c.Schema, values = c.Values }), Plain));
            Start(home, input, output);
            using var verdicts = JsonDocument.Parse(File.ReadAllBytes(output));
            return [.. verdicts.RootElement.EnumerateArray().Select(Read)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Start(string home, string input, string output)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Repository.At("tests/Conformance.Tests/ajv.mjs"), home, input, output]) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = node.StandardError.ReadToEnd();
        node.WaitForExit();
        if (node.ExitCode != 0)
            throw new InvalidOperationException($"node ended with {node.ExitCode}: {errors}");
    }

    private static Answer Read(JsonElement verdict) => verdict.ValueKind == JsonValueKind.String
        ? new Answer(verdict.GetString(), [])
        : new Answer(null, [.. verdict.EnumerateArray().Select(v => v.GetString() == "valid")]);
}
