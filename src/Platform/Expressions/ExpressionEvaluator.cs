using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Jint.Runtime;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// Evaluates checked expressions. One instance serves the process: it is safe to call from many threads and from within an
/// evaluation (a context that computes another formula). Each call borrows an engine from a pool.
/// </summary>
public sealed class ExpressionEvaluator
{
    private static readonly int MostEngines = Environment.ProcessorCount * 4;

    private readonly ConditionalWeakTable<CheckedExpression, ExpressionScript> _scripts = [];
    private readonly ConcurrentBag<ExpressionEngine> _engines = [];

    /// <summary>
    /// The value in the C# type of <see cref="CheckedExpression.Type"/>; null is blank, which as a condition is not met.
    /// Numbers are exact and not rounded; see <see cref="ExpressionRounding"/>.
    /// </summary>
    /// <exception cref="ExpressionLimitException">A limit was passed.</exception>
    /// <exception cref="InvalidCastException">The context gave a value of another type than the schema promised.</exception>
    public object? Evaluate(CheckedExpression expression, IExpressionContext context)
    {
        var script = _scripts.GetValue(expression, ExpressionScript.Prepare);
        if (!_engines.TryTake(out var engine))
        {
            engine = new ExpressionEngine();
        }

        object? result;
        try
        {
            result = engine.Run(script, context);
        }
        catch (Exception exception)
        {
            // An engine that was stopped midway is not used again.
            engine.Dispose();
            if (exception is MemoryLimitExceededException or StatementsCountOverflowException
                or RecursionDepthOverflowException or TimeoutException or ExecutionCanceledException)
            {
                throw new ExpressionLimitException($"The expression was ended: {exception.Message}", exception);
            }

            throw;
        }

        Return(engine);
        return result;
    }

    private void Return(ExpressionEngine engine)
    {
        if (_engines.Count < MostEngines)
        {
            _engines.Add(engine);
        }
        else
        {
            engine.Dispose();
        }
    }
}
