using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// Checks what a form says about others: targets of relations, pipelines, and its expressions, typed against the form
/// and the forms it points to. Answers the form with its expressions parsed.
/// </summary>
public static class FormCompiler
{
    private static readonly ExpressionOptions Stored = new();
    private static readonly ExpressionOptions Live = new() { AllowVolatile = true };
    private static readonly ExpressionOptions OnSave = new() { AllowVolatile = true };
    private static readonly ExpressionOptions Condition = new() { AllowVolatile = true, AllowChange = true, Expect = ExpressionType.Boolean };

    /// <summary>Lenient: references to forms or pipelines that do not exist yet are allowed (a template brings them in turn).</summary>
    public static FormModel Compile(FormModel form, MetadataSnapshot metadata, List<Problem> problems, bool lenient)
    {
        var schema = new FormExpressionSchema(form, metadata);
        var fields = form.Fields.Select(field => Compile(field, form, metadata, schema, problems, lenient)).ToList();
        CheckCycles(fields, problems);
        // A stored value must not depend on another record, which may change without this one being saved.
        foreach (var field in fields.Where(f => !f.IsLive && f.Formula?.Members.Any(m => m.Contains('.') && form.Field(m.Split('.')[0])?.Type is not StageFieldType) == true))
            problems.Add(new Problem($"/properties/{field.Key}/x-field/formula", "formula.related").With("field", field.Key));
        if (!lenient)
            SimilarRules.Check(form, schema, metadata, problems);
        return form with { Fields = [.. fields] };
    }

    private static FieldDefinition Compile(FieldDefinition field, FormModel form, MetadataSnapshot metadata, FormExpressionSchema schema, List<Problem> problems, bool lenient)
    {
        var path = $"/properties/{field.Key}/x-field";
        if (!lenient)
        {
            foreach (var target in field.Targets.Where(t => t != form.Key && metadata.Form(t) is null))
                problems.Add(new Problem(path + "/form", "form.unknown").With("form", target));
            if (field.Offer is { } offer && SingleTarget(field, form, metadata)?.Field(offer.While) is not { Type: BooleanFieldType })
                problems.Add(new Problem(path + "/offer/while", "field.offer_while").With("field", offer.While));
            if (field.Narrow is { } narrow && !Narrows(SingleTarget(field, form, metadata)?.Field(narrow.Field), form.Field(narrow.By)))
                problems.Add(new Problem(path + "/narrow", "field.narrow_fields").With("field", narrow.Field).With("by", narrow.By));
        }
        var silent = lenient ? [] : problems;
        return field with
        {
            Formula = Formula(field, schema, path + "/formula", silent),
            DefaultExpression = Parse(field.DefaultSource, schema, OnSave with { Expect = field.Type.Expression }, path + "/default", silent),
            RequiredWhen = Parse(field.RequiredSource, schema, Condition, path + "/requiredWhen", silent),
            ReadOnlyWhen = Parse(field.ReadOnlySource, schema, Condition, path + "/readOnlyWhen", silent),
        };
    }

    // Both sides hold one value of the same kind.
    private static bool Narrows(FieldDefinition? theirs, FieldDefinition? own) =>
        theirs is { IsLive: false, Type.Shape: FieldShape.Column } && own is { IsLive: false } && theirs.Type.Key == own.Type.Key && theirs.Targets.SequenceEqual(own.Targets);

    private static FormModel? SingleTarget(FieldDefinition field, FormModel form, MetadataSnapshot metadata) =>
        field.Targets is not [var target] ? null : target == form.Key ? form : metadata.Form(target);

    private static CheckedExpression? Formula(FieldDefinition field, FormExpressionSchema schema, string path, List<Problem> problems)
    {
        var options = (field.IsLive ? Live : Stored) with { Expect = field.Type.Expression };
        var formula = Parse(field.FormulaSource, schema, options, path, problems);
        if (formula is null || !field.IsLive)
            return formula;
        // What is computed when read is computed by the database.
        var untranslatable = ExpressionSql.Check(formula);
        problems.AddRange(untranslatable.Select(p => Describe(p, path)));
        return untranslatable.Count == 0 ? formula : null;
    }

    public static CheckedExpression? Parse(string? source, IExpressionSchema schema, ExpressionOptions options, string path, List<Problem> problems)
    {
        if (source is null)
            return null;
        var result = ExpressionParser.Parse(source, schema, options);
        foreach (var problem in result.Problems)
            problems.Add(Describe(problem, path));
        return result.Expression;
    }

    /// <summary>A problem of an expression as one of a document, with its position and what its message needs.</summary>
    public static Problem Describe(ExpressionProblem problem, string path)
    {
        var described = new Problem(path, problem.Code).With("position", problem.Position).With("detail", problem.Message);
        foreach (var (name, value) in problem.Parameters ?? new Dictionary<string, string>())
            described = described.With(name, value);
        return described;
    }

    // A formula may read other formulas, but not, by any way round, itself.
    private static void CheckCycles(List<FieldDefinition> fields, List<Problem> problems)
    {
        var formulas = fields.Where(f => f.Formula is not null).ToDictionary(f => f.Key);
        foreach (var field in formulas.Values)
            if (Way(field.Key, field.Key, formulas, []) is { } way)
                problems.Add(new Problem($"/properties/{field.Key}/x-field/formula", "formula.cycle").With("field", field.Key).With("way", string.Join(" → ", way)));
    }

    // The formulas from one to another, both included; null when none leads there.
    private static IEnumerable<string>? Way(string from, string target, Dictionary<string, FieldDefinition> formulas, HashSet<string> seen)
    {
        if (!formulas.TryGetValue(from, out var field))
            return null;
        foreach (var member in field.Formula!.Members)
            if (member == target)
                return [from, target];
            else if (seen.Add(member) && Way(member, target, formulas, seen) is { } rest)
                return rest.Prepend(from);
        return null;
    }
}

/// <summary>The members of a form, and through its relations those of others, as expressions see them.</summary>
/// <param name="outer">For the records of a list: the record that asks, read as <c>outer.stage</c>. They have no lists of their own.</param>
public sealed class FormExpressionSchema(FormModel form, MetadataSnapshot metadata, IExpressionSchema? outer = null) : IExpressionSchema
{
    public ExpressionType? TypeOf(string path)
    {
        if (Outer(path) is { } asked)
            return outer!.TypeOf(asked);
        var current = form;
        var parts = path.Split('.');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (i == parts.Length - 2 && current.Field(parts[i])?.Type is StageFieldType)
                return StageProperties.TypeOf(parts[^1]);
            if (Target(current, parts[i]) is not { } next)
                return null;
            current = next;
        }
        return Member(current, parts[^1]);
    }

    public IExpressionSchema? ListOf(string name) =>
        outer is null && RelatedLists.Find(metadata, form, name) is { } list ? new FormExpressionSchema(list.Form, metadata, this) : null;

    public bool IsVolatile(string path)
    {
        if (Outer(path) is { } asked)
            return outer!.IsVolatile(asked);
        var parts = path.Split('.');
        var current = form;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (current.Field(parts[i])?.Type is StageFieldType)
                return parts[^1] == StageProperties.Days;
            if (Target(current, parts[i]) is not { } next)
                return false;
            current = next;
        }
        return current.Field(parts[^1])?.IsLive == true;
    }

    private string? Outer(string path) =>
        outer is not null && path.StartsWith(AggregateNode.Outer, StringComparison.Ordinal) ? path[AggregateNode.Outer.Length..] : null;

    private FormModel? Target(FormModel from, string member)
    {
        var key = SystemMembers.Find(member) is { IsUser: true } ? BuiltInForms.User
            : from.Field(member) is { Type.Shape: FieldShape.Column, Targets: [var target] } ? target : null;
        return key is null ? null : key == form.Key ? form : metadata.Form(key);
    }

    private static ExpressionType? Member(FormModel form, string member) => SystemMembers.Find(member) is { } system
        ? system.Kind switch
        {
            Sql.ColumnKind.Instant => ExpressionType.Instant,
            Sql.ColumnKind.Reference => ExpressionType.Reference,
            _ => ExpressionType.Number,
        }
        : form.Field(member)?.Type.Expression;
}
