using System.Collections.Frozen;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// What other definitions would say of a form whose fields change type or go: each is checked as if it were published after it. A fault
/// that it does not have today is a fault of this publish, named by the field that it uses.
/// </summary>
public static class Dependents
{
    internal static void Check(FormModel before, FormModel after, MetadataSnapshot metadata, IEnumerable<IDefinitionCheck> checks, List<Problem> problems)
    {
        var changed = Changed(before, after);
        if (changed.Count == 0)
            return;
        var then = Then(after, metadata);
        foreach (var document in metadata.Documents.Values.OrderBy(d => (d.Kind, d.Key)))
        {
            if ((document.Kind == DefinitionKinds.Form && document.Key == before.Key) || Faults(document, then, checks) is not { Count: > 0 } faults)
                continue;
            var known = Faults(document, metadata, checks).Select(f => (f.Path, f.Code)).ToHashSet();
            if (faults.FirstOrDefault(f => !known.Contains((f.Path, f.Code))) is { } fault)
                Add(document, fault, before, after, changed, metadata, problems);
        }
    }

    /// <summary>Fields that go, or whose values change their nature; also relations that point elsewhere.</summary>
    public static List<FieldDefinition> Changed(FormModel before, FormModel after)
    {
        var now = after.Fields.GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.First());
        return [.. before.Fields.Where(f => !now.TryGetValue(f.Id, out var same) || same.Type.Key != f.Type.Key || f.Targets.Except(same.Targets).Any())];
    }

    // The metadata as it would be. Forms are compiled again, since what they say depends on this one.
    private static MetadataSnapshot Then(FormModel after, MetadataSnapshot metadata)
    {
        var forms = metadata.Forms.ToDictionary();
        forms[after.Key] = after;
        return metadata with { Forms = forms.ToFrozenDictionary() };
    }

    private static List<Problem> Faults(DefinitionDocument document, MetadataSnapshot metadata, IEnumerable<IDefinitionCheck> checks)
    {
        var faults = new List<Problem>();
        switch (document.Kind)
        {
            case DefinitionKinds.Form:
                if (metadata.Form(document.Key) is { } form)
                    FormCompiler.Compile(form, metadata, faults, lenient: false);
                break;
            case DefinitionKinds.Pipeline:
                PipelineParser.Parse(document.Document, metadata, faults);
                break;
            case DefinitionKinds.Role:
                if (metadata.Roles.TryGetValue(document.Key, out var role))
                    RoleRules.Check(role, metadata, faults);
                break;
            default:
                faults.AddRange(checks.FirstOrDefault(c => c.Kind == document.Kind)?.Check(document.Document, metadata) ?? []);
                break;
        }
        return faults;
    }

    private static void Add(DefinitionDocument document, Problem fault, FormModel before, FormModel after, List<FieldDefinition> changed, MetadataSnapshot metadata, List<Problem> problems)
    {
        var field = changed.FirstOrDefault(f => FieldUsages.Find(metadata, before, f.Key).Any(u => u.Kind == document.Kind && u.Key == document.Key)) ?? changed[0];
        var isGone = after.Fields.All(f => f.Id != field.Id);
        // A field that goes is refused with every place that uses it already (ChangeRules).
        if (isGone && problems.Any(p => p.Code == "field.used" && p.Path == $"/properties/{field.Key}"))
            return;
        problems.Add(new Problem(isGone ? $"/properties/{field.Key}" : $"/properties/{field.Key}/x-field/type", "field.breaks")
            .With("field", field.Title).With("kind", document.Kind).With("key", document.Key).With("by", FieldUsages.Title(document)).With("place", fault.Path).With("because", fault.Code));
    }
}
