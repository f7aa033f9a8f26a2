using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace NoCodeCrm.Platform.Schema.Patterns;

/// <summary>
/// <c>\p{…}</c> by general category, under the names that ECMA-262 takes from Unicode. Scripts and other properties are not
/// among what .NET knows, so they are not among ours.
/// </summary>
internal static class UnicodeCategories
{
    private static readonly FrozenDictionary<string, UnicodeCategory[]> Names = Load();
    private static readonly ConcurrentDictionary<string, CodePointSet> Sets = new(); // at most as many as there are names

    public static CodePointSet? Find(string name)
    {
        var category = name.StartsWith("General_Category=", StringComparison.Ordinal) ? name["General_Category=".Length..]
            : name.StartsWith("gc=", StringComparison.Ordinal) ? name["gc=".Length..] : name;
        return Names.TryGetValue(category, out var members) ? Sets.GetOrAdd(category, _ => Collect(members)) : null;
    }

    private static CodePointSet Collect(UnicodeCategory[] members)
    {
        var ranges = new List<(int From, int To)>();
        var wanted = members.ToHashSet();
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (!wanted.Contains(CharUnicodeInfo.GetUnicodeCategory(point)))
                continue;
            if (ranges.Count > 0 && ranges[^1].To == point - 1)
                ranges[^1] = (ranges[^1].From, point);
            else
                ranges.Add((point, point));
        }
        return CodePointSet.Of([.. ranges]);
    }

    private static FrozenDictionary<string, UnicodeCategory[]> Load()
    {
        var names = new Dictionary<string, UnicodeCategory[]>();
        Add("Lu Uppercase_Letter", UnicodeCategory.UppercaseLetter);
        Add("Ll Lowercase_Letter", UnicodeCategory.LowercaseLetter);
        Add("Lt Titlecase_Letter", UnicodeCategory.TitlecaseLetter);
        Add("LC Cased_Letter", UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter);
        Add("Lm Modifier_Letter", UnicodeCategory.ModifierLetter);
        Add("Lo Other_Letter", UnicodeCategory.OtherLetter);
        Add("L Letter", UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter, UnicodeCategory.ModifierLetter, UnicodeCategory.OtherLetter);
        Add("Mn Nonspacing_Mark", UnicodeCategory.NonSpacingMark);
        Add("Mc Spacing_Mark", UnicodeCategory.SpacingCombiningMark);
        Add("Me Enclosing_Mark", UnicodeCategory.EnclosingMark);
        Add("M Mark Combining_Mark", UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark);
        Add("Nd Decimal_Number digit", UnicodeCategory.DecimalDigitNumber);
        Add("Nl Letter_Number", UnicodeCategory.LetterNumber);
        Add("No Other_Number", UnicodeCategory.OtherNumber);
        Add("N Number", UnicodeCategory.DecimalDigitNumber, UnicodeCategory.LetterNumber, UnicodeCategory.OtherNumber);
        Add("Pc Connector_Punctuation", UnicodeCategory.ConnectorPunctuation);
        Add("Pd Dash_Punctuation", UnicodeCategory.DashPunctuation);
        Add("Ps Open_Punctuation", UnicodeCategory.OpenPunctuation);
        Add("Pe Close_Punctuation", UnicodeCategory.ClosePunctuation);
        Add("Pi Initial_Punctuation", UnicodeCategory.InitialQuotePunctuation);
        Add("Pf Final_Punctuation", UnicodeCategory.FinalQuotePunctuation);
        Add("Po Other_Punctuation", UnicodeCategory.OtherPunctuation);
        Add("P Punctuation punct", UnicodeCategory.ConnectorPunctuation, UnicodeCategory.DashPunctuation, UnicodeCategory.OpenPunctuation, UnicodeCategory.ClosePunctuation, UnicodeCategory.InitialQuotePunctuation, UnicodeCategory.FinalQuotePunctuation, UnicodeCategory.OtherPunctuation);
        Add("Sm Math_Symbol", UnicodeCategory.MathSymbol);
        Add("Sc Currency_Symbol", UnicodeCategory.CurrencySymbol);
        Add("Sk Modifier_Symbol", UnicodeCategory.ModifierSymbol);
        Add("So Other_Symbol", UnicodeCategory.OtherSymbol);
        Add("S Symbol", UnicodeCategory.MathSymbol, UnicodeCategory.CurrencySymbol, UnicodeCategory.ModifierSymbol, UnicodeCategory.OtherSymbol);
        Add("Zs Space_Separator", UnicodeCategory.SpaceSeparator);
        Add("Zl Line_Separator", UnicodeCategory.LineSeparator);
        Add("Zp Paragraph_Separator", UnicodeCategory.ParagraphSeparator);
        Add("Z Separator", UnicodeCategory.SpaceSeparator, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator);
        return names.ToFrozenDictionary();

        void Add(string aliases, params UnicodeCategory[] members)
        {
            foreach (var alias in aliases.Split(' '))
                names[alias] = members;
        }
    }
}
