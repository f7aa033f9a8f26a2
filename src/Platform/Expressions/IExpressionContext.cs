namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// What one evaluation may ask: the record, the clock, the actor. Asked only while <c>Evaluate</c> runs and on its thread.
/// Values have the C# types listed at <see cref="ExpressionType"/> (numbers also as long); blank is null.
/// </summary>
public interface IExpressionContext
{
    /// <summary>Today in the installation's zone.</summary>
    DateOnly Today { get; }

    /// <summary>Fixed for the whole command.</summary>
    DateTimeOffset Now { get; }

    object? Get(string path);

    /// <summary>A value over related records. Asked only where the schema of the expression has lists.</summary>
    object? Aggregate(AggregateNode node) => throw new NotSupportedException($"There are no related records to answer {node.Source}.");

    /// <summary>The value before this save; null on a new record.</summary>
    object? Prior(string path);

    bool Changed(string path);

    bool HasRole(string role);

    bool IsMember(string team);
}
