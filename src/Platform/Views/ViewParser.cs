using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Views;

/// <summary>Reads a view document. The keywords are a closed set; every fault is named with its place.</summary>
public static class ViewParser
{
    public const int MaxColumns = 100;
    public const int MaxSearch = 500;

    /// <summary>The definition, as far as it can be read; each fault is added to the list.</summary>
    public static ViewDefinition Read(JsonElement document, List<Problem> problems)
    {
        var root = DocumentReader.On(document, "", problems);
        var definition = new ViewDefinition
        {
            Key = root.Key("key"),
            Title = root.Text("title") ?? LocalizedText.Empty,
            Form = root.String("form", required: true) ?? "",
            Order = root.Integer("order") ?? 100,
            Sharing = DocumentSharing.Read(root),
            Default = root.Strings("default"),
            Filter = ReadFilter(root.Raw("filter"), problems),
            Search = root.String("search"),
            Sort = root.String("sort"),
            Columns = root.Strings("columns"),
        };
        root.Close("$schema", "description");
        if (root.IsObject && !root.Has("title"))
            root.Fault("title", "document.missing");
        if (definition.Columns.Length > MaxColumns)
            root.Fault("columns", "report.too_many", ("max", MaxColumns));
        if (definition.Search?.Length > MaxSearch)
            root.Fault("search", "view.search_long", ("max", MaxSearch));
        for (var i = 0; i < definition.Columns.Length; i++)
            if (definition.Columns.IndexOf(definition.Columns[i]) < i)
                root.Fault($"columns/{i}", "view.column_twice", ("column", definition.Columns[i]));
        return definition;
    }

    /// <summary>Every fault of a document that is about to be published: its shape, and whether it fits its form.</summary>
    /// <param name="reader">Whose forms and fields there are; null = all.</param>
    public static IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata, AccessPolicy? reader = null)
    {
        var problems = new List<Problem>();
        var definition = Read(document, problems);
        definition.Sharing.Check(metadata, problems);
        for (var i = 0; i < definition.Default.Length; i++)
            CheckDefault(definition, i, metadata, problems);
        var access = reader ?? new AccessPolicy(Actor.System, metadata);
        if (Form(definition, access) is not { } form)
        {
            if (definition.Form.Length > 0)
                problems.Add(new Problem("/form", "form.unknown").With("form", definition.Form));
            return problems;
        }
        CheckQuery(definition, form, access, problems);
        for (var i = 0; i < definition.Columns.Length; i++)
            if (!HasColumn(form, definition.Columns[i], access))
                problems.Add(new Problem($"/columns/{i}", "member.unknown").With("member", definition.Columns[i]));
        return problems;
    }

    /// <summary>The form, as far as the reader may know of it.</summary>
    internal static FormModel? Form(ViewDefinition definition, AccessPolicy access) =>
        access.Metadata.Form(definition.Form) is { } form && access.May(form, RecordAction.Read) ? form : null;

    /// <summary>What the filter and the order are refused for; a member that the reader may not query is as unknown as one that is not there.</summary>
    internal static void CheckQuery(ViewDefinition definition, FormModel form, AccessPolicy access, List<Problem> problems)
    {
        // Only whether it compiles is asked, so any dialect and any moment do.
        var query = new QueryBuilder(new SqliteDialect(), access, form, new QueryClock(DateTimeOffset.UnixEpoch, default, TimeZoneInfo.Utc));
        Collect(problems, () => FilterCompiler.Compile(query, definition.Filter));
        Collect(problems, () =>
        {
            foreach (var term in SortTerm.Parse(definition.Sort))
                term.Compile(query);
        });
        foreach (var (member, place) in ViewMembers.Of(definition))
            if (LeadsThroughUnread(form, member, access) && problems.All(p => p.Path != place))
                problems.Add(new Problem(place, "member.unknown").With("member", member));
    }

    // A query would read blanks there; a view would tell that there is something.
    private static bool LeadsThroughUnread(FormModel form, string path, AccessPolicy access)
    {
        foreach (var step in path.Split('.')[..^1])
        {
            var target = SystemMembers.Find(step) is { IsUser: true } ? BuiltInForms.User : form.Field(step)?.Targets is [var only] ? only : null;
            if (target is null || access.Metadata.Form(target) is not { } next)
                return false;
            if (!access.May(next, RecordAction.Read))
                return true;
            form = next;
        }
        return false;
    }

    /// <summary>Whether the list can show it to the reader; of a masked field it shows the mask.</summary>
    internal static bool HasColumn(FormModel form, string key, AccessPolicy access) =>
        (form.Field(key) is not null || SystemMembers.Find(key) is not null) && access.FieldAccess(form, key) != FieldAccess.Hidden;

    // Opened by people who do not have it, it would open nothing.
    private static void CheckDefault(ViewDefinition definition, int index, MetadataSnapshot metadata, List<Problem> problems)
    {
        var role = definition.Default[index];
        if (!DocumentSharing.IsRole(metadata, role))
            problems.Add(new Problem($"/default/{index}", "role.unknown").With("role", role));
        else if (role != DocumentSharing.Everyone && !definition.Sharing.Roles.Contains(role) && !definition.Sharing.Roles.Contains(DocumentSharing.Everyone))
            problems.Add(new Problem($"/default/{index}", "view.default_role").With("role", metadata.Roles.GetValueOrDefault(role)?.Title ?? LocalizedText.Of(role)));
    }

    private static Filter? ReadFilter(JsonElement json, List<Problem> problems)
    {
        Filter? filter = null;
        Collect(problems, () => filter = Filter.Parse(json, "/filter"));
        return filter;
    }

    private static void Collect(List<Problem> problems, Action read)
    {
        try
        {
            read();
        }
        catch (ValidationException e)
        {
            problems.AddRange(e.Problems);
        }
    }
}
