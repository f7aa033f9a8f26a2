using System.Text.Json;

namespace NoCodeCrm.Platform.Json;

/// <summary>What tells the items of lists apart: their id, key, scope or name, or the text that they are.</summary>
internal static class ListIdentity
{
    private static readonly Func<JsonElement, string?>[] Ways =
    [
        item => item.ValueKind == JsonValueKind.String ? item.GetString() : null,
        item => Text(item, "id"),
        item => Text(item, "key"),
        Placed,
        item => Text(item, "name"),
        item => Text(item, "field"),
    ];

    /// <summary>The first way that names every item of each list differently; null when there is none.</summary>
    public static Func<JsonElement, string?>? Find(IReadOnlyList<JsonElement> lists) => Ways.FirstOrDefault(way => lists.All(list => Tells(list, way)));

    private static bool Tells(JsonElement list, Func<JsonElement, string?> way)
    {
        var seen = new HashSet<string>();
        return list.EnumerateArray().All(item => way(item) is { } name && seen.Add(name));
    }

    // An element of a layout: the field that it shows, or the group that it is.
    private static string? Placed(JsonElement item) => Text(item, "scope") ?? (Text(item, "label") is { } label ? "group " + label : null);

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
