using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.ReportEngine;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// Who may do what with a dashboard. Everyone may build for themselves; who has the ability <c>dashboards</c> builds for others
/// and changes what is shared with them; only its owner or an administrator deletes one.
/// </summary>
internal static class DashboardRights
{
    public static DefinitionDocument Readable(AccessPolicy access, string key) =>
        access.Metadata.Documents.TryGetValue((DefinitionKinds.Dashboard, key), out var found) && DashboardService.MayRead(found.Document, access)
            ? found : throw new NotFoundException(DefinitionKinds.Dashboard);

    /// <summary>Throws 404 for what the caller may not see, 403 and 422 for what they may not do with it.</summary>
    public static void RequireWrite(HttpContext http, string key, JsonElement document)
    {
        var access = http.Access();
        if (access.Can("design"))
            return;
        var before = access.Metadata.Documents.GetValueOrDefault((DefinitionKinds.Dashboard, key));
        var sharing = before is null ? null : DashboardSharing.Of(before.Document);
        if (sharing is not null && !DashboardService.MayRead(before!.Document, access))
            throw http.Request.Headers.IfNoneMatch.ToString() == "*" ? new ConflictException("definition.exists", new Problem("", "definition.exists")) : new NotFoundException(DefinitionKinds.Dashboard);
        if (sharing?.MayWrite(access) == false)
            throw new ForbiddenException("forbidden.dashboard", new Problem("", "forbidden.dashboard"));
        var wanted = DashboardSharing.Of(document);
        var isBuilder = access.Can("dashboards");
        if (!isBuilder && !(wanted.IsPrivate && wanted.Owner == http.Person().Id))
            throw new ForbiddenException("forbidden.dashboards", new Problem("/access", "forbidden.dashboards"));
        if (wanted.Owner != sharing?.Owner && !(sharing is null && wanted.Owner == http.Person().Id))
            throw ValidationException.Refused(new Problem("/access/owner", "dashboard.owner"));
        // What somebody may not see does not exist for them, in what they build either.
        if (!isBuilder && DashboardParser.Check(document, access.Metadata, access) is { Count: > 0 } faults)
            throw new ValidationException("definition.invalid", faults);
    }

    public static void RequireDelete(HttpContext http, string key)
    {
        var access = http.Access();
        var document = Readable(access, key);
        if (!access.Can("design") && DashboardSharing.Of(document.Document).Owner != http.Person().Id)
            throw new ForbiddenException("forbidden.dashboard", new Problem("", "forbidden.dashboard"));
    }
}
