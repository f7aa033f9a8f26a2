using System.Collections.Immutable;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>A line of a mapping, resolved: which cell of a row, or which template, fills which field, and how its text is matched.</summary>
public sealed record PlannedColumn(MappedColumn Mapped, FieldDefinition Field)
{
    private static readonly char[] Separators = [';', '；', '|', '、', '\n'];

    /// <summary>The cell's position in a row; -1 for a template.</summary>
    public int Cell { get; init; } = -1;
    public ImportTemplate? Template { get; init; }
    public Unmatched OnUnmatched { get; init; }

    /// <summary>Where a name is looked for; empty for fields that are no references.</summary>
    public ImmutableArray<MatchTarget> Targets { get; init; } = [];

    /// <summary>It may point to records of the very file, so that it is resolved once all rows are in.</summary>
    public bool IsSelfReference { get; init; }

    /// <summary>Whether what is missing may be added: a record for references, an option for selects.</summary>
    public bool MayCreate { get; init; }
    public PipelineModel? Pipeline { get; init; }

    /// <summary>What problems call the column; a template goes by its field's key.</summary>
    public string Name => Mapped.Column ?? Field.Key;

    public bool IsReference => !Targets.IsEmpty;

    public bool IsOptions => Field.Type is SelectFieldType or MultiSelectFieldType;

    /// <summary>Columns that look in the same places share what was found.</summary>
    public string LookupKey { get; } = "";

    /// <summary>The names in a cell of several: people apart by semicolons and the like.</summary>
    public IReadOnlyList<string> Names(string text) =>
        Field.IsToMany ? text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text.Trim()];

    public PlannedColumn WithTargets(ImmutableArray<MatchTarget> targets) => new(this, targets);

    private PlannedColumn(PlannedColumn other, ImmutableArray<MatchTarget> targets) : this(other)
    {
        Targets = targets;
        LookupKey = string.Join('|', targets.Select(t => $"{t.Form.Key}.{t.Member}"));
    }
}

/// <summary>A form and the member of its records by which a file names them.</summary>
public sealed record MatchTarget(FormModel Form, string Member);
