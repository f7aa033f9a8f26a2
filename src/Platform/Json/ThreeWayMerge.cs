using System.Text.Json;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Platform.Json;

/// <summary>
/// One place that two sides changed differently. Path: a pointer in which items of lists go by their id or key. An undefined
/// element is a value that is not there. Base is undefined too where nobody knows what both came from.
/// </summary>
public sealed record MergeConflict(string Path, JsonElement Mine, JsonElement Theirs, JsonElement Base);

/// <summary>
/// Merges two versions of a document that came from one. What only one side changed is taken, what both changed alike stands,
/// and what they changed differently is a conflict, where mine stays unless it is said otherwise. Objects are merged by member,
/// lists by id, key or scope of their items and lists of texts by text; any other list is one value. Pure.
/// </summary>
public sealed class ThreeWayMerge(Func<string, bool> takeTheirs)
{
    private readonly List<MergeConflict> _conflicts = [];

    public IReadOnlyList<MergeConflict> Conflicts => _conflicts;

    /// <summary>The merged value; undefined when it is not to be there. Base: undefined when it had none; isKnown false = nobody knows.</summary>
    public JsonElement Merge(JsonElement @base, bool isKnown, JsonElement mine, JsonElement theirs) => Merge("", @base, isKnown, mine, theirs);

    public static bool Same(JsonElement a, JsonElement b) =>
        a.ValueKind == JsonValueKind.Undefined || b.ValueKind == JsonValueKind.Undefined ? a.ValueKind == b.ValueKind : JsonElement.DeepEquals(a, b);

    private JsonElement Merge(string path, JsonElement @base, bool isKnown, JsonElement mine, JsonElement theirs)
    {
        if (Same(mine, theirs))
            return mine;
        if (isKnown ? Same(@base, theirs) : theirs.ValueKind == JsonValueKind.Undefined)
            return mine;
        if (isKnown ? Same(@base, mine) : mine.ValueKind == JsonValueKind.Undefined)
            return theirs;
        if (mine.ValueKind == JsonValueKind.Object && theirs.ValueKind == JsonValueKind.Object)
            return MergeObjects(path, @base, isKnown && @base.ValueKind == JsonValueKind.Object, mine, theirs);
        if (mine.ValueKind == JsonValueKind.Array && theirs.ValueKind == JsonValueKind.Array)
        {
            var isListKnown = isKnown && @base.ValueKind == JsonValueKind.Array;
            if (ListIdentity.Find(isListKnown ? [mine, theirs, @base] : [mine, theirs]) is { } identity)
                return MergeLists(path, @base, isListKnown, mine, theirs, identity);
        }
        return Decide(path, @base, mine, theirs);
    }

    private JsonElement Decide(string path, JsonElement @base, JsonElement mine, JsonElement theirs)
    {
        _conflicts.Add(new MergeConflict(path, mine, theirs, @base));
        return takeTheirs(path) ? theirs : mine;
    }

    private JsonElement MergeObjects(string path, JsonElement @base, bool isKnown, JsonElement mine, JsonElement theirs)
    {
        var names = Interleave([.. mine.EnumerateObject().Select(p => p.Name)], [.. theirs.EnumerateObject().Select(p => p.Name)]);
        var merged = new JsonObject();
        foreach (var name in names)
            if (Merge(JsonPointer.Member(path, name), Member(@base, name), isKnown, Member(mine, name), Member(theirs, name)) is { ValueKind: not JsonValueKind.Undefined } value)
                merged[name] = Node(value);
        return Element(merged);
    }

    private JsonElement MergeLists(string path, JsonElement @base, bool isKnown, JsonElement mine, JsonElement theirs, Func<JsonElement, string?> identity)
    {
        var (my, their, old) = (Items(mine, identity), Items(theirs, identity), isKnown ? Items(@base, identity) : new Named([], []));
        var merged = new JsonArray();
        foreach (var key in Order(path, isKnown ? old : null, my, their))
        {
            var value = Merge(JsonPointer.Member(path, key), old.ByKey.GetValueOrDefault(key), isKnown, my.ByKey.GetValueOrDefault(key), their.ByKey.GetValueOrDefault(key));
            if (value.ValueKind != JsonValueKind.Undefined)
                merged.Add(Node(value));
        }
        return Element(merged);
    }

    // The order is a value like any other: whoever changed it alone decides.
    private List<string> Order(string path, Named? old, Named mine, Named theirs)
    {
        var common = mine.Keys.Intersect(theirs.Keys).ToList();
        var (my, their) = (common, theirs.Keys.Where(common.Contains).ToList());
        if (my.SequenceEqual(their))
            return Interleave(mine.Keys, theirs.Keys);
        var before = old?.Keys.Where(common.Contains).ToList();
        var takesTheirs = before is not null && before.Count == common.Count && before.SequenceEqual(my);
        if (!takesTheirs && !(before is not null && before.Count == common.Count && before.SequenceEqual(their)))
            takesTheirs = Decide(path, before is null ? default : Texts(before), Texts(my), Texts(their)) is var chosen && Same(chosen, Texts(their));
        return takesTheirs ? Interleave(theirs.Keys, mine.Keys) : Interleave(mine.Keys, theirs.Keys);
    }

    // What only the second has comes after what it follows there.
    private static List<string> Interleave(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var (all, known) = (first.ToList(), first.ToHashSet());
        for (var i = 0; i < second.Count; i++)
            if (known.Add(second[i]))
                all.Insert(i == 0 ? 0 : all.IndexOf(second[i - 1]) + 1, second[i]);
        return all;
    }

    private sealed record Named(List<string> Keys, Dictionary<string, JsonElement> ByKey);

    private static Named Items(JsonElement list, Func<JsonElement, string?> identity)
    {
        var byKey = list.EnumerateArray().ToDictionary(i => identity(i)!, i => i);
        return new Named([.. list.EnumerateArray().Select(i => identity(i)!)], byKey);
    }

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement Texts(List<string> texts) => JsonSerializer.SerializeToElement(texts, PlainJson.Options);

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node, PlainJson.Options);
}
