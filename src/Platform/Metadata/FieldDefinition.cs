using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Schema;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// One field of a form, parsed from its JSON Schema property; immutable.
/// <para>Schema: the property as written. Settings: its <c>x-field</c>. Id is identity, Key names it in data and expressions.</para>
/// </summary>
public sealed record FieldDefinition
{
    public required string Id { get; init; }
    public required string Key { get; init; }
    public required FieldType Type { get; init; }
    public required LocalizedText Title { get; init; }
    private readonly JsonElement _schema;

    // A copy with another schema must not keep what was read from the old one.
    public required JsonElement Schema
    {
        get => _schema;
        init
        {
            _schema = value;
            _rules = null;
        }
    }

    private SchemaNode? _rules;

    /// <summary>The keywords of <see cref="Schema"/>, read once per definition, patterns included.</summary>
    public SchemaNode Rules => _rules ??= SchemaNode.Read(Schema);

    public required JsonElement Settings { get; init; }
    public bool Required { get; init; }
    public bool ReadOnly { get; init; }
    public bool Unique { get; init; }

    /// <summary>The first and the last day that a date or a moment may hold; null for any.</summary>
    public DayLimit? Earliest { get; init; }
    public DayLimit? Latest { get; init; }

    /// <summary>Digits after the point, 0–6; zero for types without fractions.</summary>
    public int Scale { get; init; }
    public ImmutableArray<SelectOption> Options { get; init; } = [];
    public bool AllowCreate { get; init; }

    /// <summary>Forms that a relation may point to; empty for other types.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>What expressions on the other side call the records that point there through this relation; null = they cannot.</summary>
    public string? ReverseKey { get; init; }

    /// <summary>What the record pointed to offers: to create a record of this form; null = nothing.</summary>
    public RelationOffer? Offer { get; init; }

    /// <summary>Which records its picker offers first; null = all.</summary>
    public RelationNarrowing? Narrow { get; init; }

    /// <summary>What is logged and said about this record is told by the timeline of the one it points to as well.</summary>
    public bool InTimeline { get; init; }
    public string? Pipeline { get; init; }
    public string? NumberPattern { get; init; }
    public bool GrantsAccess { get; init; }

    /// <summary>A constant default as JSON; undefined when there is none.</summary>
    public JsonElement DefaultValue { get; init; }
    public string? FormulaSource { get; init; }

    /// <summary>A formula that is not stored but computed in SQL whenever it is read; it has no column.</summary>
    public bool IsLive { get; init; }
    public string? DefaultSource { get; init; }
    public string? RequiredSource { get; init; }
    public string? ReadOnlySource { get; init; }

    // Checked against the form and filled by FormCompiler.
    public CheckedExpression? Formula { get; init; }
    public CheckedExpression? DefaultExpression { get; init; }
    public CheckedExpression? RequiredWhen { get; init; }
    public CheckedExpression? ReadOnlyWhen { get; init; }

    /// <summary>Where the value lives; assigned when the form is published and never changed.</summary>
    public string Column { get; init; } = "";

    /// <summary>Set on the copy that a reader gets who may know the value by its mask alone; never on the form's own.</summary>
    public bool IsMasked { get; init; }

    /// <summary>The built-in <c>owner</c>, labelled by the form but stored in the system column.</summary>
    public bool IsSystem => Key == SystemMembers.Owner;

    public bool IsToMany => Type.Shape == FieldShape.Links;

    public bool IsComputed => FormulaSource is not null || Type.IsGenerated;

    public SelectOption? Option(string key)
    {
        foreach (var option in Options)
            if (option.Key == key)
                return option;
        return null;
    }
}

/// <summary>A picker offers the records whose field has the value of this record's field By; all while that is blank. Advice, never a rule.</summary>
public sealed record RelationNarrowing(string Field, string By);

/// <summary>An action on the record that a relation points to: create a record of this form. While: a yes/no field of the record pointed to, which must hold.</summary>
public sealed record RelationOffer(LocalizedText Title, string While);
