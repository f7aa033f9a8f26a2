using System.Text;

namespace NoCodeCrm.FormEngine.Duplicates;

/// <summary>What the name of a company or person is without blanks, punctuation, case and the words for its legal form.</summary>
internal static class NameNoise
{
    // Longest first: the shorter ones stand inside the longer.
    private static readonly string[] ChineseForms = ["股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司", "集团"];

    private static readonly HashSet<string> Forms = ["inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "co", "corp", "corporation", "company", "gmbh", "ag", "sa", "bv", "group", "holdings", "the"];

    /// <summary>The words that matter, in order; a run of Chinese characters is one word. Everything, should nothing be left.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = Split(text);
        var kept = words.Select(Strip).Where(w => w.Length > 0 && !Forms.Contains(w)).ToList();
        return kept.Count > 0 ? kept : words;
    }

    public static string Core(string text) => string.Concat(Words(text));

    private static string Strip(string word) => ChineseForms.Aggregate(word, (w, form) => w.Length > form.Length ? w.Replace(form, "", StringComparison.Ordinal) : w);

    private static List<string> Split(string text)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }
}
