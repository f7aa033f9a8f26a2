using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// Reads a JSON object member by member and collects every fault with its path. Members that nobody asked for are
/// unknown: <see cref="Close"/> names each of them.
/// </summary>
public sealed class DocumentReader(JsonElement json, string path, List<Problem> problems)
{
    private readonly HashSet<string> _asked = [];

    public string Path { get; } = path;
    public JsonElement Json { get; } = json;
    public List<Problem> Problems { get; } = problems;
    public bool IsObject => Json.ValueKind == JsonValueKind.Object;

    /// <summary>A reader on an object; a fault when it is something else.</summary>
    public static DocumentReader On(JsonElement json, string path, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
            problems.Add(new Problem(path, "document.object"));
        return new DocumentReader(json, path, problems);
    }

    /// <summary>The member as it stands, undefined when absent.</summary>
    public JsonElement Raw(string name)
    {
        _asked.Add(name);
        return IsObject && Json.TryGetProperty(name, out var value) ? value : default;
    }

    public bool Has(string name) => Raw(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public string? String(string name, bool required = false)
    {
        var value = Raw(name);
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            Fault(name, "document.string");
        else if (required)
            Fault(name, "document.missing");
        return null;
    }

    public bool Boolean(string name, bool absent = false)
    {
        var value = Raw(name);
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            Fault(name, "document.boolean");
        return absent;
    }

    public int? Integer(string name)
    {
        var value = Raw(name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            Fault(name, "document.integer");
        return null;
    }

    public decimal? Number(string name)
    {
        var value = Raw(name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
            return number;
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            Fault(name, "document.number");
        return null;
    }

    public LocalizedText? Text(string name)
    {
        var value = Raw(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (LocalizedText.Parse(value) is not { } text || text.Values.Values.Any(t => t.Length > LocalizedText.MaxLength))
        {
            Fault(name, "document.text");
            return null;
        }
        return text;
    }

    /// <summary>A label in plain text, as JSON Schema has it.</summary>
    public string? Label(string name)
    {
        var label = String(name);
        if (label is null || label.Length <= LocalizedText.MaxLength)
            return label;
        Fault(name, "document.text");
        return null;
    }

    public ImmutableArray<string> Strings(string name)
    {
        var value = Raw(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(v => v.GetString()!)];
        Fault(name, "document.strings");
        return [];
    }

    public DocumentReader Object(string name) => new(Raw(name) is { ValueKind: JsonValueKind.Object } value ? value : Missing(name), $"{Path}/{name}", Problems);

    public IEnumerable<DocumentReader> Objects(string name)
    {
        var value = Raw(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, "document.array");
            yield break;
        }
        var index = 0;
        foreach (var item in value.EnumerateArray())
            yield return On(item, $"{Path}/{name}/{index++}", Problems);
    }

    /// <summary>A condition on records; null = none, or one whose faults were added.</summary>
    public Filter? Condition(string name)
    {
        try
        {
            return Filter.Parse(Raw(name), $"{Path}/{name}");
        }
        catch (ValidationException e)
        {
            Problems.AddRange(e.Problems);
            return null;
        }
    }

    public string Key(string name)
    {
        var key = String(name, required: true) ?? "";
        if (key.Length > 0 && !Keys.IsWellFormed(key))
            Fault(name, "key.malformed", ("key", key));
        return key;
    }

    public void Fault(string name, string code, params (string Name, object? Value)[] parameters)
    {
        var problem = new Problem(name.Length == 0 ? Path : $"{Path}/{name}", code);
        foreach (var (parameter, value) in parameters)
            problem = problem.With(parameter, value);
        Problems.Add(problem);
    }

    /// <summary>Every member that was not asked for is an unknown keyword.</summary>
    public void Close(params ReadOnlySpan<string> alsoAllowed)
    {
        if (!IsObject)
            return;
        foreach (var name in alsoAllowed)
            _asked.Add(name);
        foreach (var property in Json.EnumerateObject())
            if (!_asked.Contains(property.Name))
                Fault(property.Name, "document.unknown_keyword", ("keyword", property.Name));
    }

    private JsonElement Missing(string name)
    {
        if (Has(name))
            Fault(name, "document.object");
        return default;
    }
}
