using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// What the writes of one command have already learned about other records, for a caller that writes hundreds in it. A
/// write to a form that any of it came from forgets it all.
/// </summary>
public sealed class KnownFacts
{
    private readonly Dictionary<(string Form, long Id, string Path), object?> _values = [];
    private readonly HashSet<string> _sources = [];

    public bool TryGet(FormModel form, long id, string path, out object? value) => _values.TryGetValue((form.Key, id, path), out value);

    public void Keep(MetadataSnapshot metadata, FormModel form, long id, string path, object? value)
    {
        _values[(form.Key, id, path)] = value;
        _sources.Add(form.Key);
        // Every form on the way: owner.team.region comes from people and from teams.
        FormModel? at = form;
        foreach (var step in path.Split('.')[..^1])
        {
            at = SystemMembers.Find(step) is { IsUser: true } ? metadata.Form(BuiltInForms.User) : at?.Field(step)?.Targets.FirstOrDefault() is { } target ? metadata.Form(target) : null;
            if (at is not null)
                _sources.Add(at.Key);
        }
    }

    public void Forget(FormModel written)
    {
        if (!_sources.Contains(written.Key))
            return;
        _values.Clear();
        _sources.Clear();
    }
}
