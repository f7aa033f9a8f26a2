using System.Collections.Frozen;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>The functions of the language, in one place.</summary>
public static class ExpressionFunctions
{
    private static readonly FrozenDictionary<string, ExpressionFunction> ByName =
        new[] { DateFunctions.All, NumberFunctions.All, TextFunctions.All, BlankFunctions.All, ListFunctions.All, RecordFunctions.All }
            .SelectMany(family => family)
            .ToFrozenDictionary(function => function.Name);

    /// <summary>Every name, for completion and for the list of reserved keys.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. ByName.Keys, "count", "sum"];

    /// <summary>Every function with how it is written, such as <c>round(x, digits?)</c>, by name; for completion.</summary>
    public static IReadOnlyList<(string Name, string Signature)> Signatures { get; } =
        [.. ByName.Values.Select(f => (f.Name, f.Signature)).Append(("count", "count(list, condition?)")).Append(("sum", "sum(list.field, condition?)"))
            .OrderBy(f => f.Item1, StringComparer.Ordinal)];

    internal static IReadOnlyCollection<ExpressionFunction> All => ByName.Values;

    internal static ExpressionFunction? Find(string name) => ByName.GetValueOrDefault(name);

    internal static ExpressionFunction Get(string name) => ByName[name];

    /// <summary>The name that a misspelt one probably meant; null when none is near.</summary>
    internal static string? Nearest(string name)
    {
        var near = ByName.Keys
            .Select(known => (known, distance: EditDistance(name.ToLowerInvariant(), known.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.known, StringComparer.Ordinal)
            .First();
        return near.distance <= Math.Max(1, near.known.Length / 3) ? near.known : null;
    }

    private static int EditDistance(string left, string right)
    {
        // Names are short; a wordy one is no misspelling of any.
        if (left.Length > 40)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
