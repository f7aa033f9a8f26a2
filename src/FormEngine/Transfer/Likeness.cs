using System.Text;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>How alike two names are once blanks, case and punctuation are left aside.</summary>
public static class Likeness
{
    private const int MaxDistance = 2;

    public static string Normalise(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c))
                kept.Append(char.ToLowerInvariant(c));
        return kept.ToString();
    }

    /// <summary>
    /// The candidate that a text most likely means: the same but for blanks, case and punctuation, else the only one within
    /// two typing errors. Null when none is near, several are equally near, or the text is too short to tell.
    /// </summary>
    public static string? Nearest(string text, IEnumerable<(string Name, string Value)> candidates)
    {
        var wanted = Normalise(text);
        if (wanted.Length == 0)
            return null;
        var (best, distance, isTied) = ((string?)null, MaxDistance + 1, false);
        foreach (var (name, value) in candidates)
        {
            var other = Normalise(name);
            if (other == wanted)
                return value;
            if (Distance(wanted, other, Math.Min(distance, wanted.Length / 3)) is not { } d)
                continue;
            isTied = d == distance && value != best;
            (best, distance) = (value, d);
        }
        return isTied ? null : best;
    }

    // Edit distance with swaps of neighbours, null beyond the bound.
    private static int? Distance(string a, string b, int bound)
    {
        bound = Math.Min(bound, MaxDistance);
        if (Math.Abs(a.Length - b.Length) > bound)
            return null;
        var (before, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
            (before, previous, current) = (previous, current, before);
        }
        return previous[b.Length] <= bound ? previous[b.Length] : null;
    }
}
