using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>What a member path became: an SQL value, or for lists the link table behind it. Field is null for system members and stage properties.</summary>
public sealed record MemberSql
{
    public required string Path { get; init; }
    public required string Sql { get; init; }
    public required ColumnKind Kind { get; init; }
    public int Scale { get; init; }
    public required FormModel Form { get; init; }

    /// <summary>Alias of the table that holds it.</summary>
    public required string Alias { get; init; }
    public FieldDefinition? Field { get; init; }

    /// <summary>The form whose ids these are; null when it is no reference or may be of several.</summary>
    public string? References { get; init; }

    /// <summary>The column with the form key of a reference to one of several forms.</summary>
    public string? FormSql { get; init; }

    /// <summary>The quoted link table of a list; Sql is then the record's id.</summary>
    public string? LinkTable { get; init; }

    /// <summary>Which stage property this is (<c>kind order probability days limit owner from</c>), null for others.</summary>
    public string? StageProperty { get; init; }

    /// <summary>The pipeline whose stage keys these are without being the stage field itself; null for others.</summary>
    public PipelineModel? StagesOf { get; init; }
    /// <summary>The pipeline that a property of its stages is of.</summary>
    public PipelineModel? Pipeline { get; init; }
    public bool IsUser => References == BuiltInForms.User;
    public bool IsList => LinkTable is not null;
}
