using System.Text.Json;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Views;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Where a field is used: by a formula or rule, a pipeline, a role, a dashboard, a saved view. Form: of a view, whose records it lists.</summary>
public sealed record FieldUsage(string Kind, string Key, LocalizedText Title, string Path, string? Form = null);

/// <summary>Finds every definition that names a field, also through a relation. Pipelines, dashboards and the like are searched by the texts that can hold a member.</summary>
public static class FieldUsages
{
    private static readonly HashSet<string> Searched = [DefinitionKinds.Pipeline, DefinitionKinds.Dashboard, DefinitionKinds.Metric, DefinitionKinds.Home, DefinitionKinds.Forecast];

    public static IReadOnlyList<FieldUsage> Find(MetadataSnapshot metadata, FormModel form, string field)
    {
        var usages = new List<FieldUsage>();
        foreach (var other in form.Fields.Where(f => f.Key != field))
            foreach (var (expression, place) in new[] { (other.Formula, "formula"), (other.DefaultExpression, "default"), (other.RequiredWhen, "requiredWhen"), (other.ReadOnlyWhen, "readOnlyWhen") })
                if (expression?.Members.Any(m => m.Split('.')[0] == field) == true)
                    usages.Add(new FieldUsage(DefinitionKinds.Form, form.Key, other.Title, $"/properties/{other.Key}/x-field/{place}"));
        usages.AddRange(InRelated(metadata, form, field));
        usages.AddRange(InAggregates(metadata, form, field));
        usages.AddRange(InSimilar(metadata, form, field));
        usages.AddRange(InNarrowing(metadata, form, field));
        usages.AddRange(InOffers(metadata, form, field));
        usages.AddRange(InLayouts(form, field));
        foreach (var document in metadata.Documents.Values.Where(d => Searched.Contains(d.Kind)))
            usages.AddRange(MemberTexts.Places(document.Document, (from, path) => metadata.Form(from) is { } start && Passes(metadata, start, path, form, field))
                .Select(place => new FieldUsage(document.Kind, document.Key, Title(document), place)));
        usages.AddRange(InViews(metadata, form, field));
        usages.AddRange(InRoles(metadata, form, field));
        return usages;
    }

    // Expressions of other forms that read this one through a relation.
    private static IEnumerable<FieldUsage> InRelated(MetadataSnapshot metadata, FormModel form, string field) =>
        from other in metadata.Forms.Values
        from asking in other.Fields
        from used in new (CheckedExpression? Expression, string Place)[] { (asking.Formula, "formula"), (asking.DefaultExpression, "default"), (asking.RequiredWhen, "requiredWhen"), (asking.ReadOnlyWhen, "readOnlyWhen") }
        where used.Expression?.Members.Any(m => m.Contains('.') && Passes(metadata, other, m, form, field) && !(other.Key == form.Key && m.Split('.')[0] == field)) == true
        select new FieldUsage(DefinitionKinds.Form, other.Key, asking.Title, $"/properties/{asking.Key}/x-field/{used.Place}");

    // Formulas of forms that this one points to may ask about its records; a relation that goes takes its list with it.
    private static IEnumerable<FieldUsage> InAggregates(MetadataSnapshot metadata, FormModel form, string field) =>
        from other in metadata.Forms.Values
        from asking in other.Fields
        from aggregate in asking.Formula?.Aggregates ?? []
        let list = RelatedLists.Find(metadata, other, aggregate.List)
        where list?.Form.Key == form.Key && (list.Relation.Key == field || aggregate.Members.Any(m => m.Split('.')[0] == field))
        select new FieldUsage(DefinitionKinds.Form, other.Key, asking.Title, $"/properties/{asking.Key}/x-field/formula");

    // What a form compares records by may lie on others, and it names lists of others.
    private static IEnumerable<FieldUsage> InSimilar(MetadataSnapshot metadata, FormModel form, string field) =>
        from other in metadata.Forms.Values
        where other.Similar is not null
        from place in other.Similar!.Paths().Where(p => Passes(metadata, other, p.Path, form, field)).Select(p => p.Place)
            .Concat(other.Key == form.Key && other.Similar.Show.Contains(field) ? ["/x-form/similar/show"] : [])
            .Concat(other.Similar.With.Any(l => RelatedLists.Find(metadata, other, l) is { } list && list.Form.Key == form.Key && list.Relation.Key == field) ? ["/x-form/similar/with"] : [])
        select new FieldUsage(DefinitionKinds.Form, other.Key, other.Title, place);

    private static IEnumerable<FieldUsage> InNarrowing(MetadataSnapshot metadata, FormModel form, string field) =>
        from other in metadata.Forms.Values
        from relation in other.Fields
        where (relation.Narrow?.Field == field && relation.Targets is [var target] && target == form.Key) || (relation.Narrow?.By == field && other.Key == form.Key)
        select new FieldUsage(DefinitionKinds.Form, other.Key, relation.Title, $"/properties/{relation.Key}/x-field/narrow");

    private static IEnumerable<FieldUsage> InOffers(MetadataSnapshot metadata, FormModel form, string field) =>
        from other in metadata.Forms.Values
        from relation in other.Fields
        where relation.Offer?.While == field && relation.Targets is [var target] && target == form.Key
        select new FieldUsage(DefinitionKinds.Form, other.Key, relation.Title, $"/properties/{relation.Key}/x-field/offer/while");

    // Private ones too: whoever asks designs, and a view that lost its filter would show more than was saved.
    private static IEnumerable<FieldUsage> InViews(MetadataSnapshot metadata, FormModel form, string field) =>
        from document in metadata.Documents.Values
        where document.Kind == DefinitionKinds.View
        let about = document.Document.TryGetProperty("form", out var named) ? metadata.Form(named.GetString() ?? "") : null
        where about is not null
        from used in ViewMembers.Of(document.Document)
        where Passes(metadata, about, used.Member, form, field)
        select new FieldUsage(DefinitionKinds.View, document.Key, Title(document), used.Place, about.Key);

    // What is shown or locked by the field's value, on the form itself.
    private static IEnumerable<FieldUsage> InLayouts(FormModel form, string field)
    {
        if (!form.Document.TryGetProperty("x-form", out var extension) || !extension.TryGetProperty("layouts", out var layouts))
            return [];
        return LayoutRules.Conditions(layouts, "/x-form/layouts").Where(c => c.Field == field).Select(c => new FieldUsage(DefinitionKinds.Form, form.Key, form.Title, c.Path));
    }

    // The rights that hold for all forms hold for this one where the role says nothing else of it.
    private static IEnumerable<FieldUsage> InRoles(MetadataSnapshot metadata, FormModel form, string field)
    {
        foreach (var role in metadata.Roles.Values)
        {
            var own = role.Forms.ContainsKey(form.Key) ? form.Key : "*";
            if (role.Forms.GetValueOrDefault(own)?.Fields.ContainsKey(field) == true)
                yield return new FieldUsage(DefinitionKinds.Role, role.Key, role.Title, $"/forms/{own}/fields/{field}");
            foreach (var (key, grant) in role.Forms)
                foreach (var (name, scope) in new[] { ("read", grant.Read), ("update", grant.Update), ("delete", grant.Delete) })
                    if (scope.When is { } condition && metadata.Form(key == "*" ? own == "*" ? form.Key : "" : key) is { } start && MemberTexts.Of(condition).Any(path => Passes(metadata, start, path, form, field)))
                        yield return new FieldUsage(DefinitionKinds.Role, role.Key, role.Title, $"/forms/{key}/{name}/when");
        }
    }

    private static bool Passes(MetadataSnapshot metadata, FormModel from, string path, FormModel form, string field)
    {
        foreach (var step in path.Split('.'))
        {
            if (from.Key == form.Key && step == field)
                return true;
            if (from.Field(step)?.Targets is not [var target] || metadata.Form(target) is not { } next)
                return false;
            from = next;
        }
        return false;
    }

    public static LocalizedText Title(DefinitionDocument document) =>
        document.Document.TryGetProperty("title", out var title) && LocalizedText.Parse(title) is { } text ? text : LocalizedText.Of(document.Key);
}
