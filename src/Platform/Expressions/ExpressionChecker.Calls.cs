using Acornima.Ast;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>Calls: the function exists, may be used here, and has the arguments that it takes.</summary>
internal sealed partial class ExpressionChecker
{
    private ExpressionNode? CheckCall(CallExpression call, int depth)
    {
        if (call.Callee is not Identifier { Name: var name })
        {
            RefuseMethod(call);
            return null;
        }

        if (AggregateOf(name) is { } aggregate && ListIn(call) is { } list)
        {
            return CheckAggregate(call, aggregate, list.Name, list.Path, list.Schema, depth);
        }

        if (AggregateOf(name) is not null && ExpressionFunctions.Find(name) is null)
        {
            RefuseList(call, name);
            return null;
        }

        var arguments = new List<ExpressionNode?>();
        foreach (var argument in call.Arguments)
        {
            arguments.Add(Check(argument, depth + 1));
        }

        if (ExpressionFunctions.Find(name) is not { } function)
        {
            RefuseName(call.Start, name);
            return null;
        }

        var problemsBefore = _problems.Count;
        CheckUse(call.Start, function);
        CheckArity(call.Start, function, arguments.Count);
        if (_problems.Count > problemsBefore || arguments.Contains(null))
        {
            return null;
        }

        return Call(function, [.. arguments.OfType<ExpressionNode>()], call.Start);
    }

    private CallNode? Call(ExpressionFunction function, List<ExpressionNode> arguments, int position)
    {
        var fits = true;
        for (var i = 0; i < arguments.Count; i++)
        {
            fits &= CheckArgument(function, function.ParameterAt(i), arguments[i]);
        }

        if (!fits)
        {
            return null;
        }

        if (function.Result(arguments.ConvertAll(argument => argument.Type)) is not { } type)
        {
            Refuse(
                position,
                ExpressionCodes.Type,
                $"The arguments of {function.Signature} do not fit each other: "
                    + $"{string.Join(", ", arguments.Select(argument => argument.Type.Word()))}.",
                ("name", function.Name));
            return null;
        }

        _isVolatile |= function.IsVolatile;
        return new CallNode(function.Name, arguments, type, position);
    }

    private void CheckUse(int position, ExpressionFunction function)
    {
        if (function.IsVolatile && !options.AllowVolatile)
        {
            Refuse(
                position,
                ExpressionCodes.Volatile,
                $"{function.Name}() changes without the record, so its result cannot be stored.",
                ("name", function.Name));
        }

        if (function.ReadsChange && !options.AllowChange)
        {
            Refuse(position, ExpressionCodes.Change, $"{function.Name}() has a meaning only while a record is saved.", ("name", function.Name));
        }
    }

    private void CheckArity(int position, ExpressionFunction function, int count)
    {
        if (count < function.LeastArguments || count > function.MostArguments)
        {
            Refuse(
                position,
                ExpressionCodes.Arity,
                $"{function.Name} is written {function.Signature}, not with {count} arguments.",
                ("name", function.Name),
                ("signature", function.Signature));
        }
    }

    private bool CheckArgument(ExpressionFunction function, ExpressionParameter parameter, ExpressionNode argument)
    {
        if (!parameter.Types.Contains(argument.Type))
        {
            Refuse(
                argument.Position,
                ExpressionCodes.Type,
                $"{parameter.Name} of {function.Signature} must be "
                    + $"{string.Join(" or ", parameter.Types.Select(type => type.Word()))}, not {argument.Type.Word()}.",
                ("name", function.Name),
                ("parameter", parameter.Name));
            return false;
        }

        var fault = parameter.Kind switch
        {
            ArgumentKind.Text when argument is not LiteralNode => "must be a text written here",
            ArgumentKind.Text when parameter.Choices is { } choices && !choices.Contains(((LiteralNode)argument).Value) =>
                $"must be one of {string.Join(", ", choices)}",
            ArgumentKind.Digits when argument is not LiteralNode { Value: decimal and >= 0 and <= 15 and var digits }
                || digits != decimal.Truncate(digits) => "must be a whole number from 0 to 15 written here",
            ArgumentKind.Field when argument is not MemberNode { Path: var path } || path.Contains('.') =>
                "must be a field of the record itself",
            _ => null,
        };
        if (fault is null)
        {
            return true;
        }

        Refuse(
            argument.Position,
            ExpressionCodes.Argument,
            $"{parameter.Name} of {function.Signature} {fault}.",
            ("name", function.Name),
            ("parameter", parameter.Name));
        return false;
    }

    private void RefuseName(int position, string name)
    {
        var nearest = ExpressionFunctions.Nearest(name);
        var hint = nearest is null ? "" : $" Did you mean {nearest}?";
        Refuse(position, ExpressionCodes.UnknownFunction, $"There is no function {name}.{hint}", ("name", name), ("suggestion", nearest));
    }

    // text.includes('x') and the like: say how it is written here.
    private void RefuseMethod(CallExpression call)
    {
        var method = call.Callee is MemberExpression { Computed: false, Property: Identifier { Name: var name } } ? name : null;
        var nearest = method is null ? null : ExpressionFunctions.Nearest(method);
        var hint = nearest is null ? "" : $" Write {ExpressionFunctions.Get(nearest).Signature}.";
        Refuse(call.Start, ExpressionCodes.Unsupported, $"Only the functions of the language can be called.{hint}", ("suggestion", nearest));
    }
}
