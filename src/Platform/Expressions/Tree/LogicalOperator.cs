namespace NoCodeCrm.Platform.Expressions;

public enum LogicalOperator
{
    And,
    Or,
}
