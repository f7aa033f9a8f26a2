using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Homes;

/// <summary>The first page of people with certain roles (docs/documents.md, Home). Roles: empty = anybody. The lowest order that fits is shown.</summary>
public sealed record HomeDefinition
{
    public const string Kind = "home";

    public required string Key { get; init; }
    public required LocalizedText Title { get; init; }
    public ImmutableArray<string> Roles { get; init; } = [];
    public int Order { get; init; }
    public ImmutableArray<HomeSection> Sections { get; init; } = [];

    /// <summary>What these people find in their calendar.</summary>
    public ImmutableArray<CalendarSource> Calendar { get; init; } = [];
}

/// <summary>One part of a home page, top to bottom.</summary>
public abstract record HomeSection(LocalizedText Title);

/// <summary>What is due today or overdue, from several forms, ticked off in place.</summary>
public sealed record TodoSection(LocalizedText Title, ImmutableArray<TodoSource> Sources) : HomeSection(Title);

/// <summary>
/// Records of one form. Date: the day by which. Text: the field that says what; null = the record's title. About: a relation
/// shown beside it. Tick: the changes that tick it off, as a merge patch.
/// </summary>
public sealed record TodoSource(string Form, string Date, string? Text, string? About, JsonElement Tick, Filter? Filter);

/// <summary>Records of one form on the day that a date field names. Text and About: as of a <see cref="TodoSource"/>.</summary>
public sealed record CalendarSource(string Key, LocalizedText Title, string Form, string Date, string? Text, string? About, Filter? Filter);

/// <summary>Records that call for someone, each with the reasons that hold. Amount: shown beside it.</summary>
public sealed record AttentionSection(LocalizedText Title, string Form, Filter? Filter, ImmutableArray<AttentionReason> Reasons, string? Amount) : HomeSection(Title);

/// <summary>A yes/no field that is a reason while it holds; Value: another field whose value goes with it.</summary>
public sealed record AttentionReason(string Field, string? Value, LocalizedText? Unit);

/// <summary>Widgets as on a dashboard.</summary>
public sealed record WidgetsSection(LocalizedText Title, ImmutableArray<DashboardWidget> Widgets) : HomeSection(Title);

/// <summary>What happened to the records of a pipeline in the last days: new, moved, won, lost.</summary>
public sealed record ChangesSection(LocalizedText Title, string Pipeline, int Days) : HomeSection(Title);

/// <summary>Where the reader was called and has not looked yet; the host knows what people are told.</summary>
public sealed record MentionsSection(LocalizedText Title) : HomeSection(Title);

/// <summary>Steps of getting started that tick themselves; the host knows which there are.</summary>
public sealed record ChecklistSection(LocalizedText Title) : HomeSection(Title);
