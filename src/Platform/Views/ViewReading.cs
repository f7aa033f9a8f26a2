using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Views;

/// <summary>
/// Views as each reader has them. One whose filter or order names what they may not query does not exist for them; columns
/// that are hidden from them are left out.
/// </summary>
public static class ViewReading
{
    /// <summary>Whether somebody is told of the view at all.</summary>
    public static bool MayRead(JsonElement document, AccessPolicy access) => Told(document, access) is { } view && view.Sharing.MayRead(access);

    /// <summary>Whether they see all of it: saving what one sees in part would take away what others see.</summary>
    public static bool IsWhole(JsonElement document, AccessPolicy access) => Told(document, access) is { } view && Columns(view, access).Count == view.Columns.Length;

    /// <summary>The columns that the reader may see, in their order.</summary>
    public static IReadOnlyList<string> Columns(ViewDefinition view, AccessPolicy access) =>
        ViewParser.Form(view, access) is { } form ? [.. view.Columns.Where(c => ViewParser.HasColumn(form, c, access))] : [];

    /// <summary>
    /// The views of a form, or of every form, that are the reader's own or shared with them, each with its document, in their order: own
    /// ones first, then as the documents say. All: also what an administrator may read of others.
    /// </summary>
    public static IReadOnlyList<(ViewDefinition View, DefinitionDocument Document)> List(AccessPolicy access, string? form, bool all) =>
    [
        .. from document in access.Metadata.Documents.Values
           where document.Kind == DefinitionKinds.View
           let view = Told(document.Document, access)
           where view is not null && (form is null || view.Form == form) && (view.Sharing.IsMeantFor(access) || (all && view.Sharing.MayRead(access)))
           orderby view.Sharing.IsPrivate ? 0 : 1, view.Order, view.Key
           select (view, document),
    ];

    /// <summary>The keys of the views that lists open with for the reader, one of each form at most.</summary>
    public static IReadOnlySet<string> Defaults(IEnumerable<ViewDefinition> views, AccessPolicy access) =>
        views.Where(v => v.IsDefaultFor(access)).GroupBy(v => v.Form)
            .Select(g => g.OrderBy(v => v.Nearness(access)).ThenBy(v => v.Order).ThenBy(v => v.Key, StringComparer.Ordinal).First().Key).ToHashSet();

    private static ViewDefinition? Told(JsonElement document, AccessPolicy access)
    {
        var problems = new List<Problem>();
        var view = ViewParser.Read(document, problems);
        if (problems.Count > 0 || ViewParser.Form(view, access) is not { } form)
            return null;
        ViewParser.CheckQuery(view, form, access, problems);
        return problems.Count == 0 ? view : null;
    }
}
