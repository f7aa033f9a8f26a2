using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>A published form, parsed and immutable. Document is exactly what was put; everything else is derived from it.</summary>
public sealed record FormModel
{
    public required string Key { get; init; }
    public required LocalizedText Title { get; init; }
    public LocalizedText? Plural { get; init; }
    public required JsonElement Document { get; init; }
    private readonly ImmutableArray<FieldDefinition> _fields;

    // A copy with other fields must not keep what was derived from the old ones.
    public required ImmutableArray<FieldDefinition> Fields
    {
        get => _fields;
        init
        {
            _fields = value;
            _byKey = null;
            _formulas = default;
        }
    }
    public int Version { get; init; }
    public string Icon { get; init; } = "square";
    public string? Color { get; init; }
    public int Order { get; init; }
    public bool ShowInNavigation { get; init; } = true;

    /// <summary>The ways of looking at its records that the document names, the one that opens first; empty = it names none (<see cref="FormViews.Of"/>).</summary>
    public ImmutableArray<string> Views { get; init; } = [];

    /// <summary>The field that names a record; null when the form has none.</summary>
    public string? RecordTitle { get; init; }
    public ImmutableArray<string> Search { get; init; } = [];
    public ImmutableArray<ImmutableArray<string>> Unique { get; init; } = [];
    public ImmutableArray<ImmutableArray<string>> Indexes { get; init; } = [];

    /// <summary>The relation whose record decides who may see this one; null when the form has its own row rules.</summary>
    public string? AccessFollows { get; init; }
    public FormTimeline? Timeline { get; init; }
    public string? NameFrom { get; init; }

    /// <summary>How records like one at hand are found; null = they are not.</summary>
    public FormSimilar? Similar { get; init; }
    /// <summary>Fields whose likeness makes two records look like the same thing entered twice.</summary>
    public ImmutableArray<string> Duplicates { get; init; } = [];

    public string Table => "r_" + Key;

    private FrozenDictionary<string, FieldDefinition>? _byKey;

    private FrozenDictionary<string, FieldDefinition> ByKey => _byKey ??= Fields.ToFrozenDictionary(f => f.Key);

    public FieldDefinition? Field(string key) => ByKey.GetValueOrDefault(key);

    private ImmutableArray<FieldDefinition> _formulas;

    /// <summary>Stored formula fields, each after those that it reads.</summary>
    public ImmutableArray<FieldDefinition> FormulasInOrder => _formulas.IsDefault ? _formulas = OrderFormulas() : _formulas;

    private ImmutableArray<FieldDefinition> OrderFormulas()
    {
        var ordered = new List<FieldDefinition>();
        void Visit(FieldDefinition field)
        {
            if (field.Formula is null || field.IsLive || ordered.Contains(field))
                return;
            foreach (var member in field.Formula.Members)
                if (Field(member) is { Formula: not null } inner && inner.Key != field.Key)
                    Visit(inner);
            ordered.Add(field);
        }
        foreach (var field in Fields)
            Visit(field);
        return [.. ordered];
    }

    public bool IsUserForm => Key == BuiltInForms.User;

    public string LinkTable(FieldDefinition field) => LinkTable(field.Column);

    public string LinkTable(string column) => $"l_{Key}_{column}";
}

/// <summary>How records of this form appear in the timeline of the record that they point to. At: a date field, null = creation.</summary>
public sealed record FormTimeline(string By, string? At, ImmutableArray<string> Summary);

/// <summary>Forms that exist in every installation; a template may extend them but not take their fields away.</summary>
public static class BuiltInForms
{
    public const string User = "user";
    public const string Team = "team";
}
