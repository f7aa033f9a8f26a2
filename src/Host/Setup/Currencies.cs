using System.Globalization;

namespace NoCodeCrm.Host.Setup;

/// <summary>ISO 4217 codes that the runtime's regions know.</summary>
internal static class Currencies
{
    public static readonly IReadOnlyList<string> All =
        [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name).ISOCurrencySymbol).Where(s => s.Length == 3 && s.All(char.IsAsciiLetterUpper)).Distinct().Order(StringComparer.Ordinal)];

    public static bool IsKnown(string? code) => code is not null && All.Contains(code);
}
