using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>What a layout (a JSON Forms UI schema) may hold: known element types, scopes that exist, rules on fields that exist.</summary>
internal static class LayoutRules
{
    private const int MaxDepth = 12;
    private const string ScopePrefix = "#/properties/";
    private static readonly FrozenSet<string> Types = FrozenSet.ToFrozenSet(["VerticalLayout", "HorizontalLayout", "Group", "Categorization", "Category", "Control", "Label"]);
    private static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(["type", "elements", "label", "i18n", "scope", "options", "rule", "text"]);
    private static readonly FrozenSet<string> Effects = FrozenSet.ToFrozenSet(["SHOW", "HIDE", "ENABLE", "DISABLE"]);

    private static readonly FrozenSet<string> NumberBounds = FrozenSet.ToFrozenSet(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);
    private static readonly FrozenSet<string> DayBounds = FrozenSet.ToFrozenSet(["formatMinimum", "formatMaximum", "formatExclusiveMinimum", "formatExclusiveMaximum"]);

    public static void Check(JsonElement element, string path, HashSet<string> fields, List<Problem> problems, int depth = 0)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            problems.Add(new Problem(path, "layout.element"));
            return;
        }
        foreach (var property in element.EnumerateObject())
            if (!Keywords.Contains(property.Name))
                problems.Add(new Problem(JsonPointer.Member(path, property.Name), "document.unknown_keyword").With("keyword", property.Name));
        var type = Text(element, "type");
        if (type is null || !Types.Contains(type))
            problems.Add(new Problem(path + "/type", "layout.type").With("type", type));
        if (type == "Control" || element.TryGetProperty("scope", out _))
            Scope(element, path, fields, problems);
        if (element.TryGetProperty("rule", out var rule))
            Rule(rule, path + "/rule", fields, problems);
        if (!element.TryGetProperty("elements", out var children) || children.ValueKind != JsonValueKind.Array)
            return;
        var index = 0;
        foreach (var child in children.EnumerateArray())
            Check(child, $"{path}/elements/{index++}", fields, problems, depth + 1);
    }

    private static void Rule(JsonElement rule, string path, HashSet<string> fields, List<Problem> problems)
    {
        if (Text(rule, "effect") is not { } effect || !Effects.Contains(effect))
            problems.Add(new Problem(path + "/effect", "layout.effect"));
        if (rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("condition", out var condition))
            Condition(condition, path + "/condition", fields, problems, 0);
        else
            problems.Add(new Problem(path + "/condition", "document.missing"));
    }

    private static void Condition(JsonElement condition, string path, HashSet<string> fields, List<Problem> problems, int depth)
    {
        if (condition.ValueKind == JsonValueKind.Object && condition.TryGetProperty("conditions", out var parts) && parts.ValueKind == JsonValueKind.Array && depth < MaxDepth)
        {
            var index = 0;
            foreach (var part in parts.EnumerateArray())
                Condition(part, $"{path}/conditions/{index++}", fields, problems, depth + 1);
            return;
        }
        Scope(condition, path, fields, problems);
        if (condition.ValueKind == JsonValueKind.Object && condition.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.Object)
            Bounds(schema, path + "/schema", problems);
    }

    // A bound of the wrong type would never be met, and nobody would see why.
    private static void Bounds(JsonElement schema, string path, List<Problem> problems)
    {
        foreach (var bound in schema.EnumerateObject())
            if (NumberBounds.Contains(bound.Name) && bound.Value.ValueKind != JsonValueKind.Number)
                problems.Add(new Problem(JsonPointer.Member(path, bound.Name), "document.number"));
            else if (DayBounds.Contains(bound.Name) && bound.Value.ValueKind != JsonValueKind.String)
                problems.Add(new Problem(JsonPointer.Member(path, bound.Name), "document.string"));
            else if (DayBounds.Contains(bound.Name) && bound.Value.GetString() is var day && DayLimit.Read(day) is null && !DateTimeFieldType.TryRead(day, out _))
                problems.Add(new Problem(JsonPointer.Member(path, bound.Name), "field.day"));
    }

    private static void Scope(JsonElement element, string path, HashSet<string> fields, List<Problem> problems)
    {
        var scope = Text(element, "scope");
        if (scope is null || !scope.StartsWith(ScopePrefix, StringComparison.Ordinal) || !fields.Contains(scope[ScopePrefix.Length..]))
            problems.Add(new Problem(path + "/scope", "layout.scope").With("scope", scope));
    }

    /// <summary>The fields whose values decide what a layout shows or locks, each with its place; anything that holds layouts may be asked.</summary>
    public static IEnumerable<(string Field, string Path)> Conditions(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Conditions(item, $"{path}/{i}")),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p.Name == "rule" ? Scopes(p.Value, $"{path}/rule") : Conditions(p.Value, JsonPointer.Member(path, p.Name))),
        _ => [],
    };

    private static IEnumerable<(string Field, string Path)> Scopes(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Scopes(item, $"{path}/{i}")),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p.Name == "scope" && Text(json, "scope") is { } scope && scope.StartsWith(ScopePrefix, StringComparison.Ordinal)
            ? [(scope[ScopePrefix.Length..], path)]
            : Scopes(p.Value, $"{path}/{p.Name}")),
        _ => [],
    };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
