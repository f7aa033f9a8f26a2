using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>A role: what its holders may do to each form. The key <c>admin</c> is built in and may everything.</summary>
public sealed record RoleModel
{
    public const string Administrator = "admin";

    /// <summary>What a role may allow beside records: to design, to handle people, to hand records over, to read the change log, to share dashboards.</summary>
    public static readonly ImmutableArray<string> Abilities = ["design", "users", "reassign", "audit", "dashboards"];

    public required string Key { get; init; }
    public required LocalizedText Title { get; init; }
    public required JsonElement Document { get; init; }
    public required FrozenDictionary<string, FormGrant> Forms { get; init; }
    public ImmutableHashSet<string> Can { get; init; } = [];
    public int Version { get; init; }

    public FormGrant? GrantFor(string form) => Forms.GetValueOrDefault(form) ?? Forms.GetValueOrDefault("*");
}

/// <summary>What a role may do to one form.</summary>
public sealed record FormGrant
{
    public bool Create { get; init; }
    public RowScope Read { get; init; } = RowScope.None;
    public RowScope Update { get; init; } = RowScope.None;
    public RowScope Delete { get; init; } = RowScope.None;
    public bool Import { get; init; }
    public bool Export { get; init; }

    /// <summary>Whether what the role may change or delete may be changed many at once.</summary>
    public bool Bulk { get; init; }
    public ImmutableDictionary<string, FieldAccess> Fields { get; init; } = ImmutableDictionary<string, FieldAccess>.Empty;
}

/// <summary>What a role may know of a field, widest first: of several roles the widest counts.</summary>
public enum FieldAccess
{
    Full,
    ReadOnly,

    /// <summary>That there is a value and what its mask shows; no query may ask about it.</summary>
    Masked,
    Hidden,
}

/// <summary>Which rows: any of the named scopes, or those that meet an expression.</summary>
public sealed record RowScope(ImmutableHashSet<string> Names, string? When)
{
    public static readonly RowScope None = new([], null);
    public static readonly RowScope All = new(["all"], null);
    public static readonly ImmutableHashSet<string> Known = ["all", "own", "below", "team", "collaborating", "none"];

    public bool IsAll => Names.Contains("all");
    public bool IsNone => When is null && (Names.IsEmpty || (Names.Count == 1 && Names.Contains("none")));
}
