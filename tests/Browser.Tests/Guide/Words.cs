using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>The interface's words in one language, by their key in src/Web/src/locales; so that a tour finds its buttons in either.</summary>
public sealed class Words(string language)
{
    private readonly Dictionary<string, string> _words = new[] { "", "build" }
        .SelectMany(part => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Site.Repository(), "src", "Web", "src", "locales", part, language + ".json")))!)
        .ToDictionary();

    public string Language => language;

    public bool IsChinese => language == "zh-CN";

    /// <summary>The word with that key, its places filled in their order; throws where there is none.</summary>
    public string this[string key, params string[] places]
    {
        get
        {
            var place = 0;
            return Regex.Replace(_words[key], @"\{\{\w+\}\}", _ => places[place++], RegexOptions.None, TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>What is not the interface's but the pictures' own.</summary>
    public string Either(string english, string chinese) => IsChinese ? chinese : english;
}
