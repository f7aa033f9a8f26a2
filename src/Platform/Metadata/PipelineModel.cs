using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Metadata;

public enum StageKind
{
    Open,
    Won,
    Lost,
}

/// <summary>A parsed pipeline: the stages of one stage field. Behaviour lives in FlowEngine; queries need only this.</summary>
public sealed record PipelineModel
{
    public required string Key { get; init; }
    public required string Form { get; init; }
    public required string Field { get; init; }
    public required LocalizedText Title { get; init; }
    public required JsonElement Document { get; init; }
    public required ImmutableArray<StageModel> Stages { get; init; }

    /// <summary>What a forecast sorts the stages into, in their order.</summary>
    public ImmutableArray<StageCategory> Categories { get; init; } = [];
    public int Version { get; init; }
    public string? ProbabilityField { get; init; }
    public string? AmountField { get; init; }
    public string? WeightedField { get; init; }

    /// <summary>The field that tells how long a record took to close, shown with its result.</summary>
    public string? CycleField { get; init; }
    public string? BoardSort { get; init; }
    public TaskFormMapping? TaskForm { get; init; }
    public required MovePolicy Moves { get; init; }

    public StageModel? Stage(string? key)
    {
        foreach (var stage in Stages)
            if (stage.Key == key)
                return stage;
        return null;
    }

    public StageModel First => Stages[0];
}

/// <summary>One stage. Probability 0–100 as a percentage. Required: keys of fields that must be filled to enter.</summary>
public sealed record StageModel
{
    public required string Id { get; init; }
    public required string Key { get; init; }
    public required LocalizedText Title { get; init; }
    public required StageKind Kind { get; init; }
    public required int Order { get; init; }
    public decimal Probability { get; init; }
    public int? StaleAfterDays { get; init; }

    /// <summary>Key of the pipeline's category that it counts to; null = none.</summary>
    public string? Category { get; init; }
    public ImmutableArray<string> Required { get; init; } = [];
    public ImmutableArray<string> Optional { get; init; } = [];
    public string? DateField { get; init; }
    public ImmutableArray<StageTask> Tasks { get; init; } = [];
    public ImmutableArray<StageDeliverable> Deliverables { get; init; } = [];
    public ImmutableArray<StageCriterion> Exit { get; init; } = [];
    public ImmutableArray<StageAssignment> OnEnter { get; init; } = [];
    public bool IsOpen => Kind == StageKind.Open;
}

/// <summary>How likely or how far the records of its stages are, in the words of the pipeline.</summary>
public sealed record StageCategory(string Key, LocalizedText Title);

/// <summary>A key task (关键任务), created on entry. Must: it blocks leaving forward. DueDays: days after entry.</summary>
public sealed record StageTask(string Key, LocalizedText Title, bool Must, int? DueDays);

/// <summary>A named file slot (输出物).</summary>
public sealed record StageDeliverable(string Key, LocalizedText Title, bool Must);

/// <summary>An exit criterion (准出标准).</summary>
public sealed record StageCriterion(string Key, LocalizedText Title, string When, bool Must)
{
    public CheckedExpression? Expression { get; init; }
}

/// <summary>A field set by an expression on entry.</summary>
public sealed record StageAssignment(string Field, string Source)
{
    public CheckedExpression? Expression { get; init; }
}

/// <summary>Which field of the task form plays which part. Waived: a text; a key task in which it says why it was waived holds nobody up.</summary>
public sealed record TaskFormMapping(
    string Form, string Title, string Due, string Owner, string Done, string? DoneOn, string? Must, string Record, string Key, string? Waived = null);

/// <summary>Who may make which kind of move, and who may waive a key task; administrators may always.</summary>
public sealed record MovePolicy(MoveRule Forward, MoveRule Skip, MoveRule Back, MoveRule Close, MoveRule Reopen, MoveRule Waive)
{
    /// <summary>What is said of single pairs of stages; it stands for what is said of the kind of move.</summary>
    public ImmutableArray<MovePair> Pairs { get; init; } = [];
}

/// <summary>A move from one stage to another. When: what must hold of the record, told to people as Title; null = nothing.</summary>
public sealed record MovePair(string From, string To, MoveRule Rule, string? When, LocalizedText? Title)
{
    public CheckedExpression? Expression { get; init; }
}

/// <summary>Roles that may make a move; null = everyone who may edit the record.</summary>
public sealed record MoveRule(ImmutableArray<string>? Roles, bool ReasonRequired)
{
    public static readonly MoveRule Anyone = new(null, false);
}
