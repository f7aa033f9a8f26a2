using System.Collections.Immutable;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Access;

/// <summary>On whose behalf something happens. UserId is a record of the form <c>user</c>; null for the system itself.</summary>
public sealed record Actor(long? UserId, ImmutableHashSet<string> Roles)
{
    /// <summary>Work of the installation itself: migrations, formulas' look-ups. Bound by no rule; never given to a request.</summary>
    public static readonly Actor System = new(null, []);

    public string Language { get; init; } = "en";
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    public bool IsSystem => UserId is null;
    public bool IsAdministrator => Roles.Contains(RoleModel.Administrator);
    public bool IsUnbound => IsSystem || IsAdministrator;
}
