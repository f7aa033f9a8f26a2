using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>A page of widgets with filters that they share (docs/documents.md, Dashboard).</summary>
public sealed record DashboardDefinition
{
    public required string Key { get; init; }
    public required LocalizedText Title { get; init; }
    public int Order { get; init; }
    public DocumentSharing Sharing { get; init; } = DocumentSharing.Open;

    /// <summary>The form that the filters' members belong to.</summary>
    public required string Source { get; init; }
    public ImmutableArray<DashboardFilter> Filters { get; init; } = [];
    public ImmutableArray<DashboardWidget> Widgets { get; init; } = [];
}

/// <summary>One shared filter. Default: its value when the reader has not chosen one; undefined or null = all.</summary>
public sealed record DashboardFilter(string Id, DashboardFilterKind Kind, string Member, string? Form, LocalizedText Title, JsonElement Default);

public enum DashboardFilterKind
{
    /// <summary>A span of days of a date or an instant.</summary>
    Period,

    /// <summary>Any of several records.</summary>
    Relation,

    /// <summary>Any of several options or stages, by key.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A span of numbers, both ends included and either absent.</summary>
    Number,

    /// <summary>Part of a text, or one of several whole ones.</summary>
    Text,
}

/// <summary>
/// One drawing. Query is kept as written, so that one that no longer fits its form spoils this widget and no other;
/// undefined for kinds without one.
/// FilterMembers: by filter, the member it means here instead of its own.
/// </summary>
public sealed record DashboardWidget(string Id, string Type, LocalizedText Title, WidgetLayout Layout, JsonElement Query)
{
    /// <summary>Whether there is something to compute. An unknown kind is taken to have a query.</summary>
    public bool HasQuery => !WidgetKinds.All.TryGetValue(Type, out var kind) || kind.HasQuery;

    /// <summary>How it is drawn, as written; the client reads it.</summary>
    public JsonElement Options { get; init; }
    public ImmutableHashSet<string> IgnoreFilters { get; init; } = [];
    public ImmutableDictionary<string, string> FilterMembers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? MemberOf(DashboardFilter filter) => IgnoreFilters.Contains(filter.Id) ? null : FilterMembers.GetValueOrDefault(filter.Id, filter.Member);
}

/// <summary>Place and size in cells of a grid of <see cref="Columns"/> columns.</summary>
public sealed record WidgetLayout(int X, int Y, int W, int H)
{
    public const int Columns = 12;
    public const int MaxRows = 1_000;
    public const int MaxHeight = 50;
}
