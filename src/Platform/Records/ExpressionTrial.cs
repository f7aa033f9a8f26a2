using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Where an expression is to stand, which decides what it may use.</summary>
public enum ExpressionUse
{
    /// <summary>A stored formula: the record alone.</summary>
    Formula,

    /// <summary>The default of a field: clock and author too.</summary>
    Default,

    /// <summary>A condition on a save: true or false; may ask what changed.</summary>
    Condition,

    /// <summary>A live formula: whatever the database can compute when it is read.</summary>
    Live,

    /// <summary>Which records of a form a role reaches: true or false, whatever the database can compute.</summary>
    Rows,
}

/// <summary>Checks an expression against a form as it is being designed, and shows what it gives on a record. Writes nothing.</summary>
public sealed class ExpressionTrial(RecordStore store, RecordExpressions expressions, ClockSource clock)
{
    /// <summary>Every problem, with its position; or the expression. Field: whose value it is to become, null for none.</summary>
    public static ExpressionParseResult Check(string source, FormModel form, MetadataSnapshot metadata, ExpressionUse use, FieldDefinition? field)
    {
        var result = ExpressionParser.Parse(source, new FormExpressionSchema(form, metadata), Options(use, field));
        if (!result.Success)
            return result;
        var problems = use switch
        {
            ExpressionUse.Live or ExpressionUse.Rows => ExpressionSql.Check(result.Expression),
            ExpressionUse.Formula => Foreign(result.Expression, form),
            _ => [],
        };
        return problems.Count == 0 ? result : new ExpressionParseResult(null, problems);
    }

    /// <summary>
    /// The value on a record that the actor may read; fields hidden from them count as blank. Null also where the answer would take
    /// other records, which only administrators see whole. The second member tells whether there is an answer at all.
    /// </summary>
    public async Task<(bool Known, object? Value)> EvaluateAsync(ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition? field, CheckedExpression expression, long id, CancellationToken ct)
    {
        var published = access.Metadata.Form(form.Key) ?? throw new NotFoundException("record");
        var record = await store.GetAsync(session, access, published, id, ct);
        var readsOthers = expression.Aggregates.Count > 0 || expression.Members.Any(m => m.Contains('.'));
        if (readsOthers && !access.Actor.IsUnbound)
            return (false, null);
        var change = new RecordChange
        {
            Session = session,
            Request = new WriteRequest { Access = access, Form = form, Kind = WriteKind.Update, Id = id, Via = "form" },
            Before = record,
            After = record.Copy(),
            Now = clock.Now,
            Today = clock.Today,
            WriteAlsoAsync = (_, _) => throw new InvalidOperationException("A trial writes nothing."),
        };
        return (true, field is null ? await expressions.EvaluateAsync(change, expression, ct) : await expressions.EvaluateForAsync(change, expression, field, ct));
    }

    private static ExpressionOptions Options(ExpressionUse use, FieldDefinition? field) => use switch
    {
        ExpressionUse.Condition => new() { AllowVolatile = true, AllowChange = true, Expect = ExpressionType.Boolean },
        ExpressionUse.Rows => new() { AllowVolatile = true, Expect = ExpressionType.Boolean },
        ExpressionUse.Formula => new() { Expect = field?.Type.Expression },
        _ => new() { AllowVolatile = true, Expect = field?.Type.Expression },
    };

    // A stored value must not depend on another record, which may change without this one being saved.
    private static List<ExpressionProblem> Foreign(CheckedExpression expression, FormModel form) =>
        [.. expression.Members.Where(m => m.Contains('.') && form.Field(m.Split('.')[0])?.Type is not StageFieldType)
            .Select(m => new ExpressionProblem(Math.Max(0, expression.Source.IndexOf(m, StringComparison.Ordinal)), "formula.related_member", "A stored formula may read only fields of its own record.", new Dictionary<string, string> { ["member"] = m }))];
}
