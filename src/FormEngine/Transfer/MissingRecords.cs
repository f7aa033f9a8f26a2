using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Adds related records that a file names and nobody has entered yet, with just that name, through the same door as any write.</summary>
public sealed class MissingRecords(ImportContext context)
{
    private readonly List<(PlannedColumn Column, string Name)> _pending = [];
    private readonly List<(PlannedColumn Column, string Name, RecordReference Record)> _kept = [];

    /// <summary>What was added and stays, by form.</summary>
    public ILookup<string, long> Added => _kept.ToLookup(a => a.Record.Form, a => a.Record.Id);

    public async Task AddAsync(CommandScope scope, PlannedColumn column, string name, CancellationToken ct)
    {
        if (context.References.Find(column, name).Count > 0)
            return; // an earlier row, or an earlier cell of this one, has just added it
        var target = column.Targets[0];
        var problems = new List<Problem>();
        var field = target.Form.Field(target.Member)!;
        var value = field.Type.ReadText(name.Trim(), field, context.Plan.Format, "/" + column.Field.Key, problems);
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
        var values = new Dictionary<string, object?> { [field.Key] = value };
        var record = await context.Services.Writer.WriteAsync(scope, context.Write(target.Form, WriteKind.Create, null, values), ct);
        var reference = new RecordReference(target.Form.Key, record.Id);
        context.References.Add(column, name, reference);
        _pending.Add((column, name));
        _kept.Add((column, name, reference));
    }

    /// <summary>The row that needed them is written.</summary>
    public void Keep() => _pending.Clear();

    /// <summary>The row that needed them was refused, and they went with it.</summary>
    public void TakeBack()
    {
        foreach (var (column, name) in _pending)
            context.References.Remove(column, name);
        _kept.RemoveRange(_kept.Count - _pending.Count, _pending.Count);
        _pending.Clear();
    }

    /// <summary>The whole chunk was only tried.</summary>
    public void TakeAllBack()
    {
        foreach (var (column, name, _) in _kept)
            context.References.Remove(column, name);
        _kept.Clear();
        _pending.Clear();
    }
}
