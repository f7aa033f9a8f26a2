using System.Globalization;
using System.Text;

namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>
/// The letters of one pattern: code points that no set of the pattern tells apart are one letter. Pattern and text are
/// written in it, one UTF-16 unit per code point, so that emoji count once and a class of a thousand ranges costs what a
/// class of one does.
/// </summary>
internal sealed class CodePointAlphabet
{
    private const int FirstLetter = 0x100;

    private readonly int[] _starts; // of the runs of code points, ascending, the first 0
    private readonly int[] _letters; // by run

    public CodePointAlphabet(IReadOnlyCollection<CodePointSet> sets)
    {
        _starts = [.. sets.SelectMany(s => s.Ranges).SelectMany(r => new[] { r.From, r.To + 1 }).Append(0).Where(p => p <= CodePointSet.Last).Distinct().Order()];
        _letters = new int[_starts.Length];
        foreach (var set in sets)
            Split(set);
    }

    /// <summary>The set as a class of .NET.</summary>
    public string Class(CodePointSet set)
    {
        var letters = Members(set).Select((isMember, run) => isMember ? _letters[run] : -1).Where(l => l >= 0).Distinct().Order();
        var text = string.Concat(letters.Select(l => string.Create(CultureInfo.InvariantCulture, $"\\u{FirstLetter + l:X4}")));
        return text.Length == 0 ? "[^\\u0000-\\uFFFF]" : $"[{text}]";
    }

    public string Write(string text)
    {
        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            int point = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                point = char.ConvertToUtf32(text[i], text[++i]);
            written.Append((char)(FirstLetter + _letters[Run(point)]));
        }
        return written.ToString();
    }

    // Each letter that the set holds in part becomes two.
    private void Split(CodePointSet set)
    {
        var split = new Dictionary<(int, bool), int>();
        var isMember = Members(set);
        for (var run = 0; run < _letters.Length; run++)
        {
            var key = (_letters[run], isMember[run]);
            if (!split.TryGetValue(key, out var letter))
                split[key] = letter = split.Count;
            _letters[run] = letter;
        }
    }

    private bool[] Members(CodePointSet set)
    {
        var members = new bool[_starts.Length];
        foreach (var (from, to) in set.Ranges)
            for (var run = Run(from); run < _starts.Length && _starts[run] <= to; run++)
                members[run] = true;
        return members;
    }

    private int Run(int point)
    {
        var found = Array.BinarySearch(_starts, point);
        return found >= 0 ? found : ~found - 1;
    }
}
