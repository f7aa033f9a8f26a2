using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Architecture.Tests;

/// <summary>The user guides speak of what is there: every picture and file exists, every word in bold stands on the interface of that language.</summary>
public sealed class GuideFacts
{
    private static readonly string Guide = Path.Combine(DependencyFacts.Root(), "docs", "guide");

    public static TheoryData<string> Languages => new("en", "zh-CN");

    [Theory, MemberData(nameof(Languages))]
    public void Every_file_a_guide_refers_to_is_there(string language)
    {
        var missing = Guides(language).Append(Path.Combine(Guide, "README.md")).SelectMany(guide =>
            Links(guide).Where(link => !link.Contains("://", StringComparison.Ordinal)).Select(link => Path.GetFullPath(link.Split('#')[0], Path.GetDirectoryName(guide)!)).Where(path => !File.Exists(path)));
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_picture_is_shown_by_a_guide_of_its_language_and_they_stay_small(string language)
    {
        var pictures = new DirectoryInfo(Path.Combine(Guide, "images", language)).GetFiles("*.png");
        var shown = Guides(language).SelectMany(guide => Links(guide).Select(link => Path.GetFullPath(link, Path.GetDirectoryName(guide)!)));
        Assert.Empty(pictures.Select(picture => picture.FullName).Except(shown));
        Assert.InRange(pictures.Sum(picture => picture.Length), 1, 4 * 1024 * 1024);
    }

    [Fact]
    public void Both_languages_have_the_same_guides_with_the_same_pictures_in_the_same_order()
    {
        Assert.Equal(Guides("en").Select(Path.GetFileName), Guides("zh-CN").Select(Path.GetFileName));
        foreach (var (english, chinese) in Guides("en").Zip(Guides("zh-CN")))
            Assert.Equal(Links(english).Select(FileOf), Links(chinese).Select(FileOf));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_word_in_bold_stands_on_the_interface(string language)
    {
        var words = Words(language);
        var unknown = Guides(language).SelectMany(guide => Regex.Matches(File.ReadAllText(guide), @"\*\*(?<word>[^*]+)\*\*", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["word"].Value).Where(word => !words.Any(known => known.IsMatch(word))).Select(word => $"{Path.GetFileName(guide)}: {word}"));
        Assert.Empty(unknown);
    }

    private static IEnumerable<string> Guides(string language) => Directory.EnumerateFiles(Path.Combine(Guide, language), "*.md").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Links(string guide) =>
        Regex.Matches(File.ReadAllText(guide), @"\]\((?<to>[^)#][^)]*)\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["to"].Value);

    private static string FileOf(string link) => Path.GetFileName(link.Split('#')[0]);

    /// <summary>The interface's words; where one has places to fill ("Hand over {{shown}} records"), anything may stand there, if enough of the word is left to be told by.</summary>
    private static List<Regex> Words(string language) =>
        [.. new[] { "", "build" }.SelectMany(part => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(DependencyFacts.Root(), "src", "Web", "src", "locales", part, language + ".json")))!.Values)
            .Where(word => !word.Contains("{{", StringComparison.Ordinal) || Regex.Replace(word, @"\{\{\w+\}\}|\P{L}", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Length >= (language == "en" ? 4 : 2))
            .Distinct().Select(word => new Regex($"^{Regex.Replace(Regex.Escape(word), @"\\\{\\\{\w+}}", ".+", RegexOptions.None, TimeSpan.FromSeconds(1))}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))];
}
