using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Tests.Expressions;

/// <summary>A record in memory: what expressions may name, and what each name holds.</summary>
public sealed record SampleRecord : IExpressionSchema, IExpressionContext
{
    public static readonly ExpressionOptions EverythingAllowed = new() { AllowVolatile = true, AllowChange = true };

    public IReadOnlyDictionary<string, ExpressionType> Schema { get; init; } = new Dictionary<string, ExpressionType>();

    public IReadOnlyDictionary<string, int> Scales { get; init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyDictionary<string, object?> Before { get; init; } = new Dictionary<string, object?>();

    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Teams { get; init; } = new HashSet<string>();

    public DateOnly Today { get; init; } = new(2024, 2, 29);

    public DateTimeOffset Now { get; init; } = new(2024, 2, 29, 10, 30, 0, TimeSpan.Zero);

    public ExpressionType? TypeOf(string path) => Schema.TryGetValue(path, out var type) ? type : null;

    public object? Get(string path) => Values.GetValueOrDefault(path);

    public object? Prior(string path) => Before.GetValueOrDefault(path);

    public bool Changed(string path) => Before.ContainsKey(path) && !Equals(Prior(path), Get(path));

    public bool HasRole(string role) => Roles.Contains(role);

    public bool IsMember(string team) => Teams.Contains(team);

    public CheckedExpression Parse(string source)
    {
        var result = ExpressionParser.Parse(source, this, EverythingAllowed);
        Assert.True(result.Success, $"{source}: {string.Join("; ", result.Problems)}");
        return result.Expression;
    }
}
