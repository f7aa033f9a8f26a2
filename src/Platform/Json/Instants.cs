using System.Globalization;

namespace NoCodeCrm.Platform.Json;

/// <summary>Instants as JSON has them everywhere: UTC with <c>Z</c>, milliseconds when there are any.</summary>
public static class Instants
{
    public static string Text(DateTimeOffset instant)
    {
        // The round-trip format has a short way through the framework, a custom one has not; lists write hundreds.
        Span<char> text = stackalloc char[28];
        instant.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var length = "yyyy-MM-ddTHH:mm:ss.fff".Length;
        while (text[length - 1] == '0' && length > "yyyy-MM-ddTHH:mm:ss.".Length)
            length--;
        if (text[length - 1] == '.')
            length--;
        text[length] = 'Z';
        return new string(text[..(length + 1)]);
    }
}
