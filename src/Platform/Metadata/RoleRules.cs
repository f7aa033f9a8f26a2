using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// What a role says about forms that exist: conditions on rows are expressions of the form, limits name its fields, and no formula
/// that the role shows reads what the role hides or masks. Forms that do not exist yet are checked when they are published.
/// </summary>
internal static class RoleRules
{
    private static readonly ExpressionOptions Condition = new() { AllowVolatile = true, Expect = ExpressionType.Boolean };

    public static void Check(RoleModel role, MetadataSnapshot metadata, List<Problem> problems)
    {
        CheckAbilities(role, problems);
        var before = problems.Count;
        foreach (var (key, grant) in role.Forms)
        {
            if (metadata.Form(key) is not { } form)
                continue;
            foreach (var (name, scope) in new[] { ("read", grant.Read), ("update", grant.Update), ("delete", grant.Delete) })
                CheckCondition(form, scope.When, $"/forms/{key}/{name}/when", metadata, problems);
            CheckFields(form, grant, $"/forms/{key}/fields", problems);
        }
        // What a limit reveals is of interest once the limits themselves are right.
        foreach (var form in problems.Count > before ? [] : metadata.Forms.Values.OrderBy(f => f.Key, StringComparer.Ordinal).AsEnumerable())
            foreach (var (formula, read) in Revealing(role, form, metadata))
                problems.Add(new Problem($"/forms/{(role.Forms.ContainsKey(form.Key) ? form.Key : "*")}/fields/{formula.Key}", "role.formula_reveals").With("formula", formula.Title).With("form", form.Title).With("field", read.Title));
    }

    /// <summary>The same asked from the form: a formula of it that some role shows although it hides what the formula reads.</summary>
    public static void CheckFormulas(FormModel form, MetadataSnapshot metadata, List<Problem> problems)
    {
        foreach (var role in metadata.Roles.Values.OrderBy(r => r.Key, StringComparer.Ordinal))
            foreach (var (formula, read) in Revealing(role, form, metadata))
                problems.Add(new Problem($"/properties/{formula.Key}/x-field/formula", "formula.reveals").With("formula", formula.Title).With("role", role.Title).With("field", read.Title));
    }

    private static void CheckAbilities(RoleModel role, List<Problem> problems)
    {
        var abilities = DocumentReader.On(role.Document, "", problems).Object("can");
        foreach (var ability in RoleModel.Abilities)
            abilities.Boolean(ability);
        abilities.Close();
    }

    private static void CheckCondition(FormModel form, string? source, string path, MetadataSnapshot metadata, List<Problem> problems)
    {
        if (FormCompiler.Parse(source, new FormExpressionSchema(form, metadata), Condition, path, problems) is { } condition)
            foreach (var problem in ExpressionSql.Check(condition))
                problems.Add(FormCompiler.Describe(problem, path));
    }

    private static void CheckFields(FormModel form, FormGrant grant, string path, List<Problem> problems)
    {
        foreach (var (key, access) in grant.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var at = $"{path}/{key}";
            if (SystemMembers.Find(key) is not null)
            {
                // Rights go by the owner, and every row carries its system members.
                if (access != FieldAccess.ReadOnly)
                    problems.Add(new Problem(at, "role.field_system").With("field", key));
            }
            else if (form.Field(key) is not { } field)
                problems.Add(new Problem(at, "role.field_unknown").With("field", key).With("form", form.Title));
            else if (access == FieldAccess.Masked && field.Type is StageFieldType)
                problems.Add(new Problem(at, "role.field_stage").With("field", field.Title));
        }
    }

    private static IEnumerable<(FieldDefinition Formula, FieldDefinition Read)> Revealing(RoleModel role, FormModel form, MetadataSnapshot metadata)
    {
        if (role.GrantFor(form.Key) is not { } grant || (grant is { Create: false } && grant.Read.IsNone && grant.Update.IsNone))
            yield break;
        foreach (var field in form.Fields.Where(f => f.Formula is not null && !Hides(grant, f.Key)))
            if (Members(form, field.Formula!, metadata).Select(m => Hidden(role, m.Form, m.Path, form, metadata)).OfType<FieldDefinition>().FirstOrDefault() is { } read)
                yield return (field, read);
    }

    private static IEnumerable<(FormModel Form, string Path)> Members(FormModel form, CheckedExpression formula, MetadataSnapshot metadata)
    {
        foreach (var member in formula.Members)
            yield return (form, member);
        foreach (var aggregate in formula.Aggregates)
        {
            foreach (var member in aggregate.OuterMembers)
                yield return (form, member);
            if (RelatedLists.Find(metadata, form, aggregate.List) is { } list)
                foreach (var member in aggregate.Members.Prepend(list.Relation.Key))
                    yield return (list.Form, member);
        }
    }

    /// <summary>The first field on a path that the role hides or masks.</summary>
    private static FieldDefinition? Hidden(RoleModel role, FormModel from, string path, FormModel published, MetadataSnapshot metadata)
    {
        var form = from;
        foreach (var key in path.Split('.'))
        {
            if (form.Field(key) is { } field && role.GrantFor(form.Key) is { } grant && Hides(grant, key))
                return field;
            var target = SystemMembers.Find(key) is { IsUser: true } ? BuiltInForms.User : form.Field(key)?.Targets is [var only] ? only : null;
            if (target is null || (target == published.Key ? published : metadata.Form(target)) is not { } next)
                return null;
            form = next;
        }
        return null;
    }

    private static bool Hides(FormGrant grant, string field) => grant.Fields.GetValueOrDefault(field) >= FieldAccess.Masked;
}
