namespace NoCodeCrm.Platform.Expressions;

public enum UnaryOperator
{
    Not,
    Negate,
}
