using System.Globalization;

namespace NoCodeCrm.Platform.Json;

/// <summary>Instants as JSON has them everywhere: UTC with <c>Z</c>, milliseconds when there are any.</summary>
public static class Instants
{
    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
