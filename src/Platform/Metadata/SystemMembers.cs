using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Members that every record has. camelCase, so that no field key can collide; <c>owner</c> is reserved as a key.</summary>
public static class SystemMembers
{
    public const string Id = "id";
    public const string Version = "version";
    public const string CreatedAt = "createdAt";
    public const string CreatedBy = "createdBy";
    public const string UpdatedAt = "updatedAt";
    public const string UpdatedBy = "updatedBy";
    public const string Owner = "owner";
    public const string DeletedAt = "deletedAt";

    /// <summary>Member, column, kind, and whether it points to a person; in the order in which records list them.</summary>
    public static readonly IReadOnlyList<SystemMember> All =
    [
        new(Id, "id", ColumnKind.Integer, false),
        new(Version, "version", ColumnKind.Integer, false),
        new(Owner, "owner", ColumnKind.Reference, true),
        new(CreatedAt, "created_at", ColumnKind.Instant, false),
        new(CreatedBy, "created_by", ColumnKind.Reference, true),
        new(UpdatedAt, "updated_at", ColumnKind.Instant, false),
        new(UpdatedBy, "updated_by", ColumnKind.Reference, true),
        new(DeletedAt, "deleted_at", ColumnKind.Instant, false),
    ];

    public static SystemMember? Find(string member)
    {
        foreach (var candidate in All)
            if (candidate.Member == member)
                return candidate;
        return null;
    }
}

/// <summary>One system member: its name in JSON, its column, its kind.</summary>
public sealed record SystemMember(string Member, string Column, ColumnKind Kind, bool IsUser);
