using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>A form document as its reader may see it: who designs gets what was put, anybody else no word of a field hidden from them.</summary>
internal sealed class MaskedForm
{
    private const string ScopePrefix = "#/properties/";
    private readonly AccessPolicy _access;
    private readonly FormModel _form;

    private MaskedForm(AccessPolicy access, FormModel form) => (_access, _form) = (access, form);

    public static JsonElement Of(AccessPolicy access, FormModel form) =>
        access.Can("design") || !form.Fields.Any(f => access.IsHidden(form, f.Key) || Sources(f).Any(s => s.Expression is not null))
            ? form.Document
            : new MaskedForm(access, form).Document();

    private JsonElement Document()
    {
        var root = (JsonObject)JsonNode.Parse(_form.Document.GetRawText())!;
        if (root["properties"] is JsonObject properties)
            foreach (var field in _form.Fields)
                if (IsHidden(field.Key))
                    properties.Remove(field.Key);
                else if (properties[field.Key]?["x-field"] is JsonObject settings)
                    foreach (var (name, expression) in Sources(field))
                        if (expression is not null && (expression.Members.Any(IsHidden) || expression.Aggregates.Any(AsksHidden)))
                            settings.Remove(name);
        Keep(root, "required");
        if (root["x-form"] is JsonObject extension)
            Extension(extension);
        return JsonSerializer.SerializeToElement(root, PlainJson.Options);
    }

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
                Keep(list, name);
            if (Text(list["sort"]) is { } sort)
                list["sort"] = string.Join(',', sort.Split(',').Where(t => !IsHidden(t.Trim().TrimStart('-'))));
        }
        if (extension["timeline"] is JsonObject timeline)
        {
            if (IsHidden(Text(timeline["by"])))
                extension.Remove("timeline");
            Drop(timeline, "at");
            Keep(timeline, "summary");
        }
        if (extension["access"] is JsonObject access && IsHidden(Text(access["follows"])))
            extension.Remove("access");
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
        Remove(children, c => c is JsonObject child && IsHidden(Scope(child["scope"])));
        foreach (var child in children)
            Layout(child);
    }

    private bool Names(JsonNode? condition) =>
        condition is JsonObject part && (IsHidden(Scope(part["scope"])) || (part["conditions"] is JsonArray parts && parts.Any(Names)));

    /// <summary>Whether any step of a path such as <c>account.industry</c> is hidden.</summary>
    private bool IsHidden(string? path)
    {
        var form = _form;
        foreach (var key in path?.Split('.') ?? [])
        {
            if (_access.IsHidden(form, key))
                return true;
            if (form.Field(key)?.Targets is not [var target] || _access.Metadata.Form(target) is not { } next)
                return false;
            form = next;
        }
        return false;
    }

    // The list itself, or anything asked about its records.
    private bool AsksHidden(AggregateNode node) => RelatedLists.Find(_access.Metadata, _form, node.List) is not { } list
        || _access.IsHidden(list.Form, list.Relation.Key) || node.Members.Any(m => new MaskedForm(_access, list.Form).IsHidden(m));

    private static IEnumerable<(string Name, CheckedExpression? Expression)> Sources(FieldDefinition field) =>
        [("formula", field.Formula), ("default", field.DefaultExpression), ("requiredWhen", field.RequiredWhen), ("readOnlyWhen", field.ReadOnlyWhen)];

    private void Drop(JsonObject owner, string name)
    {
        if (IsHidden(Text(owner[name])))
            owner.Remove(name);
    }

    private void Keep(JsonObject owner, string name)
    {
        if (owner[name] is JsonArray keys)
            Remove(keys, k => IsHidden(Text(k)) || (k is JsonObject column && column.Any(p => IsHidden(Text(p.Value)))));
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
