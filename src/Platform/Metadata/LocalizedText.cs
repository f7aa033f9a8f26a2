using System.Collections.Immutable;
using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>A label in several languages, keyed by language tag (<c>en</c>, <c>zh-CN</c>). A missing language falls back to another, never to a key.</summary>
public sealed record LocalizedText(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Characters of one text.</summary>
    public const int MaxLength = 1_000;

    public static readonly LocalizedText Empty = new(ImmutableSortedDictionary<string, string>.Empty);

    public static LocalizedText Of(string text) => new(ImmutableSortedDictionary<string, string>.Empty.Add("en", text));

    /// <summary>The text for a language, else English, else any, else null.</summary>
    public string? For(string language) =>
        Values.TryGetValue(language, out var exact) ? exact
        : Values.TryGetValue("en", out var english) ? english
        : Values.Values.FirstOrDefault();

    public LocalizedText WithDefault(string language, string? text) =>
        text is null || Values.ContainsKey(language) ? this : new(Values.Add(language, text));

    /// <summary>Reads <c>{"en": "…", "zh-CN": "…"}</c> or a plain string (English). Null when it is neither.</summary>
    public static LocalizedText? Parse(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return Of(json.GetString() ?? "");
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        var values = ImmutableSortedDictionary<string, string>.Empty.ToBuilder();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                return null;
            values[property.Name] = property.Value.GetString() ?? "";
        }
        return new(values.ToImmutable());
    }
}
