using System.Collections.Immutable;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>A mapping resolved against a form, a file's header and the rights of who imports. Immutable; belongs to one snapshot of the metadata.</summary>
public sealed record ImportPlan(AccessPolicy Access, FormModel Form, ImportMapping Mapping)
{
    private readonly Dictionary<string, PlannedColumn> _byColumn = [];
    private CsvHeader _header = new([]);

    public ImmutableArray<PlannedColumn> Columns { get; init; } = [];
    public ImmutableArray<FieldDefinition> Key { get; init; } = [];
    public required TextFormat Format { get; init; }

    public IEnumerable<PlannedColumn> References => Columns.Where(c => c.IsReference);

    public PlannedColumn? ColumnOf(string field) => Columns.FirstOrDefault(c => c.Field.Key == field);

    /// <summary>Resolves a mapping; every fault is added with its JSON Pointer into the mapping. Partial: only the columns matter yet.</summary>
    public static ImportPlan Resolve(ImportMapping mapping, AccessPolicy access, FormModel form, CsvHeader header, List<Problem> problems, bool partial = false)
    {
        var columns = mapping.Columns.Select(c => PlannedColumns.Resolve(c, mapping, access, form, header, problems)).OfType<PlannedColumn>().ToImmutableArray();
        foreach (var twice in columns.GroupBy(c => c.Field.Key).Where(g => g.Count() > 1))
            problems.Add(new Problem($"/columns/{twice.Last().Mapped.Index}/field", "import.field_twice").With("label", twice.First().Field.Title));
        if (columns.IsEmpty && problems.Count == 0)
            problems.Add(new Problem("/columns", "import.no_columns"));
        var plan = new ImportPlan(access, form, mapping)
        {
            Columns = columns,
            Key = partial ? [] : KeyOf(mapping, columns, problems),
            Format = new TextFormat(mapping.DateFormat, access.Actor.TimeZone, access.Actor.Language),
        };
        foreach (var column in columns.Where(c => c.Cell >= 0))
            plan._byColumn.TryAdd(header.Names[column.Cell], column);
        plan._header = header;
        return plan;
    }

    /// <summary>What a column says in a row, after the mapping's values; null when it is blank.</summary>
    public string? TextOf(CsvRow row, PlannedColumn column) => column.Template is { } template
        ? template.Compose(name => PartOf(row, name))
        : Mapped(column, row.Cells[column.Cell]);

    /// <summary>The names that a row's key cells spell, to tell rows of one key apart from others; null when one is blank.</summary>
    public string? KeyTextOf(CsvRow row)
    {
        var texts = Key.Select(field => TextOf(row, ColumnOf(field.Key)!)?.Trim()).ToList();
        return texts.Contains(null) ? null : string.Join('\u001f', texts);
    }

    // A composed name shows what a reference means, and what the file says of anything else.
    private string? PartOf(CsvRow row, string name)
    {
        var index = _header.IndexOf(name);
        return index >= 0 && _byColumn.TryGetValue(_header.Names[index], out var column) && (column.IsReference || column.Field.Type is TextFieldType)
            ? Mapped(column, row.Cells[index])
            : row.Cells[index];
    }

    private static string? Mapped(PlannedColumn column, string cell)
    {
        var text = CsvText.Unguard(cell);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return column.Mapped.Values.TryGetValue(text.Trim(), out var meant) ? string.IsNullOrWhiteSpace(meant) ? null : meant : text;
    }

    private static ImmutableArray<FieldDefinition> KeyOf(ImportMapping mapping, ImmutableArray<PlannedColumn> columns, List<Problem> problems)
    {
        if (mapping.Key.IsEmpty && mapping.Mode != ImportMode.Create)
            problems.Add(new Problem("/key", "import.key"));
        var key = ImmutableArray.CreateBuilder<FieldDefinition>();
        for (var i = 0; i < mapping.Key.Length; i++)
            if (columns.FirstOrDefault(c => c.Field.Key == mapping.Key[i]) is { Field.Type.Shape: FieldShape.Column, IsSelfReference: false } column)
                key.Add(column.Field);
            else
                problems.Add(new Problem($"/key/{i}", "import.key_column").With("field", mapping.Key[i]));
        return key.ToImmutable();
    }
}
