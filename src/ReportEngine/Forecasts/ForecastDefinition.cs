using System.Collections.Immutable;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>
/// What is expected of the records of a pipeline, by month (docs/documents.md, Forecast). Amount, Weighted, Date (expected), ClosedOn:
/// fields of the pipeline's form. Roles: empty = anybody who may read that form.
/// </summary>
public sealed record ForecastDefinition
{
    public const string Kind = DefinitionKinds.Forecast;

    public required string Key { get; init; }
    public required LocalizedText Title { get; init; }
    public int Order { get; init; }
    public ImmutableArray<string> Roles { get; init; } = [];
    public required string Pipeline { get; init; }
    public required string Amount { get; init; }
    public required string Weighted { get; init; }
    public required string Date { get; init; }
    public required string ClosedOn { get; init; }
    public ImmutableArray<ForecastSplit> Splits { get; init; } = [];
    public ForecastTargets? Targets { get; init; }

    public ForecastSplit? Split(string? key) => Splits.FirstOrDefault(s => s.Key == key);
}

/// <summary>By what a forecast can be split. Field: a member of the form, or one behind a reference of it. WonBy: who is credited with what is won; null = the same member.</summary>
public sealed record ForecastSplit(string Key, LocalizedText? Title, string Field, string? WonBy)
{
    /// <summary>The form's own member that the split begins with, and what of the record behind it; null = itself.</summary>
    public (string Member, string? Behind) Parts => Field.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? (Field[..dot], Field[(dot + 1)..]) : (Field, null);
}

/// <summary>Where targets stand. Start: a day of the quarter that a target is for. By: whose it is, the first of them that the record has.</summary>
public sealed record ForecastTargets(string Form, string Start, string Amount, ImmutableArray<ForecastTargetOf> By);

/// <summary>A target belongs to the value of a split that its field holds.</summary>
public sealed record ForecastTargetOf(string Split, string Field);
