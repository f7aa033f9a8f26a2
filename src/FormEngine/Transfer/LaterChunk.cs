using System.Text;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// Sets references between rows of the file in one transaction with the progress. A row whose reference still means
/// nothing, because the row that it names was refused, keeps its record: it is named among the problems and in the file
/// of refused rows, but not counted as rejected.
/// </summary>
public sealed class LaterChunk(ImportContext context, IReadOnlyList<LaterReference> entries)
{
    private readonly MissingRecords _missing = new(context);
    private readonly StringBuilder _rejected = new();
    private readonly HashSet<long> _changed = [];

    private ImportPlan Plan => context.Plan;

    public async Task<ImportProgress> RunAsync(CommandScope scope, ImportProgress before, long next, CancellationToken ct)
    {
        var progress = before.Copy();
        progress.LaterDone = next;
        await context.References.PrepareAsync(scope, entries.SelectMany(e => context.Reader.NamesIn(e.ToRow())), ct);
        foreach (var entry in entries)
            await SetAsync(scope, entry, progress, ct);
        progress.RejectedLength = await ImportFiles.WriteAsync(context.Files.Rejected, before.RejectedLength, _rejected.ToString(), ct);
        var (outbox, actor, now) = (context.Services.Outbox, Plan.Access.Actor.UserId, context.Services.Clock.Now);
        if (_changed.Count > 0)
            await outbox.AddRecordsChangedAsync(scope, Plan.Form.Key, [.. _changed], actor, now, ct);
        foreach (var form in _missing.Added)
            await outbox.AddRecordsChangedAsync(scope, form.Key, [.. form], actor, now, ct);
        await JobProgress.SaveAsync(scope, context.Job, progress.ToJson(), ct);
        return progress;
    }

    private async Task SetAsync(CommandScope scope, LaterReference entry, ImportProgress progress, CancellationToken ct)
    {
        var row = entry.ToRow();
        var reading = new RowReading(row);
        var refusal = await ImportContext.TryAsync(scope, () => WriteAsync(scope, entry, reading, progress, ct), ct);
        if (refusal is null)
            _missing.Keep();
        else
            _missing.TakeBack();
        progress.Unmatched += reading.Unmatched;
        List<RowProblem> problems = [.. reading.Problems, .. refusal is null ? [] : context.Explain(refusal, c => Plan.TextOf(row, c))];
        if (problems.Count == 0)
            return;
        progress.Note(entry.Row, problems);
        context.AppendRejected(_rejected, entry.Cells, problems);
    }

    private async Task WriteAsync(CommandScope scope, LaterReference entry, RowReading reading, ImportProgress progress, CancellationToken ct)
    {
        foreach (var column in Plan.Columns.Where(c => c.IsSelfReference))
            if (Plan.TextOf(reading.Row, column) is { } text && RowReader.ValueOf(column, await FindAsync(scope, reading, column, text, ct)) is { } value)
                reading.Values[column.Field.Key] = value;
        var record = await context.Services.Store.FindAsync(scope, Plan.Access, Plan.Form, entry.Id, RecordAction.Read, ct, allFields: true) ?? throw new NotFoundException("record");
        if (reading.Values.All(v => RecordValues.Same(v.Value, record[v.Key])))
            return;
        await context.Services.Writer.WriteAsync(scope, context.Write(Plan.Form, WriteKind.Update, entry.Id, reading.Values), ct);
        _changed.Add(entry.Id);
        if (entry.IsUnchanged)
            (progress.Unchanged, progress.Updated) = (progress.Unchanged - 1, progress.Updated + 1);
    }

    private async Task<List<RecordReference>> FindAsync(CommandScope scope, RowReading reading, PlannedColumn column, string text, CancellationToken ct)
    {
        var found = new List<RecordReference>();
        foreach (var name in column.Names(text))
        {
            if (context.References.Find(column, name).Count == 0 && column is { OnUnmatched: Unmatched.Create, MayCreate: true })
                await _missing.AddAsync(scope, column, name, ct);
            switch (context.References.Find(column, name))
            {
                case [var record]:
                    found.Add(record);
                    break;
                case []:
                    reading.Unmatched++;
                    if (column.OnUnmatched != Unmatched.Null)
                        reading.Refuse(column, name, "reference.unmatched");
                    break;
                default:
                    reading.Refuse(column, name, "reference.ambiguous");
                    break;
            }
        }
        return found;
    }
}
