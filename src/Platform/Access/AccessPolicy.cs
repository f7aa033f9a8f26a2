using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Access;

/// <summary>What may be done to a form.</summary>
public enum RecordAction
{
    Read,
    Create,
    Update,
    Delete,
    Import,
    Export,

    /// <summary>To change or delete many at once; each of them still needs its own right.</summary>
    Bulk,
}

/// <summary>
/// The rights of one actor over one snapshot: the union of what their roles grant. Rows are decided by
/// <see cref="RowRules"/> inside each query, fields here. No role means no right.
/// </summary>
public sealed class AccessPolicy(Actor actor, MetadataSnapshot metadata)
{
    private readonly Dictionary<string, FormGrant[]> _grants = [];

    public Actor Actor { get; } = actor;
    public MetadataSnapshot Metadata { get; } = metadata;

    /// <summary>Whether the action is possible at all; rows may narrow it further. Only what can be read can be changed or deleted.</summary>
    public bool May(FormModel form, RecordAction action) =>
        Actor.IsUnbound || (GrantsFor(form).Any(g => Allows(g, action))
            && (action is not (RecordAction.Update or RecordAction.Delete or RecordAction.Bulk) || May(form, RecordAction.Read)));

    /// <summary>The abilities outside forms: <c>design users reassign audit dashboards</c>.</summary>
    public bool Can(string ability) =>
        Actor.IsUnbound || Actor.Roles.Any(r => Metadata.Roles.TryGetValue(r, out var role) && role.Can.Contains(ability));

    /// <summary>The widest access that any role gives to a field.</summary>
    public FieldAccess FieldAccess(FormModel form, string field)
    {
        if (Actor.IsUnbound)
            return NoCodeCrm.Platform.Metadata.FieldAccess.Full;
        var grants = GrantsFor(form);
        return grants.Length == 0 ? NoCodeCrm.Platform.Metadata.FieldAccess.Hidden : grants.Min(g => g.Fields.GetValueOrDefault(field));
    }

    /// <summary>Whether the value may not be told: hidden, or known by its mask alone. No query, title or comparison may use it.</summary>
    public bool IsHidden(FormModel form, string field) => FieldAccess(form, field) >= NoCodeCrm.Platform.Metadata.FieldAccess.Masked;

    /// <summary>Whether rows carry the mask of the value in its place.</summary>
    public bool IsMasked(FormModel form, string field) => FieldAccess(form, field) == NoCodeCrm.Platform.Metadata.FieldAccess.Masked;

    /// <summary>Whether any step of a path such as <c>account.industry</c> leads through what may not be told.</summary>
    public bool HidesPath(FormModel form, string path)
    {
        var at = form;
        foreach (var key in path.Split('.'))
        {
            if (IsHidden(at, key))
                return true;
            var target = SystemMembers.Find(key) is { IsUser: true } ? BuiltInForms.User : at.Field(key)?.Targets is [var only] ? only : null;
            if (target is null || Metadata.Form(target) is not { } next)
                return false;
            at = next;
        }
        return false;
    }

    public IEnumerable<RowScope> Scopes(FormModel form, RecordAction action) => GrantsFor(form).Select(g => ScopeOf(g, action));

    private FormGrant[] GrantsFor(FormModel form)
    {
        if (_grants.TryGetValue(form.Key, out var known))
            return known;
        var grants = Actor.Roles
            .Select(r => Metadata.Roles.GetValueOrDefault(r)?.GrantFor(form.Key))
            .OfType<FormGrant>().ToArray();
        return _grants[form.Key] = grants;
    }

    private static bool Allows(FormGrant grant, RecordAction action) => action switch
    {
        RecordAction.Create => grant.Create,
        RecordAction.Import => grant.Import,
        RecordAction.Export => grant.Export && !grant.Read.IsNone,
        RecordAction.Bulk => grant.Bulk && (!grant.Update.IsNone || !grant.Delete.IsNone),
        _ => !ScopeOf(grant, action).IsNone,
    };

    private static RowScope ScopeOf(FormGrant grant, RecordAction action) => action switch
    {
        RecordAction.Update => grant.Update,
        RecordAction.Delete => grant.Delete,
        _ => grant.Read,
    };
}
