using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>
/// Whose a dashboard is and with whom it is shared. Without roles it is private to its owner; <c>*</c> means everyone. What
/// each reader sees in it is decided by their own rights to the records, never by this.
/// </summary>
public sealed record DashboardSharing(long? Owner, ImmutableArray<string> Roles)
{
    public const string Everyone = "*";

    /// <summary>A document that says nothing is shared with everyone, as those of templates are.</summary>
    public static readonly DashboardSharing Open = new(null, [Everyone]);

    public bool IsPrivate => Roles.IsEmpty;

    /// <summary>Administrators see all: someone must be able to clear up after a person who left.</summary>
    public bool MayRead(AccessPolicy access) =>
        access.Actor.IsUnbound || (Owner is { } owner && owner == access.Actor.UserId) || Roles.Any(r => r == Everyone || access.Actor.Roles.Contains(r));

    /// <summary>Who may change what they can read: its owner, and people who build dashboards for others.</summary>
    public bool MayWrite(AccessPolicy access) =>
        MayRead(access) && (access.Can("design") || access.Can("dashboards") || (Owner is { } owner && owner == access.Actor.UserId));

    internal static DashboardSharing Read(DocumentReader dashboard)
    {
        if (!dashboard.Has("access"))
            return Open;
        var reader = dashboard.Object("access");
        var owner = reader.Raw("owner");
        long? id = owner.ValueKind == JsonValueKind.Number && owner.TryGetInt64(out var number) ? number : null;
        if (id is null && owner.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            reader.Fault("owner", "document.integer");
        var sharing = new DashboardSharing(id, reader.Strings("roles"));
        reader.Close();
        // Nobody but administrators could ever open it.
        if (sharing is { Owner: null, Roles.IsEmpty: true } && reader.IsObject)
            reader.Fault("owner", "document.missing");
        return sharing;
    }

    /// <summary>Of a document that was published; one that cannot be read is nobody's.</summary>
    public static DashboardSharing Of(JsonElement document)
    {
        var problems = new List<Platform.Errors.Problem>();
        var sharing = Read(new DocumentReader(document, "", problems));
        return problems.Count == 0 ? sharing : new DashboardSharing(null, []);
    }
}
