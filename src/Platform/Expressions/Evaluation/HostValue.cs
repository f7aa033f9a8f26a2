using Jint.Native;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// A value that the script engine carries but cannot look into: decimal, text, date, instant, id or list. It belongs to no
/// engine, so constants are shared between all of them. Booleans and blank are JavaScript's own.
/// </summary>
internal sealed class HostValue : JsValue
{
    private readonly object _value;

    private HostValue(object value)
        : base(Jint.Runtime.Types.Object)
    {
        _value = value;
    }

    public static JsValue Wrap(object? value) => value switch
    {
        null => Null,
        true => JsBoolean.True,
        false => JsBoolean.False,
        _ => new HostValue(value),
    };

    public static object? Unwrap(JsValue value) => value switch
    {
        HostValue host => host._value,
        JsBoolean truth => truth == JsBoolean.True,
        _ when value == Null => null,
        _ => throw new InvalidOperationException($"A script gave a {value.Type} that no function of the host made."),
    };

    public override object ToObject() => _value;
}
