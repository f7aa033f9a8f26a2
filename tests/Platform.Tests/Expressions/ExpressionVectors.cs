using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Tests.Expressions;

/// <summary>The file of vectors that every evaluator must answer alike.</summary>
public static class ExpressionVectors
{
    private static readonly JsonObject File = JsonNode.Parse(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expressions", "vectors.json")))!.AsObject();

    public static IReadOnlyList<ExpressionVector> All { get; } =
        [.. File["vectors"]!.AsArray().Select((vector, index) => Read(index, vector!.AsObject()))];

    public static TheoryData<ExpressionVector> WithResult => [.. All.Where(vector => vector.Problem is null)];

    public static TheoryData<ExpressionVector> WithProblem => [.. All.Where(vector => vector.Problem is not null)];

    public static TheoryData<ExpressionVector> WithSql => [.. All.Where(vector => vector.Sql)];

    private static ExpressionVector Read(int index, JsonObject vector)
    {
        JsonNode? Get(string name) => vector[name] ?? File[name];
        var schema = Get("schema")!.AsObject().ToDictionary(
            pair => pair.Key, pair => Enum.Parse<ExpressionType>(pair.Value!.GetValue<string>(), ignoreCase: true));
        return new ExpressionVector
        {
            Index = index,
            Source = vector["source"]!.GetValue<string>(),
            Record = new SampleRecord
            {
                Schema = schema,
                Scales = Get("scales")!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<int>()),
                Values = Values(vector["values"], schema),
                Before = Values(vector["prior"], schema),
                Today = DateOnly.Parse(Get("today")!.GetValue<string>()),
                Now = DateTimeOffset.Parse(Get("now")!.GetValue<string>()),
                Roles = Get("roles")!.AsArray().Select(role => role!.GetValue<string>()).ToHashSet(),
                Teams = Get("teams")!.AsArray().Select(team => team!.GetValue<string>()).ToHashSet(),
            },
            Result = vector["result"],
            Problem = vector["problem"]?.GetValue<string>(),
            Position = vector["position"]?.GetValue<int>(),
            Sql = vector["sql"]!.GetValue<bool>(),
        };
    }

    private static Dictionary<string, object?> Values(JsonNode? values, Dictionary<string, ExpressionType> schema) =>
        values is null ? [] : values.AsObject().ToDictionary(pair => pair.Key, pair => Value(pair.Value, schema[pair.Key]));

    public static object? Value(JsonNode? json, ExpressionType type) => (json, type) switch
    {
        (null, _) => null,
        (_, ExpressionType.Number) => json.GetValue<decimal>(),
        (_, ExpressionType.Text) => json.GetValue<string>(),
        (_, ExpressionType.Boolean) => json.GetValue<bool>(),
        (_, ExpressionType.Date) => DateOnly.ParseExact(json.GetValue<string>(), "yyyy-MM-dd"),
        (_, ExpressionType.Instant) => DateTimeOffset.Parse(json.GetValue<string>()),
        (_, ExpressionType.Reference) => json.GetValue<long>(),
        (_, ExpressionType.TextList) => json.Deserialize<List<string>>(),
        (_, ExpressionType.ReferenceList) => json.Deserialize<List<long>>(),
        _ => throw new InvalidOperationException($"No {type} in a vector."),
    };
}
