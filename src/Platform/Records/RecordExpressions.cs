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
    public async Task<object?> EvaluateForAsync(RecordChange change, CheckedExpression expression, FieldDefinition field, CancellationToken ct) =>
        ValueOf(field, await EvaluateAsync(change, expression, ct));

    /// <summary>
    /// The same as its author could have worked it out: blank when the expression reads a field hidden from them, and other records
    /// that they may not see read as blank.
    /// </summary>
    public async Task<object?> EvaluateForAuthorAsync(RecordChange change, CheckedExpression expression, FieldDefinition field, CancellationToken ct)
    {
        if (change.Access.Actor.IsUnbound)
            return await EvaluateForAsync(change, expression, field, ct);
        if (expression.Members.Any(m => change.Access.HidesPath(change.Form, m)) || expression.Aggregates.Any(a => a.OuterMembers.Any(m => change.Access.HidesPath(change.Form, m))))
            return null;
        await related.LoadAsync(change, expression, ct);
        var seen = await related.SeenAsync(change, expression, ct);
        return ValueOf(field, evaluator.Evaluate(expression, new Context(change, evaluator, seen)));
    }

    private static object? ValueOf(FieldDefinition field, object? result)
    {
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

    /// <param name="seen">What the author sees of other records, where that counts and not what is there.</param>
    private sealed class Context(RecordChange change, ExpressionEvaluator evaluator, IReadOnlyDictionary<string, object?>? seen = null) : IExpressionContext
    {
        public DateOnly Today => change.Today;
        public DateTimeOffset Now => change.Now;

        public object? Get(string path) => path.Contains('.') ? seen is not null && seen.TryGetValue(path, out var known) ? known : change.Related.GetValueOrDefault(path)
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
