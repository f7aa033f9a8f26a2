using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Errors;

/// <summary>The sentence for a code in a language, with its parameters filled in; from messages.en.json and messages.zh-CN.json.</summary>
public sealed partial class ProblemMessages : IProblemText
{
    private readonly Dictionary<string, Dictionary<string, string>> _byLanguage = new[] { Languages.English, Languages.Chinese }.ToDictionary(l => l, Load);

    public IEnumerable<string> Codes(string language) => _byLanguage[language].Keys;

    public string For(string code, string language, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        var messages = _byLanguage.GetValueOrDefault(language) ?? _byLanguage[Languages.English];
        if (!messages.TryGetValue(code, out var message))
            message = parameters?.GetValueOrDefault("detail") as string ?? messages["unknown"];
        return Placeholder().Replace(message, match => Word(match.Groups["name"].Value, parameters?.GetValueOrDefault(match.Groups["name"].Value), messages, language));
    }

    // A kind of definition is told by its word, not by its key.
    private static string Word(string name, object? value, Dictionary<string, string> messages, string language) =>
        name == "kind" && messages.GetValueOrDefault("kind." + value) is { } word ? word : Text(value, language);

    public string For(Problem problem, string language) => For(problem.Code, language, problem.Parameters);

    private static string Text(object? value, string language) => value switch
    {
        null => "",
        LocalizedText text => text.For(language) ?? "",
        string text => text,
        IEnumerable list => string.Join(language == Languages.Chinese ? "、" : ", ", list.Cast<object?>()),
        _ => Convert.ToString(value) ?? "",
    };

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(ProblemMessages).Assembly.GetManifestResourceStream($"messages.{language}.json")
            ?? throw new InvalidOperationException($"No messages for {language}.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
