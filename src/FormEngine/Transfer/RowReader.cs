using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Turns rows into values by the plan. Names must have been looked up before; nothing is read from the database here.</summary>
/// <param name="plan">How columns become fields.</param>
/// <param name="references">What names mean.</param>
/// <param name="options">What options and stages are called.</param>
/// <param name="ownNames">Names that the file itself brings, for references to its own rows.</param>
public sealed class RowReader(ImportPlan plan, ReferenceLookups references, OptionMatches options, TextSet ownNames)
{
    /// <summary>The names in a row that must be looked up before it is read.</summary>
    public IEnumerable<(PlannedColumn Column, string Name)> NamesIn(CsvRow row)
    {
        foreach (var column in row.Fault is null ? plan.References : [])
            if (plan.TextOf(row, column) is { } text)
                foreach (var name in column.Names(text))
                    yield return (column, name);
    }

    public RowReading Read(CsvRow row)
    {
        var reading = new RowReading(row);
        if (row.Fault is { } fault)
        {
            reading.Problems.Add(new RowProblem(null, null, fault));
            return reading;
        }
        foreach (var column in plan.Columns)
            ReadCell(reading, column, plan.TextOf(row, column));
        return reading;
    }

    private void ReadCell(RowReading reading, PlannedColumn column, string? text)
    {
        if (text is null)
            SetBlank(reading, column);
        else if (column.IsReference)
            ReadReference(reading, column, text);
        else if (column.Field.Type is MultiSelectFieldType)
            ReadOptions(reading, column, text);
        else if (column.IsOptions || column.Pipeline is not null)
            ReadOption(reading, column, text);
        else
            ReadValue(reading, column, text);
    }

    private void ReadValue(RowReading reading, PlannedColumn column, string text)
    {
        var problems = new List<Problem>();
        reading.Values[column.Field.Key] = column.Field.Type.ReadText(text, column.Field, plan.Format, "/" + column.Field.Key, problems);
        reading.Problems.AddRange(problems.Select(p => new RowProblem(column.Name, text, p)));
    }

    private void ReadOption(RowReading reading, PlannedColumn column, string text)
    {
        if (options.Find(column, text) is { } key)
            reading.Values[column.Field.Key] = key;
        else
            Unmatched(reading, column, text);
    }

    private void ReadOptions(RowReading reading, PlannedColumn column, string text)
    {
        var keys = new List<string>();
        foreach (var part in MultiSelectFieldType.Parts(text))
            if (options.Find(column, part) is { } key)
                keys.Add(key);
            else
                Unmatched(reading, column, part);
        reading.Values[column.Field.Key] = keys.Count == 0 ? null : keys.Distinct().ToList();
    }

    private void ReadReference(RowReading reading, PlannedColumn column, string text)
    {
        var found = new List<RecordReference>();
        var isLater = false;
        foreach (var name in column.Names(text))
        {
            // Who else of that name the file brings is known only when all its rows are in.
            if (column.IsSelfReference && ownNames.Contains(RecordLookup.Fold(name)))
                isLater = true;
            else if (references.Find(column, name) is [var record])
                found.Add(record);
            else if (references.Find(column, name).Count > 1)
                reading.Refuse(column, name, "reference.ambiguous");
            else if (column is { OnUnmatched: Transfer.Unmatched.Create, MayCreate: true })
                reading.Missing.Add((column, name));
            else
                Unmatched(reading, column, name);
        }
        if (isLater)
            reading.Later.Add((column, text));
        else
            reading.Values[column.Field.Key] = ValueOf(column, found);
    }

    /// <summary>References in the shape in which their field keeps them.</summary>
    public static object? ValueOf(PlannedColumn column, List<RecordReference> records) => (records.Count, column.Field.Type.Shape) switch
    {
        (0, _) => null,
        (_, FieldShape.Links) => records.Select(r => r.Id).Distinct().ToList(),
        (_, FieldShape.PolymorphicReference) => records[0],
        _ => records[0].Id,
    };

    private static void Unmatched(RowReading reading, PlannedColumn column, string text)
    {
        reading.Unmatched++;
        if (column.OnUnmatched == Transfer.Unmatched.Null)
            SetBlank(reading, column);
        else
            reading.Refuse(column, text, column.IsReference ? "reference.unmatched" : column.Pipeline is null ? "option.unknown" : "stage.unknown");
    }

    // A record keeps an owner even where the file names none: who imports it.
    private static void SetBlank(RowReading reading, PlannedColumn column)
    {
        if (column.Field.Key != SystemMembers.Owner)
            reading.Values.TryAdd(column.Field.Key, null);
    }
}
