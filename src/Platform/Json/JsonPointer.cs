namespace NoCodeCrm.Platform.Json;

/// <summary>Writes JSON Pointers (RFC 6901).</summary>
public static class JsonPointer
{
    /// <summary>The pointer to a member of what <paramref name="parent"/> points to; a <c>/</c> or <c>~</c> of its name is escaped.</summary>
    public static string Member(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
