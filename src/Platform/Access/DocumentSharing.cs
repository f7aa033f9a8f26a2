using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Access;

/// <summary>
/// Whose a dashboard or view is and with whom it is shared: the member <c>access</c> of its document. Without roles it is private
/// to its owner; <c>*</c> means everyone. What each reader sees through it is decided by their own rights to the records, never by this.
/// </summary>
public sealed record DocumentSharing(long? Owner, ImmutableArray<string> Roles)
{
    public const string Everyone = "*";

    /// <summary>The ability to make for others and to change what is shared with oneself.</summary>
    public const string Ability = "dashboards";

    /// <summary>A document that says nothing is shared with everyone, as those of templates are.</summary>
    public static readonly DocumentSharing Open = new(null, [Everyone]);

    public bool IsPrivate => Roles.IsEmpty;

    public bool IsOwnedBy(AccessPolicy access) => Owner is { } owner && owner == access.Actor.UserId;

    /// <summary>Whether it is the reader's own or shared with them, an administrator's right to see all left aside.</summary>
    public bool IsMeantFor(AccessPolicy access) => IsOwnedBy(access) || Roles.Any(r => r == Everyone || access.Actor.Roles.Contains(r));

    /// <summary>Administrators see all: someone must be able to clear up after a person who left.</summary>
    public bool MayRead(AccessPolicy access) => access.Actor.IsUnbound || IsMeantFor(access);

    /// <summary>Who may change what they can read: its owner, and people who build for others.</summary>
    public bool MayWrite(AccessPolicy access) => MayRead(access) && (access.Can("design") || access.Can(Ability) || IsOwnedBy(access));

    /// <summary>Who may take it away: its owner, and who designs.</summary>
    public bool MayDelete(AccessPolicy access) => access.Can("design") || IsOwnedBy(access);

    public static DocumentSharing Read(DocumentReader document)
    {
        if (!document.Has("access"))
            return Open;
        var reader = document.Object("access");
        var owner = reader.Raw("owner");
        long? id = owner.ValueKind == JsonValueKind.Number && owner.TryGetInt64(out var number) ? number : null;
        if (id is null && owner.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            reader.Fault("owner", "document.integer");
        var sharing = new DocumentSharing(id, reader.Strings("roles"));
        reader.Close();
        // Nobody but administrators could ever open it.
        if (sharing is { Owner: null, Roles.IsEmpty: true } && reader.IsObject)
            reader.Fault("owner", "document.missing");
        return sharing;
    }

    /// <summary>Roles that there are not.</summary>
    public void Check(MetadataSnapshot metadata, List<Problem> problems)
    {
        foreach (var role in Roles.Where(r => !IsRole(metadata, r)))
            problems.Add(new Problem("/access/roles", "role.unknown").With("role", role));
    }

    /// <summary>Of a document that is for people with certain roles: those that there are not. None = for everyone, so that nothing else says so.</summary>
    public static void CheckRoles(ImmutableArray<string> roles, MetadataSnapshot metadata, List<Problem> problems)
    {
        for (var i = 0; i < roles.Length; i++)
            if (roles[i] == Everyone || !IsRole(metadata, roles[i]))
                problems.Add(new Problem($"/roles/{i}", "role.unknown").With("role", roles[i]));
    }

    /// <summary>Whether a document may name the role: one that is published, the built-in one, or everyone.</summary>
    public static bool IsRole(MetadataSnapshot metadata, string role) => role is Everyone or RoleModel.Administrator || metadata.Roles.ContainsKey(role);

    /// <summary>Of a document that was published; one that cannot be read is nobody's.</summary>
    public static DocumentSharing Of(JsonElement document)
    {
        var problems = new List<Problem>();
        var sharing = Read(new DocumentReader(document, "", problems));
        return problems.Count == 0 ? sharing : new DocumentSharing(null, []);
    }
}
