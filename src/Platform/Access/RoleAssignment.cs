namespace NoCodeCrm.Platform.Access;

/// <summary>A person holds a role.</summary>
public sealed class RoleAssignment
{
    public long UserId { get; set; }
    public required string Role { get; set; }
}

/// <summary>The closure of the manager relation: everyone under a manager, the manager with depth 0 included.</summary>
public sealed class ReportingLine
{
    public long ManagerId { get; set; }
    public long UserId { get; set; }
    public int Depth { get; set; }
}

/// <summary>A bearer token of a person; only its SHA-256 is kept.</summary>
public sealed class ApiToken
{
    public long Id { get; set; }
    public long UserId { get; set; }
    public required string Name { get; set; }
    public required string Hash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>One setting of the installation, as JSON text.</summary>
public sealed class Setting
{
    public required string Key { get; set; }
    public required string Value { get; set; }
}
