using Jint;
using Jint.Native;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// One Jint engine whose only globals are the functions of the language, frozen. It runs one script at a time. It has no way to
/// the CLR other than these functions, and cannot compile text.
/// </summary>
internal sealed class ExpressionEngine : IDisposable
{
    public const string Constant = "$constant";
    public const string Member = "$member";
    public const string Aggregate = "$aggregate";
    public const string Negate = "$negate";
    public const string Texts = "$texts";
    public const string References = "$references";

    // Our scripts name nothing of JavaScript's own, so it is taken away rather than only frozen.
    private const string RemoveGlobals = """
        {
            const { ownKeys, deleteProperty } = Reflect;
            for (const key of ownKeys(globalThis)) deleteProperty(globalThis, key);
        }
        """;

    private readonly Engine _engine;
    private ExpressionScript? _script;
    private IExpressionContext? _context;

    public ExpressionEngine()
    {
        _engine = new Engine(options => options
            .Strict()
            .DisableStringCompilation()
            .LimitRecursion(ExpressionLimits.Recursion)
            .LimitMemory(ExpressionLimits.MemoryBytes)
            .TimeoutInterval(ExpressionLimits.Time)
            .MaxStatements(ExpressionLimits.Statements));
        _engine.Execute(RemoveGlobals);
        DefineFunctions();
        _engine.Global.PreventExtensions();
    }

    public static string NameOf(BinaryOperator op) => "$" + op;

    public object? Run(ExpressionScript script, IExpressionContext context)
    {
        _script = script;
        _context = context;
        try
        {
            return HostValue.Unwrap(_engine.Evaluate(script.Program));
        }
        finally
        {
            _script = null;
            _context = null;
        }
    }

    public void Dispose() => _engine.Dispose();

    private void DefineFunctions()
    {
        Define(Constant, arguments => _script!.Constants[Index(arguments)]);
        Define(Member, arguments => Read(_script!.Members[Index(arguments)]));
        Define(Aggregate, arguments => Read(_script!.Aggregates[Index(arguments)]));
        Define(Negate, arguments => HostValue.Unwrap(arguments[0]) is decimal number ? HostValue.Wrap(-number) : JsValue.Null);
        Define(Texts, arguments => HostValue.Wrap(List<string>(arguments)));
        Define(References, arguments => HostValue.Wrap(List<long>(arguments)));
        foreach (var op in Enum.GetValues<BinaryOperator>())
        {
            Define(NameOf(op), arguments => HostValue.Wrap(
                Calculate(op, HostValue.Unwrap(arguments[0]), HostValue.Unwrap(arguments[1]))));
        }

        foreach (var function in ExpressionFunctions.All)
        {
            Define(function.Name, arguments => HostValue.Wrap(Call(function, arguments)));
        }
    }

    private void Define(string name, Func<JsValue[], JsValue> body)
    {
        var function = new ClrFunction(_engine, name, (_, arguments) => body(arguments));
        _engine.Global.FastSetProperty(name, new PropertyDescriptor(function, PropertyFlag.AllForbidden));
    }

    private static int Index(JsValue[] arguments) => (int)arguments[0].AsNumber();

    private JsValue Read(MemberNode member) =>
        HostValue.Wrap(ExpressionValues.Enter(_context!.Get(member.Path), member.Type, member.Path));

    private JsValue Read(AggregateNode node) =>
        HostValue.Wrap(ExpressionValues.Enter(_context!.Aggregate(node), node.Type, node.Source));

    private object? Call(ExpressionFunction function, JsValue[] arguments)
    {
        var values = Array.ConvertAll(arguments, HostValue.Unwrap);
        return function.Call(values, _context!);
    }

    private static object? Calculate(BinaryOperator op, object? left, object? right)
    {
        if (op.IsComparison())
        {
            return ExpressionValues.Compare(op, left, right);
        }

        return (left, right) switch
        {
            (decimal a, decimal b) => ExpressionNumbers.Calculate(op, a, b),
            (string a, string b) => Join(a, b),
            _ => null,
        };
    }

    private static string Join(string left, string right) => left.Length + right.Length <= ExpressionLimits.TextLength
        ? left + right
        : throw new ExpressionLimitException($"A text of more than {ExpressionLimits.TextLength} characters.");

    private static List<T>? List<T>(JsValue[] items)
    {
        var list = items.Select(HostValue.Unwrap).OfType<T>().ToList();
        return list.Count == 0 ? null : list;
    }
}
