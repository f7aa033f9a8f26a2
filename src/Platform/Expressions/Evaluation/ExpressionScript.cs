using Acornima.Ast;
using Jint;
using Jint.Native;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// A checked tree as JavaScript for the engine. The text holds only names of ours and numbers of places: constants and
/// paths are looked up by index, so nothing that a user wrote becomes script.
/// </summary>
internal sealed class ExpressionScript
{
    private readonly List<JsValue> _constants = [];
    private readonly List<MemberNode> _members = [];
    private readonly List<AggregateNode> _aggregates = [];

    private ExpressionScript(ExpressionNode root)
    {
        Source = Write(root);
        Program = Engine.PrepareScript(Source, strict: true);
    }

    public string Source { get; }

    public Prepared<Script> Program { get; }

    public IReadOnlyList<JsValue> Constants => _constants;

    public IReadOnlyList<MemberNode> Members => _members;

    public IReadOnlyList<AggregateNode> Aggregates => _aggregates;

    public static ExpressionScript Prepare(CheckedExpression expression) => new(expression.Root);

    private string Write(ExpressionNode node) => node switch
    {
        LiteralNode { Value: null } => "null",
        LiteralNode { Value: bool truth } => truth ? "true" : "false",
        LiteralNode literal => Constant(literal.Value),
        MemberNode member => Member(member),
        UnaryNode { Operator: UnaryOperator.Not } not => $"!{Condition(not.Operand)}",
        UnaryNode negate => $"{ExpressionEngine.Negate}({Write(negate.Operand)})",
        LogicalNode logical => $"({Condition(logical.Left)} {logical.Operator.Symbol()} {Condition(logical.Right)})",
        ConditionalNode choice => $"({Condition(choice.Test)} ? {Write(choice.WhenMet)} : {Write(choice.Otherwise)})",
        BinaryNode binary => $"{ExpressionEngine.NameOf(binary.Operator)}({Write(binary.Left)}, {Write(binary.Right)})",
        ListNode { Type: ExpressionType.TextList } list => $"{ExpressionEngine.Texts}({Write(list.Items)})",
        ListNode list => $"{ExpressionEngine.References}({Write(list.Items)})",
        AggregateNode aggregate => Aggregate(aggregate),
        CallNode call => $"{call.Function}({Arguments(call)})",
        _ => throw new InvalidOperationException($"No script for {node.GetType().Name}."),
    };

    private string Write(IEnumerable<ExpressionNode> nodes) => string.Join(", ", nodes.Select(Write));

    // A blank condition is not met: only true itself counts, whatever JavaScript holds for true.
    private string Condition(ExpressionNode node) => $"({Write(node)} === true)";

    // changed() and prior() ask about a field, not about its value.
    private string Arguments(CallNode call) => ExpressionFunctions.Get(call.Function).ReadsChange
        ? Constant(call.Arguments[0])
        : Write(call.Arguments);

    private string Constant(object? value)
    {
        _constants.Add(HostValue.Wrap(value));
        return $"{ExpressionEngine.Constant}({_constants.Count - 1})";
    }

    private string Aggregate(AggregateNode aggregate)
    {
        _aggregates.Add(aggregate);
        return $"{ExpressionEngine.Aggregate}({_aggregates.Count - 1})";
    }

    private string Member(MemberNode member)
    {
        _members.Add(member);
        return $"{ExpressionEngine.Member}({_members.Count - 1})";
    }
}
