namespace NoCodeCrm.Platform.Expressions;

/// <summary>The fields that an expression may read.</summary>
public interface IExpressionSchema
{
    /// <summary>The type behind a path such as <c>amount</c> or <c>account.industry</c>; null when there is none.</summary>
    ExpressionType? TypeOf(string path);
}
