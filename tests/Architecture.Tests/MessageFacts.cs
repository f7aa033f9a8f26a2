using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Architecture.Tests;

/// <summary>Every refusal has its sentence in both languages.</summary>
public sealed class MessageFacts
{
    private static readonly Dictionary<string, string> English = Load("en");
    private static readonly Dictionary<string, string> Chinese = Load("zh-CN");

    [Fact]
    public void Both_languages_have_the_same_codes_and_parameters()
    {
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Chinese.Keys.Order(StringComparer.Ordinal));
        // The expression checker's own sentences are English; other languages say the same by code and position.
        foreach (var (code, message) in English.Where(m => m.Value != "{detail}"))
            Assert.Equal(Parameters(message), Parameters(Chinese[code]));
    }

    [Fact]
    public void Every_code_that_is_thrown_has_a_message()
    {
        var thrown = Directory.EnumerateFiles(Path.Combine(DependencyFacts.Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), """new Problem\((?:[^"()]|\([^)]*\)|"[^"]*",\s*|\$"[^"]*",\s*)*?"(?<code>[a-z_]+\.[a-zA-Z_.]+)"[,)]""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(m => m.Groups["code"].Value).Distinct().ToList();
        Assert.True(thrown.Count > 40, $"Only {thrown.Count} codes were found.");
        Assert.Empty(thrown.Except(English.Keys));
    }

    private static IEnumerable<string> Parameters(string message) => Regex.Matches(message, @"\{\w+\}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Value).Order(StringComparer.Ordinal);

    private static Dictionary<string, string> Load(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(DependencyFacts.Root(), $"src/Host/Errors/messages.{language}.json")))!;
}
