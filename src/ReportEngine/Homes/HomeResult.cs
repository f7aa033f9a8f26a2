using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.ReportEngine.Dashboards;

namespace NoCodeCrm.ReportEngine.Homes;

/// <summary>A home page for one reader. Titles: of the records that its items point to, by form and id.</summary>
public sealed record HomeResult(HomeDefinition Home, IReadOnlyList<SectionResult> Sections, Dictionary<string, Dictionary<long, string>> Titles);

public abstract record SectionResult;

/// <summary>Total: how many are due in all; items are the first of them.</summary>
public sealed record TodoResult(TodoSection Section, IReadOnlyList<TodoItem> Items, long Total) : SectionResult;

public sealed record TodoItem(TodoSource Source, RecordData Record, string Text, DateOnly Due, RecordReference? About);

/// <summary>Filter: finds all of them in a list.</summary>
public sealed record AttentionResult(
    AttentionSection Section, FormModel Form, IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<AttentionItem> Items, long Total, Filter Filter) : SectionResult;

public sealed record AttentionItem(RecordData Record, string Title, IReadOnlyList<AttentionReason> Reasons);

public sealed record WidgetsResult(WidgetsSection Section, DashboardResult Data) : SectionResult;

public sealed record ChangesResult(ChangesSection Section, PipelineModel Pipeline, DateTimeOffset Since, IReadOnlyList<StageChange> Changes) : SectionResult;

public sealed record MentionsResult(MentionsSection Section) : SectionResult;

public sealed record ChecklistResult(ChecklistSection Section) : SectionResult;
