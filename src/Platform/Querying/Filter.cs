using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.Platform.Querying;

/// <summary>A filter as a caller wrote it, checked for shape but not yet against a form. Path points into the caller's document.</summary>
public abstract record Filter(string Path)
{
    private const int MaxDepth = 12;
    private const int MaxConditions = 500;

    // Each value is a parameter of the statement; SQLite takes 32,766 of them, PostgreSQL 65,535.
    private const int MaxValues = 10_000;

    private static readonly string[] Kinds = ["and", "or", "not", "member"];

    /// <summary>Reads <c>{and|or: […]}</c>, <c>{not: …}</c> or <c>{member, operator, values}</c>. Null for nothing; throws 400 with every fault.</summary>
    public static Filter? Parse(JsonElement json, string path)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var problems = new List<Problem>();
        var count = 0;
        var filter = Read(json, path, problems, 0, ref count);
        if (count > MaxConditions)
            problems.Add(new Problem(path, "filter.too_large").With("max", MaxConditions));
        if (problems.Count == 0 && Values(filter) > MaxValues)
            problems.Add(new Problem(path, "filter.too_many_values").With("max", MaxValues));
        if (problems.Count > 0)
            throw ValidationException.BadRequest(problems);
        return filter;
    }

    public static Filter? Parse(string? text, string path)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return Parse(StrictJson.Parse(text, maxDepth: 32), path);
        }
        catch (JsonException)
        {
            throw ValidationException.BadRequest(path, "json.invalid");
        }
    }

    public static Filter? All(params Filter?[] parts)
    {
        var present = parts.OfType<Filter>().ToImmutableArray();
        return present.Length switch { 0 => null, 1 => present[0], _ => new FilterGroup("", FilterJoin.And, present) };
    }

    /// <summary>A condition made by code; values as JSON.</summary>
    public static FilterCondition Of(string member, FilterOperator op, params object[] values) =>
        new("", member, op, [.. values.Select(v => JsonSerializer.SerializeToElement(v))]);

    private static int Values(Filter? filter) => filter switch
    {
        FilterGroup group => group.Parts.Sum(Values),
        FilterCondition condition => condition.Values.Length,
        _ => 0,
    };

    private static Filter? Read(JsonElement json, string path, List<Problem> problems, int depth, ref int count)
    {
        count++;
        if (json.ValueKind != JsonValueKind.Object || depth > MaxDepth)
            return Bad(problems, path, "filter.shape");
        // Two of them side by side would leave open how they join; taking the first would show more than was asked for.
        if (Kinds.Count(kind => json.TryGetProperty(kind, out _)) > 1)
            return Bad(problems, path, "filter.shape");
        if (json.TryGetProperty("and", out var and))
            return Group(and, path + "/and", FilterJoin.And, problems, depth, ref count);
        if (json.TryGetProperty("or", out var or))
            return Group(or, path + "/or", FilterJoin.Or, problems, depth, ref count);
        if (json.TryGetProperty("not", out var not))
            return Read(not, path + "/not", problems, depth + 1, ref count) is { } inner ? new FilterGroup(path, FilterJoin.Not, [inner]) : null;
        return Condition(json, path, problems);
    }

    private static Filter? Group(JsonElement list, string path, FilterJoin join, List<Problem> problems, int depth, ref int count)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return Bad(problems, path, "filter.shape");
        var parts = ImmutableArray.CreateBuilder<Filter>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
            if (Read(item, $"{path}/{index++}", problems, depth + 1, ref count) is { } part)
                parts.Add(part);
        return new FilterGroup(path, join, parts.ToImmutable());
    }

    private static Filter? Condition(JsonElement json, string path, List<Problem> problems)
    {
        if (!json.TryGetProperty("member", out var member) || member.ValueKind != JsonValueKind.String)
            return Bad(problems, path + "/member", "filter.member");
        if (!json.TryGetProperty("operator", out var name) || name.ValueKind != JsonValueKind.String
            || !FilterOperators.TryParse(name.GetString()!, out var op))
            return Bad(problems, path + "/operator", "filter.operator", ("operator", name.ValueKind == JsonValueKind.String ? name.GetString() : null));
        var values = ImmutableArray<JsonElement>.Empty;
        if (json.TryGetProperty("values", out var list))
        {
            if (list.ValueKind != JsonValueKind.Array)
                return Bad(problems, path + "/values", "filter.values");
            values = [.. list.EnumerateArray()];
        }
        return new FilterCondition(path, member.GetString()!, op, values);
    }

    private static Filter? Bad(List<Problem> problems, string path, string code, params (string, object?)[] parameters)
    {
        var problem = new Problem(path, code);
        foreach (var (name, value) in parameters)
            problem = problem.With(name, value);
        problems.Add(problem);
        return null;
    }
}

public enum FilterJoin
{
    And,
    Or,
    Not,
}

/// <summary>Parts joined by and, by or, or one negated part. An empty <c>and</c> holds always, an empty <c>or</c> never.</summary>
public sealed record FilterGroup(string Path, FilterJoin Join, ImmutableArray<Filter> Parts) : Filter(Path);

/// <summary>One comparison.</summary>
public sealed record FilterCondition(string Path, string Member, FilterOperator Operator, ImmutableArray<JsonElement> Values) : Filter(Path);
