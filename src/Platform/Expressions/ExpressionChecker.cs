using Acornima;
using Acornima.Ast;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// Turns the parser's tree into ours, node by listed node, giving each a type. What is not listed here is not in the
/// language. A part with a problem becomes null, and the rest is checked all the same, so that every problem is told at once.
/// </summary>
internal sealed partial class ExpressionChecker(string source, IExpressionSchema schema, ExpressionOptions options)
{
    private readonly List<ExpressionProblem> _problems = [];
    private readonly SortedSet<string> _members = new(StringComparer.Ordinal);
    private readonly List<AggregateNode> _aggregates = [];
    private bool _isVolatile;

    /// <param name="depth">How deep the expression stands in another one.</param>
    public ExpressionParseResult CheckAll(Expression syntax, int depth = 0)
    {
        var root = Check(syntax, depth + 1);
        if (root is not null && options.Expect is { } expected && ExpressionTypes.Common([root.Type, expected]) != expected)
        {
            Refuse(root.Position, ExpressionCodes.Type, $"The result must be {expected.Word()}, but is {root.Type.Word()}.");
        }

        return _problems.Count == 0
            ? new(new CheckedExpression(source, root!, _members, _aggregates, _isVolatile), [])
            : new(null, [.. _problems.OrderBy(problem => problem.Position)]);
    }

    public static ExpressionProblem TooDeep(int position) => new(
        position,
        ExpressionCodes.TooDeep,
        $"An expression nests at most {ExpressionLimits.Depth} levels deep.",
        new Dictionary<string, string> { ["limit"] = $"{ExpressionLimits.Depth}" });

    private ExpressionNode? Check(Node node, int depth)
    {
        if (depth > ExpressionLimits.Depth)
        {
            // Once is enough: every further branch would say the same.
            if (!_problems.Exists(problem => problem.Code == ExpressionCodes.TooDeep))
            {
                _problems.Add(TooDeep(node.Start));
            }

            return null;
        }

        return node switch
        {
            StringLiteral text => CheckText(text),
            NumericLiteral number => CheckNumber(number),
            BooleanLiteral truth => new LiteralNode(truth.Value, ExpressionType.Boolean, node.Start),
            NullLiteral => new LiteralNode(null, ExpressionType.Blank, node.Start),
            Identifier or MemberExpression => CheckMember((Expression)node),
            UnaryExpression unary => CheckUnary(unary, depth),
            LogicalExpression logical => CheckLogical(logical, depth),
            BinaryExpression binary => CheckBinary(binary, depth),
            ConditionalExpression choice => CheckChoice(choice, depth),
            ArrayExpression list => CheckList(list, depth),
            CallExpression { Optional: false } call => CheckCall(call, depth),
            _ => Unsupported(node),
        };
    }

    private LiteralNode? CheckText(StringLiteral text)
    {
        if (!ExpressionText.IsStorable(text.Value))
        {
            Refuse(text.Start, ExpressionCodes.Text, "This text holds a character that cannot be stored.");
            return null;
        }

        return new LiteralNode(text.Value, ExpressionType.Text, text.Start);
    }

    private LiteralNode? CheckNumber(NumericLiteral number)
    {
        if (ExpressionNumberLiteral.Read(number.Raw) is { } value)
        {
            return new LiteralNode(value, ExpressionType.Number, number.Start);
        }

        Refuse(
            number.Start,
            ExpressionCodes.Number,
            $"A number is written in plain digits such as 1250.50, at most {ExpressionLimits.NumberDigits} of them.");
        return null;
    }

    private MemberNode? CheckMember(Expression syntax)
    {
        if (PathOf(syntax) is not { } path)
        {
            return null;
        }

        if (schema.TypeOf(path) is { } type)
        {
            if (schema.IsVolatile(path))
            {
                _isVolatile = true;
                if (!options.AllowVolatile)
                {
                    Refuse(
                        syntax.Start,
                        ExpressionCodes.Volatile,
                        $"{path} changes without the record, so its result cannot be stored.",
                        ("name", path));
                    return null;
                }
            }

            _members.Add(path);
            return new MemberNode(path, type, syntax.Start);
        }

        var isFunction = ExpressionFunctions.Names.Contains(path);
        Refuse(
            syntax.Start,
            ExpressionCodes.UnknownMember,
            isFunction ? $"{path} is a function: write {path}()." : $"There is no field {path}.",
            ("name", path),
            ("suggestion", isFunction ? path + "()" : null));
        return null;
    }

    // The dotted path of `a.b.c`; anything else that JavaScript calls a member is refused where it starts.
    private string? PathOf(Expression syntax)
    {
        var names = new Stack<string>();
        var rest = syntax;
        while (rest is MemberExpression { Computed: false, Optional: false, Property: Identifier property } member)
        {
            names.Push(property.Name);
            rest = member.Object;
        }

        if (rest is not Identifier first)
        {
            Unsupported(rest is MemberExpression ? rest : syntax);
            return null;
        }

        names.Push(first.Name);
        if (names.FirstOrDefault(name => name is "constructor" or "prototype" or "__proto__") is { } forbidden)
        {
            Refuse(syntax.Start, ExpressionCodes.Unsupported, $"{forbidden} is no field.", ("name", forbidden));
            return null;
        }

        return string.Join('.', names);
    }

    private ExpressionNode? CheckUnary(UnaryExpression unary, int depth)
    {
        if (unary.Operator is not (Operator.LogicalNot or Operator.UnaryNegation))
        {
            return Unsupported(unary);
        }

        if (Check(unary.Argument, depth + 1) is not { } operand)
        {
            return null;
        }

        return unary.Operator == Operator.LogicalNot
            ? Require(operand, ExpressionType.Boolean, "!")
                ? new UnaryNode(UnaryOperator.Not, operand, ExpressionType.Boolean, unary.Start)
                : null
            : Negated(operand, unary.Start);
    }

    // -5 is one literal, so that what takes a number written in the source takes this one too.
    private ExpressionNode? Negated(ExpressionNode operand, int position) => operand switch
    {
        LiteralNode { Value: decimal number } => new LiteralNode(-number, ExpressionType.Number, position),
        _ when Require(operand, ExpressionType.Number, "-") =>
            new UnaryNode(UnaryOperator.Negate, operand, ExpressionType.Number, position),
        _ => null,
    };

    private LogicalNode? CheckLogical(LogicalExpression logical, int depth)
    {
        LogicalOperator op;
        switch (logical.Operator)
        {
            case Operator.LogicalAnd: op = LogicalOperator.And; break;
            case Operator.LogicalOr: op = LogicalOperator.Or; break;
            default:
                Refuse(logical.Start, ExpressionCodes.Unsupported, "?? is not in the language; use coalesce(a, b).", ("suggestion", "coalesce"));
                return null;
        }

        var (left, right) = (Check(logical.Left, depth + 1), Check(logical.Right, depth + 1));
        var fits = (left is null || Require(left, ExpressionType.Boolean, op.Symbol()))
            & (right is null || Require(right, ExpressionType.Boolean, op.Symbol()));
        return fits && left is not null && right is not null
            ? new LogicalNode(op, left, right, ExpressionType.Boolean, logical.Start)
            : null;
    }

    private BinaryNode? CheckBinary(BinaryExpression binary, int depth)
    {
        if (OperatorOf(binary.Operator) is not { } op)
        {
            Unsupported(binary);
            return null;
        }

        var (left, right) = (Check(binary.Left, depth + 1), Check(binary.Right, depth + 1));
        if (left is null || right is null)
        {
            return null;
        }

        return op.IsComparison() ? Comparison(op, left, right, binary.Start) : Arithmetic(op, left, right, binary.Start);
    }

    private BinaryNode? Comparison(BinaryOperator op, ExpressionNode left, ExpressionNode right, int position)
    {
        if (left.Type == ExpressionType.Blank || right.Type == ExpressionType.Blank)
        {
            Refuse(
                position,
                ExpressionCodes.BlankComparison,
                "A comparison with null is always false; use isBlank(x) or !isBlank(x).",
                ("suggestion", "isBlank"));
            return null;
        }

        if (left.Type != right.Type || left.Type.IsList() || (op.IsOrdering() && !left.Type.HasOrder()))
        {
            RefuseOperands(op, left, right, position);
            return null;
        }

        return new BinaryNode(op, left, right, ExpressionType.Boolean, position);
    }

    private BinaryNode? Arithmetic(BinaryOperator op, ExpressionNode left, ExpressionNode right, int position)
    {
        var fits = left.Type == right.Type
            && (left.Type == ExpressionType.Number || (left.Type == ExpressionType.Text && op == BinaryOperator.Add));
        if (!fits)
        {
            RefuseOperands(op, left, right, position);
            return null;
        }

        return new BinaryNode(op, left, right, left.Type, position);
    }

    private void RefuseOperands(BinaryOperator op, ExpressionNode left, ExpressionNode right, int position)
    {
        var isDate = left.Type is ExpressionType.Date or ExpressionType.Instant
            && op is BinaryOperator.Add or BinaryOperator.Subtract;
        var hint = isDate ? "; use dateAdd or dateDiff" : "";
        Refuse(
            position,
            ExpressionCodes.Type,
            $"{op.Symbol()} does not take {left.Type.Word()} and {right.Type.Word()}{hint}.",
            ("operator", op.Symbol()),
            ("left", left.Type.ToString()),
            ("right", right.Type.ToString()));
    }

    private ConditionalNode? CheckChoice(ConditionalExpression choice, int depth)
    {
        var test = Check(choice.Test, depth + 1);
        var fits = test is null || Require(test, ExpressionType.Boolean, "?");
        var (met, otherwise) = (Check(choice.Consequent, depth + 1), Check(choice.Alternate, depth + 1));
        if (!fits || test is null || met is null || otherwise is null)
        {
            return null;
        }

        if (ExpressionTypes.Common([met.Type, otherwise.Type]) is not { } type)
        {
            Refuse(
                choice.Start,
                ExpressionCodes.Type,
                $"Both results of a choice must be of one type, not {met.Type.Word()} and {otherwise.Type.Word()}.");
            return null;
        }

        return new ConditionalNode(test, met, otherwise, type, choice.Start);
    }

    private ListNode? CheckList(ArrayExpression list, int depth)
    {
        var items = new List<ExpressionNode?>();
        foreach (var element in list.Elements)
        {
            items.Add(element is null ? Unsupported(list) : Check(element, depth + 1));
        }

        if (items.Contains(null))
        {
            return null;
        }

        var nodes = items.OfType<ExpressionNode>().ToList();
        ExpressionType? type = ExpressionTypes.Common(nodes.ConvertAll(item => item.Type)) switch
        {
            ExpressionType.Text => ExpressionType.TextList,
            ExpressionType.Reference => ExpressionType.ReferenceList,
            _ => null,
        };
        if (type is null)
        {
            Refuse(list.Start, ExpressionCodes.Type, "A list holds texts or records, at least one and of one kind.");
            return null;
        }

        return new ListNode(nodes, type.Value, list.Start);
    }

    private bool Require(ExpressionNode node, ExpressionType type, string symbol)
    {
        if (node.Type == type)
        {
            return true;
        }

        Refuse(
            node.Position,
            ExpressionCodes.Type,
            $"{symbol} takes {type.Word()}, not {node.Type.Word()}.",
            ("operator", symbol),
            ("expected", type.ToString()),
            ("actual", node.Type.ToString()));
        return false;
    }

    private ExpressionNode? Unsupported(Node node)
    {
        var hint = node switch
        {
            BinaryExpression { Operator: Operator.StrictEquality } => "; write ==",
            BinaryExpression { Operator: Operator.StrictInequality } => "; write !=",
            TemplateLiteral => "; join texts with +",
            AssignmentExpression => "; compare with ==",
            _ => "",
        };
        Refuse(node.Start, ExpressionCodes.Unsupported, $"{node.TypeText} is not in the language{hint}.", ("syntax", node.TypeText));
        return null;
    }

    private void Refuse(int position, string code, string message, params (string Name, string? Value)[] parameters)
    {
        var named = parameters.Where(parameter => parameter.Value is not null).ToDictionary(p => p.Name, p => p.Value!);
        _problems.Add(new ExpressionProblem(position, code, message, named.Count == 0 ? null : named));
    }

    private static BinaryOperator? OperatorOf(Operator op) => op switch
    {
        Operator.Addition => BinaryOperator.Add,
        Operator.Subtraction => BinaryOperator.Subtract,
        Operator.Multiplication => BinaryOperator.Multiply,
        Operator.Division => BinaryOperator.Divide,
        Operator.Remainder => BinaryOperator.Remainder,
        Operator.Equality => BinaryOperator.Equal,
        Operator.Inequality => BinaryOperator.NotEqual,
        Operator.LessThan => BinaryOperator.Less,
        Operator.LessThanOrEqual => BinaryOperator.LessOrEqual,
        Operator.GreaterThan => BinaryOperator.Greater,
        Operator.GreaterThanOrEqual => BinaryOperator.GreaterOrEqual,
        _ => null,
    };
}
