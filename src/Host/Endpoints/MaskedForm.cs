using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// A form document as its reader may see it: who designs gets what was put, anybody else no word of a field hidden from them; one masked
/// for them stays to be shown, but nothing searches, sorts, compares or decides by it.
/// </summary>
internal sealed class MaskedForm
{
    private const string ScopePrefix = "#/properties/";
    private readonly AccessPolicy _access;
    private readonly FormModel _form;

    private MaskedForm(AccessPolicy access, FormModel form) => (_access, _form) = (access, form);

    public static JsonElement Of(AccessPolicy access, FormModel form) =>
        access.Can("design") || form.Similar is null && !form.Fields.Any(f => access.IsHidden(form, f.Key) || Sources(f).Any(s => s.Expression is not null) || f.Narrow is not null || f.Offer is not null)
            ? form.Document
            : new MaskedForm(access, form).Document();

    private JsonElement Document()
    {
        var root = (JsonObject)JsonNode.Parse(_form.Document.GetRawText())!;
        if (root["properties"] is JsonObject properties)
            foreach (var field in _form.Fields)
                if (IsGone(field.Key))
                    properties.Remove(field.Key);
                else if (properties[field.Key]?["x-field"] is JsonObject settings)
                    Settings(settings, field);
        Keep(root, "required");
        if (root["x-form"] is JsonObject extension)
            Extension(extension);
        return JsonSerializer.SerializeToElement(root, PlainJson.Options);
    }

    private void Settings(JsonObject settings, FieldDefinition field)
    {
        foreach (var (name, expression) in Sources(field))
            if (expression is not null && !ToldExpressions.MayBeTold(_access, _form, expression))
                settings.Remove(name);
        if (field.Narrow is { } narrow && IsNarrowedUnseen(field, narrow))
            settings.Remove("narrow");
        if (field.Offer is { } offer && IsHidden($"{field.Key}.{offer.While}"))
            settings.Remove("offer");
    }

    // A picker that compared what the reader may not know would tell it: by this record's field, or by the other's.
    private bool IsNarrowedUnseen(FieldDefinition field, RelationNarrowing narrow) => IsHidden(narrow.By) || IsHidden($"{field.Key}.{narrow.Field}");

    private void Extension(JsonObject extension)
    {
        foreach (var name in new[] { "recordTitle", "nameFrom" })
            Drop(extension, name);
        Keep(extension, "search");
        Keep(extension, "duplicates");
        foreach (var name in new[] { "unique", "indexes" })
            if (extension[name] is JsonArray lists)
                Remove(lists, l => l is JsonArray keys && keys.Any(k => IsHidden(Text(k))));
        if (extension["list"] is JsonObject list)
        {
            foreach (var (name, _) in list.Where(p => p.Value is JsonArray).ToList())
                Keep(list, name, IsGone);
            if (Text(list["sort"]) is { } sort)
                list["sort"] = string.Join(',', sort.Split(',').Where(t => !IsHidden(t.Trim().TrimStart('-'))));
        }
        if (extension["timeline"] is JsonObject timeline)
        {
            if (IsHidden(Text(timeline["by"])))
                extension.Remove("timeline");
            Drop(timeline, "at");
            Keep(timeline, "summary", IsGone);
        }
        if (extension["access"] is JsonObject access && IsHidden(Text(access["follows"])))
            extension.Remove("access");
        if (extension["similar"] is JsonObject similar)
        {
            foreach (var name in new[] { "match", "near", "show" }) // what is masked is not compared, so not shown as compared
                Keep(similar, name);
            foreach (var (name, filter) in new[] { ("for", _form.Similar?.For), ("among", _form.Similar?.Among) })
                if (FilterMembers.Of(filter).Any(c => IsHidden(c.Member)))
                    similar.Remove(name);
            if (SortTerm.Parse(_form.Similar?.Sort).Any(t => IsHidden(t.Member)))
                similar.Remove("sort");
        }
        // No reader of its own yet: a rule that names a hidden field anywhere goes as a whole.
        if (extension["rules"] is JsonArray rules)
            Remove(rules, r => _form.Fields.Any(f => IsHidden(f.Key) && r!.ToJsonString().Contains(f.Key, StringComparison.Ordinal)));
        if (extension["layouts"] is JsonObject layouts)
            foreach (var (_, layout) in layouts)
                Layout(layout);
    }

    private void Layout(JsonNode? node)
    {
        if (node is not JsonObject element)
            return;
        if (element["rule"]?["condition"] is { } condition && Names(condition))
            element.Remove("rule");
        if (element["elements"] is not JsonArray children)
            return;
        Remove(children, c => c is JsonObject child && IsGone(Scope(child["scope"])));
        foreach (var child in children)
            Layout(child);
    }

    private bool Names(JsonNode? condition) =>
        condition is JsonObject part && (IsHidden(Scope(part["scope"])) || (part["conditions"] is JsonArray parts && parts.Any(Names)));

    private bool IsHidden(string? path) => path is not null && _access.HidesPath(_form, path);

    // A masked field of the form itself is there to be shown.
    private bool IsGone(string? path) => IsHidden(path) && !_access.IsMasked(_form, path!);

    private static IEnumerable<(string Name, CheckedExpression? Expression)> Sources(FieldDefinition field) =>
        [("formula", field.Formula), ("default", field.DefaultExpression), ("requiredWhen", field.RequiredWhen), ("readOnlyWhen", field.ReadOnlyWhen)];

    private void Drop(JsonObject owner, string name)
    {
        if (IsHidden(Text(owner[name])))
            owner.Remove(name);
    }

    private void Keep(JsonObject owner, string name) => Keep(owner, name, IsHidden);

    private static void Keep(JsonObject owner, string name, Predicate<string?> isOut)
    {
        if (owner[name] is JsonArray keys)
            Remove(keys, k => isOut(Text(k)) || (k is JsonObject column && column.Any(p => isOut(Text(p.Value)))));
    }

    private static void Remove(JsonArray list, Predicate<JsonNode?> isGone)
    {
        for (var i = list.Count - 1; i >= 0; i--)
            if (isGone(list[i]))
                list.RemoveAt(i);
    }

    private static string? Scope(JsonNode? node) =>
        Text(node) is { } scope && scope.StartsWith(ScopePrefix, StringComparison.Ordinal) ? scope[ScopePrefix.Length..] : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
