namespace NoCodeCrm.Host.Errors;

/// <summary>The languages that the product speaks, and which of them a request asks for.</summary>
internal static class Languages
{
    public const string English = "en";
    public const string Chinese = "zh-CN";

    public static bool IsKnown(string? language) => language is English or Chinese;

    public static string Of(HttpRequest request, string fallback)
    {
        foreach (var part in request.Headers.AcceptLanguage.ToString().Split(','))
        {
            var tag = part.Split(';')[0].Trim();
            if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
                return Chinese;
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return English;
        }
        return IsKnown(fallback) ? fallback : English;
    }
}
