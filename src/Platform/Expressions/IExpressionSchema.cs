namespace NoCodeCrm.Platform.Expressions;

/// <summary>The fields that an expression may read.</summary>
public interface IExpressionSchema
{
    /// <summary>The type behind a path such as <c>amount</c> or <c>account.industry</c>; null when there is none.</summary>
    ExpressionType? TypeOf(string path);

    /// <summary>The fields of the records that point here through a relation of this name; null when none does.</summary>
    IExpressionSchema? ListOf(string name) => null;

    /// <summary>Whether the value behind a path changes without the record being saved, as days in a stage do.</summary>
    bool IsVolatile(string path) => false;
}
