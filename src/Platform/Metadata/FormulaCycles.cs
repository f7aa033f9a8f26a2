using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Formulas that read each other around several forms, which no single form shows (<see cref="FormCompiler"/> finds those within one).</summary>
internal static class FormulaCycles
{
    private sealed record Node(string Form, string Field);

    public static void Check(FormModel form, MetadataSnapshot metadata, List<Problem> problems)
    {
        FormModel? Find(string key) => key == form.Key ? form : metadata.Form(key);
        foreach (var field in form.Fields.Where(f => f.Formula is not null))
        {
            var path = $"/properties/{field.Key}/x-field/formula";
            var start = new Node(form.Key, field.Key);
            if (!problems.Any(p => p.Code == "formula.cycle" && p.Path == path) && Way(start, start, Find, metadata, []) is { } way)
                problems.Add(new Problem(path, "formula.cycle").With("field", field.Key).With("way", string.Join(" → ", way.Append(start).Select(n => $"{n.Form}.{n.Field}"))));
        }
    }

    // The formulas from one to a target, both ends left out of the beginning; null when there is no way.
    private static List<Node>? Way(Node from, Node target, Func<string, FormModel?> find, MetadataSnapshot metadata, HashSet<Node> seen)
    {
        foreach (var next in Reads(from, find, metadata))
        {
            if (next == target)
                return [from];
            if (seen.Add(next) && Way(next, target, find, metadata, seen) is { } way)
                return [from, .. way];
        }
        return null;
    }

    private static IEnumerable<Node> Reads(Node node, Func<string, FormModel?> find, MetadataSnapshot metadata)
    {
        if (find(node.Form) is not { } form || form.Field(node.Field)?.Formula is not { } formula)
            return [];
        return [.. formula.Members.SelectMany(m => Along(form, m, find)), .. formula.Aggregates.SelectMany(a => Asked(form, a, find, metadata))];
    }

    private static IEnumerable<Node> Asked(FormModel form, AggregateNode aggregate, Func<string, FormModel?> find, MetadataSnapshot metadata)
    {
        foreach (var member in aggregate.OuterMembers)
            foreach (var node in Along(form, member, find))
                yield return node;
        if (RelatedLists.Find(metadata, form, aggregate.List) is { } list && find(list.Form.Key) is { } asked)
            foreach (var member in aggregate.Members)
                foreach (var node in Along(asked, member, find))
                    yield return node;
    }

    private static IEnumerable<Node> Along(FormModel form, string path, Func<string, FormModel?> find)
    {
        foreach (var step in path.Split('.'))
        {
            if (form.Field(step) is not { } field)
                yield break;
            if (field.Formula is not null)
                yield return new Node(form.Key, field.Key);
            if (field.Targets is not [var target] || find(target) is not { } next)
                yield break;
            form = next;
        }
    }
}
