using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Views;
using NoCodeCrm.ReportEngine;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>The codes of refusals: changing this one, making any for others, giving one to somebody else.</summary>
internal sealed record SharingRefusals(string Change, string Share, string Owner);

/// <summary>
/// Who may do what with documents that belong to people. Everyone may make them for themselves; who has the ability
/// <see cref="DocumentSharing.Ability"/> makes them for others and changes what is shared with them; only its owner or who designs deletes one.
/// </summary>
/// <param name="MayRead">Whether a published document exists for somebody.</param>
/// <param name="MayChange">Whether somebody who may read it sees enough of it to change it.</param>
/// <param name="Faults">What is wrong with a document for somebody: what they may not see does not exist for them, in what they make either.</param>
internal sealed record SharingRights(
    string Kind, SharingRefusals Refusals, Func<JsonElement, AccessPolicy, bool> MayRead, Func<JsonElement, AccessPolicy, bool> MayChange, Func<JsonElement, AccessPolicy, IReadOnlyList<Problem>> Faults)
{
    private static readonly SharingRights Dashboards = new(
        DefinitionKinds.Dashboard, new("forbidden.dashboard", "forbidden.dashboards", "dashboard.owner"), DashboardService.MayRead, (_, _) => true,
        (document, access) => access.Can(DocumentSharing.Ability) ? [] : DashboardParser.Check(document, access.Metadata, access));

    private static readonly SharingRights Views = new(
        DefinitionKinds.View, new("forbidden.view", "forbidden.views", "view.owner"), ViewReading.MayRead, ViewReading.IsWhole,
        (document, access) => ViewParser.Check(document, access.Metadata, access));

    /// <summary>Null for kinds that belong to the application.</summary>
    public static SharingRights? Of(string kind) => kind switch { DefinitionKinds.Dashboard => Dashboards, DefinitionKinds.View => Views, _ => null };

    /// <summary>Throws 404 for what the caller may not see.</summary>
    public DefinitionDocument Readable(AccessPolicy access, string key) =>
        access.Metadata.Documents.TryGetValue((Kind, key), out var found) && MayRead(found.Document, access) ? found : throw new NotFoundException(Kind);

    /// <summary>Whether a change would be taken, for whoever may read it.</summary>
    public bool MayWrite(JsonElement document, AccessPolicy access) => DocumentSharing.Of(document).MayWrite(access) && MayChange(document, access);

    /// <summary>Throws 404 for what the caller may not see, 403 and 422 for what they may not do with it.</summary>
    public void RequireWrite(HttpContext http, string key, JsonElement document)
    {
        var access = http.Access();
        if (access.Can("design"))
            return;
        var before = access.Metadata.Documents.GetValueOrDefault((Kind, key));
        var sharing = before is null ? null : DocumentSharing.Of(before.Document);
        if (before is not null && !MayRead(before.Document, access))
            throw http.Request.Headers.IfNoneMatch.ToString() == "*" ? new ConflictException("definition.exists", new Problem("", "definition.exists")) : new NotFoundException(Kind);
        if (before is not null && !MayWrite(before.Document, access))
            throw new ForbiddenException(Refusals.Change, new Problem("", Refusals.Change));
        var wanted = DocumentSharing.Of(document);
        if (!access.Can(DocumentSharing.Ability) && !(wanted.IsPrivate && wanted.Owner == http.Person().Id))
            throw new ForbiddenException(Refusals.Share, new Problem("/access", Refusals.Share));
        if (wanted.Owner != sharing?.Owner && !(sharing is null && wanted.Owner == http.Person().Id))
            throw ValidationException.Refused(new Problem("/access/owner", Refusals.Owner));
        if (Faults(document, access) is { Count: > 0 } faults)
            throw new ValidationException("definition.invalid", faults);
    }

    public void RequireDelete(HttpContext http, string key)
    {
        var access = http.Access();
        if (!DocumentSharing.Of(Readable(access, key).Document).MayDelete(access))
            throw new ForbiddenException(Refusals.Change, new Problem("", Refusals.Change));
    }

    /// <summary>With whom something can be shared, for people who may.</summary>
    public static void WriteRoles(Utf8JsonWriter writer, AccessPolicy access)
    {
        if (!access.Can(DocumentSharing.Ability) && !access.Can("design"))
            return;
        writer.WriteStartArray("roles");
        foreach (var role in access.Metadata.Roles.Values.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("key", role.Key);
            writer.WriteText("title", role.Title);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
