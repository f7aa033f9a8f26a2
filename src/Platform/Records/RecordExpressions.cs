using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Evaluates expressions over a record that is being saved.</summary>
public sealed class RecordExpressions(ExpressionEvaluator evaluator, RelatedValues related)
{
    public async Task<object?> EvaluateAsync(RecordChange change, CheckedExpression expression, CancellationToken ct)
    {
        await related.LoadAsync(change, expression, ct);
        return evaluator.Evaluate(expression, new Context(change, evaluator));
    }

    /// <summary>A blank condition counts as not met.</summary>
    public async Task<bool> IsMetAsync(RecordChange change, CheckedExpression condition, CancellationToken ct) =>
        await EvaluateAsync(change, condition, ct) is true;

    /// <summary>The result as a value of the field: numbers rounded to its scale, whole numbers for whole fields.</summary>
    public async Task<object?> EvaluateForAsync(RecordChange change, CheckedExpression expression, FieldDefinition field, CancellationToken ct)
    {
        var result = await EvaluateAsync(change, expression, ct);
        if (result is not (decimal or long))
            return result;
        var number = Convert.ToDecimal(result);
        if (field.Type.Column == ColumnKind.Reference)
            return (long)number;
        // Too large to keep exactly is blank, like any result that cannot be had.
        if (Math.Abs(number) > NumberFieldType.Largest(field.Scale))
            return null;
        var rounded = ExpressionRounding.ToScale(number, field.Scale);
        return field.Type.Column == ColumnKind.Integer ? (object)(long)rounded : rounded;
    }

    private sealed class Context(RecordChange change, ExpressionEvaluator evaluator) : IExpressionContext
    {
        public DateOnly Today => change.Today;
        public DateTimeOffset Now => change.Now;

        public object? Get(string path) => path.Contains('.') ? change.Related.GetValueOrDefault(path)
            : change.Form.Field(path) is { IsLive: true, Formula: { } formula } ? evaluator.Evaluate(formula, this)
            : Value(change.After, path);

        public object? Aggregate(AggregateNode node) => change.Related.GetValueOrDefault(node.Source);

        public object? Prior(string path) => change.Before is { } before ? Value(before, path) : null;

        public bool Changed(string path) => change.IsCreate ? change.After[path] is not null : change.Changes(path);

        public bool HasRole(string role) => change.Access.Actor.Roles.Contains(role);

        public bool IsMember(string team) => false; // teams by key arrive with team rules; until then nobody is a member

        private static object? Value(RecordData record, string path) => path switch
        {
            SystemMembers.Id => record.Id,
            SystemMembers.Version => record.Version,
            SystemMembers.CreatedAt => record.CreatedAt,
            SystemMembers.CreatedBy => record.CreatedBy,
            SystemMembers.UpdatedAt => record.UpdatedAt,
            SystemMembers.UpdatedBy => record.UpdatedBy,
            SystemMembers.DeletedAt => record.DeletedAt,
            _ => record[path] is RecordReference reference ? reference.Id : record[path],
        };
    }
}
