using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

public enum WriteKind
{
    Create,
    Update,
    Delete,
    Restore,

    /// <summary>The platform computes the formulas anew; nothing else of the record changes, and no rule is asked.</summary>
    Recompute,
}

/// <summary>What a caller wants written. Values are already read by their field types.</summary>
public sealed record WriteRequest
{
    public required AccessPolicy Access { get; init; }
    public required FormModel Form { get; init; }
    public required WriteKind Kind { get; init; }
    public long? Id { get; init; }

    /// <summary>The version the caller saw; null where the platform itself writes.</summary>
    public long? ExpectedVersion { get; init; }
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>Where paths of problems begin: <c>""</c> for a record, <c>/fields</c> for a move.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>form, move, bulk, import, system.</summary>
    public required string Via { get; init; }
    public string? Reason { get; init; }

    /// <summary>Past records (administrators only): unmet stage rules are noted instead of refused, nothing is set in motion.</summary>
    public bool Historical { get; init; }

    /// <summary>An administrator takes the record out of a stage that goes: no rule of a move is asked for, what lacks is noted.</summary>
    public bool Relocation { get; init; }

    /// <summary>Rules of stages are noted instead of refused.</summary>
    public bool IsUngated => Historical || Relocation;

    /// <summary>
    /// For the creation of a past record whose whole life is known: the writes that made it what it is, oldest first. They are
    /// kept as if they had been made then and by whom they name; Values, Via and Reason are not looked at.
    /// </summary>
    public IReadOnlyList<PastWrite>? Past { get; init; }

    /// <summary>Of a past record only the present state is told, so that nothing can be said about when it came to be so.</summary>
    public bool LacksPast => Historical && Past is null;

    /// <summary>References were resolved by the platform in this transaction's sight and need no second look.</summary>
    public bool TrustedReferences { get; init; }

    /// <summary>The caller announces the change itself, for many records at once.</summary>
    public bool Silent { get; init; }

    /// <summary>Shared by the writes of a command that makes many; null where each looks for itself.</summary>
    public KnownFacts? Facts { get; init; }

    /// <summary>Where new records get their ids from without waiting for their rows; null = from the row.</summary>
    public ReservedIds? Ids { get; init; }
}

/// <summary>One write of a past record's life: when, by whom (null = the platform), through which door and with what reason.</summary>
public sealed record PastWrite(DateTimeOffset At, long? Actor, string Via, IReadOnlyDictionary<string, object?> Values, string? Reason = null);

/// <summary>A stage field that changes with this write.</summary>
public sealed record StageMove(FieldDefinition Field, PipelineModel Pipeline, StageModel? From, StageModel To);

/// <summary>A write on its way through the steps of <see cref="RecordWriter"/>; each step reads and completes it.</summary>
public sealed class RecordChange
{
    /// <summary>Where checks look things up: the command's transaction, or a read session when a move is only being previewed.</summary>
    public required ISqlSession Session { get; init; }

    /// <summary>The transaction; only steps that write ask for it, and those never run in a preview.</summary>
    public CommandScope Scope => (CommandScope)Session;
    public required WriteRequest Request { get; init; }
    public required RecordData? Before { get; init; }

    /// <summary>The write before this one of a past record's life; null for any other.</summary>
    public RecordChange? Earlier { get; init; }

    /// <summary>The record as it will be.</summary>
    public required RecordData After { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>Writes another record in the same transaction, through the same steps.</summary>
    public required Func<WriteRequest, CancellationToken, Task<RecordData>> WriteAlsoAsync { get; init; }
    public List<Problem> Problems { get; } = [];
    public List<StageMove> Moves { get; } = [];

    /// <summary>Values of other records that expressions asked for, by path; filled by <see cref="RelatedValues"/>.</summary>
    public Dictionary<string, object?> Related { get; } = [];

    /// <summary>Rules that a historical record does not meet: stable rule ids with the field they are about.</summary>
    public List<Problem> Unmet { get; } = [];
    public AccessPolicy Access => Request.Access;
    public MetadataSnapshot Metadata => Request.Access.Metadata;
    public FormModel Form => Request.Form;
    public bool IsCreate => Request.Kind == WriteKind.Create;

    public bool Touches(string key) => Request.Values.ContainsKey(key);

    public bool Changes(string key) => !RecordValues.Same(Before?[key], After[key]);

    public string PathOf(string key) => $"{Request.PathPrefix}/{key}";

    /// <summary>Notes a problem about a field, with its label.</summary>
    public void Refuse(FieldDefinition field, string code, string rule) => Problems.Add(new Problem(PathOf(field.Key), code, rule).With("label", field.Title));
}
