using Acornima.Ast;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>Aggregates over related records: the list exists, and what is asked of its records fits them.</summary>
internal sealed partial class ExpressionChecker
{
    private static AggregateFunction? AggregateOf(string name) => name switch
    {
        "count" => AggregateFunction.Count,
        "sum" => AggregateFunction.Sum,
        "min" => AggregateFunction.Min,
        "max" => AggregateFunction.Max,
        _ => null,
    };

    // `min` and `max` are functions of numbers too: what the first argument begins with tells which is meant.
    private (string Name, string? Path, IExpressionSchema Schema)? ListIn(CallExpression call)
    {
        if (call.Arguments.Count == 0)
        {
            return null;
        }

        var names = new Stack<string>();
        var rest = (Node)call.Arguments[0];
        while (rest is MemberExpression { Computed: false, Optional: false, Property: Identifier property } member)
        {
            names.Push(property.Name);
            rest = member.Object;
        }

        return rest is Identifier { Name: var list } && schema.TypeOf(list) is null && schema.ListOf(list) is { } inner
            ? (list, names.Count == 0 ? null : string.Join('.', names), inner)
            : null;
    }

    private AggregateNode? CheckAggregate(
        CallExpression call, AggregateFunction function, string list, string? path, IExpressionSchema inner, int depth)
    {
        var problemsBefore = _problems.Count;
        var name = function.ToString().ToLowerInvariant();
        if (call.Arguments.Count > 2)
        {
            Refuse(call.Start, ExpressionCodes.Arity, $"{name} takes a list and a condition, not {call.Arguments.Count} arguments.", ("name", name), ("signature", $"{name}(list, condition?)"));
        }

        var type = TypeOfAggregate(call, function, name, path, inner);
        var condition = call.Arguments.Count == 2 ? CheckCondition(call.Arguments[1], inner, depth) : null;
        if (!options.AllowVolatile)
        {
            Refuse(call.Start, ExpressionCodes.Volatile, $"{name}({list}) changes without the record, so its result cannot be stored.", ("name", $"{name}({list})"));
        }

        if (_problems.Count > problemsBefore || type is null)
        {
            return null;
        }

        _isVolatile = true;
        var node = new AggregateNode(function, list, path, condition, source[call.Start..call.End], type.Value, call.Start);
        _aggregates.Add(node);
        _members.UnionWith(node.OuterMembers);
        return node;
    }

    private ExpressionType? TypeOfAggregate(CallExpression call, AggregateFunction function, string name, string? path, IExpressionSchema inner)
    {
        if (function == AggregateFunction.Count)
        {
            if (path is not null)
            {
                Refuse(call.Arguments[0].Start, ExpressionCodes.Argument, "count takes the list itself, not a field of it.", ("name", name), ("parameter", "list"));
            }

            return ExpressionType.Number;
        }

        if (path is null || inner.TypeOf(path) is not { } type)
        {
            Refuse(
                call.Arguments[0].Start,
                ExpressionCodes.UnknownMember,
                path is null ? $"{name} takes a field of the list." : $"There is no field {path} on these records.",
                ("name", path ?? name));
            return null;
        }

        var fits = function == AggregateFunction.Sum ? type == ExpressionType.Number : type is ExpressionType.Number or ExpressionType.Date or ExpressionType.Instant;
        if (!fits)
        {
            Refuse(call.Arguments[0].Start, ExpressionCodes.Type, $"{name} does not take {type.Word()}.", ("name", name), ("parameter", "field"));
            return null;
        }

        return type;
    }

    // A condition over other records becomes SQL, so it is held to what SQL can say.
    private CheckedExpression? CheckCondition(Expression syntax, IExpressionSchema inner, int depth)
    {
        var result = new ExpressionChecker(source, inner, options with { Expect = ExpressionType.Boolean, AllowChange = false }).CheckAll(syntax, depth + 1);
        _problems.AddRange(result.Problems);
        if (result.Expression is { } condition)
        {
            _problems.AddRange(ExpressionSql.Check(condition));
        }

        return result.Expression;
    }

    private void RefuseList(CallExpression call, string name)
    {
        var asked = call.Arguments.Count > 0 ? source[call.Arguments[0].Start..call.Arguments[0].End] : "";
        Refuse(call.Start, ExpressionCodes.UnknownList, $"{name} takes a list of related records; there is none named {asked}.", ("name", asked));
    }
}
