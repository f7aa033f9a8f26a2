using System.Text;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// Some hundred rows in one transaction together with the progress that counts them, so that a crash loses or repeats
/// none. A refused row leaves nothing behind and never takes others with it. May run again from its beginning.
/// </summary>
/// <param name="context">The import.</param>
/// <param name="rows">The rows, in their order.</param>
/// <param name="repeated">Numbers of rows whose key stood in an earlier row of the file.</param>
public sealed class ImportChunk(ImportContext context, IReadOnlyList<CsvRow> rows, IReadOnlySet<long> repeated)
{
    private readonly MissingRecords _missing = new(context);
    private readonly StringBuilder _rejected = new();
    private readonly StringBuilder _later = new();
    private readonly List<long> _changed = [];

    private ImportPlan Plan => context.Plan;

    /// <summary>Answers the progress after these rows; it holds once the transaction is committed.</summary>
    public async Task<ImportProgress> RunAsync(CommandScope scope, ImportProgress before, CancellationToken ct)
    {
        try
        {
            return await WriteAllAsync(scope, before, ct);
        }
        catch
        {
            _missing.TakeAllBack(); // they went with the transaction
            throw;
        }
    }

    private async Task<ImportProgress> WriteAllAsync(CommandScope scope, ImportProgress before, CancellationToken ct)
    {
        var progress = before.Copy();
        await context.References.PrepareAsync(scope, rows.SelectMany(context.Reader.NamesIn), ct);
        var readings = rows.Select(context.Reader.Read).ToList();
        var known = await KeyedRecords.LoadAsync(scope, context.Services.Lookup, Plan, readings.Where(r => r.Problems.Count == 0), ct);
        if (Plan.Mapping.DryRun)
            await scope.SaveAsync("trial", ct);
        foreach (var reading in readings)
            await ImportAsync(scope, reading, known, progress, ct);
        progress.Processed += rows.Count;
        progress.RejectedLength = await ImportFiles.WriteAsync(context.Files.Rejected, before.RejectedLength, _rejected.ToString(), ct);
        if (Plan.Mapping.DryRun)
        {
            await scope.RollBackToAsync("trial", ct);
            _missing.TakeAllBack();
        }
        else
        {
            progress.LaterLength = await ImportFiles.WriteAsync(context.Files.Later, before.LaterLength, _later.ToString(), ct);
            await AnnounceAsync(scope, ct);
        }
        await JobProgress.SaveAsync(scope, context.Job, progress.ToJson(), ct);
        return progress;
    }

    private async Task ImportAsync(CommandScope scope, RowReading reading, KeyedRecords known, ImportProgress progress, CancellationToken ct)
    {
        var key = known.KeyOf(reading);
        var found = known.Find(key);
        if (reading.Problems.Count == 0 && KeyFault(key, found, repeated.Contains(reading.Row.Number)) is { } fault)
            reading.Problems.Add(new RowProblem(Plan.ColumnOf(Plan.Key[0].Key)!.Name, key?.Replace('\u001f', ' '), fault));
        if (reading.Problems.Count > 0)
        {
            Reject(reading, reading.Problems, progress);
            return;
        }
        if (Plan.Mapping.DryRun && found.Count == 0 && key is not null && context.Tried.Contains(key))
            progress.Updated++; // an earlier chunk, rolled back since, would have created what this row changes
        else if (found is [var same] && IsUnchanged(reading, same))
        {
            progress.Unchanged++;
            Defer(reading, same, isUnchanged: true);
        }
        else
        {
            await WriteAsync(scope, reading, found.Count == 0 ? null : found[0], known, progress, ct);
            return;
        }
        progress.Unmatched += reading.Unmatched;
    }

    private Problem? KeyFault(string? key, IReadOnlyList<RecordData> found, bool isRepeated)
    {
        if (Plan.Key.IsEmpty)
            return null;
        if (Plan.Mapping.Mode == ImportMode.Create)
            return isRepeated ? new Problem("", "import.duplicate_key") : found.Count > 0 ? new Problem("", "import.exists") : null;
        if (key is null)
            return new Problem("", "import.key_blank").With("label", Plan.Key[0].Title);
        if (found.Count > 1)
            return new Problem("", "import.key_ambiguous");
        return found.Count == 0 && Plan.Mapping.Mode == ImportMode.Update ? new Problem("", "import.not_found") : null;
    }

    // Blank cells leave a record as it is, so only what the row says can differ.
    private static bool IsUnchanged(RowReading reading, RecordData record) =>
        reading.Missing.Count == 0 && reading.Values.All(v => v.Value is null || RecordValues.Same(v.Value, record[v.Key]));

    private async Task WriteAsync(CommandScope scope, RowReading reading, RecordData? existing, KeyedRecords known, ImportProgress progress, CancellationToken ct)
    {
        var record = existing;
        var refusal = await ImportContext.TryAsync(scope, async () =>
        {
            foreach (var (column, name) in reading.Missing)
                await _missing.AddAsync(scope, column, name, ct);
            var values = (reading.Missing.Count == 0 ? reading : context.Reader.Read(reading.Row)).Values;
            record = await context.Services.Writer.WriteAsync(scope, existing is null
                ? context.Write(Plan.Form, WriteKind.Create, null, values)
                : context.Write(Plan.Form, WriteKind.Update, existing.Id, values.Where(v => v.Value is not null).ToDictionary()), ct);
        }, ct);
        if (refusal is not null)
        {
            _missing.TakeBack();
            Reject(reading, [.. context.Explain(refusal, c => Plan.TextOf(reading.Row, c))], progress);
            return;
        }
        _missing.Keep();
        if (existing is null && Plan.Mapping.DryRun && known.KeyOf(reading) is { } created)
            context.Tried.Add(created);
        var isUnchanged = record!.Version == existing?.Version;
        (progress.Created, progress.Updated, progress.Unchanged) =
            (progress.Created + (existing is null ? 1 : 0), progress.Updated + (existing is null || isUnchanged ? 0 : 1), progress.Unchanged + (isUnchanged ? 1 : 0));
        progress.Unmatched += reading.Unmatched;
        if (!isUnchanged)
            _changed.Add(record.Id);
        Defer(reading, record, isUnchanged);
        known.Set(known.KeyOf(reading), record);
    }

    private void Reject(RowReading reading, IReadOnlyList<RowProblem> problems, ImportProgress progress)
    {
        progress.Rejected++;
        progress.Unmatched += reading.Unmatched;
        progress.Note(reading.Row.Number, problems);
        context.AppendRejected(_rejected, reading.Row.Cells, problems);
    }

    private void Defer(RowReading reading, RecordData record, bool isUnchanged)
    {
        if (reading.Later.Count > 0 && !Plan.Mapping.DryRun)
            _later.Append(new LaterReference(record.Id, reading.Row.Number, isUnchanged, reading.Row.Cells).ToLine());
    }

    private async Task AnnounceAsync(CommandScope scope, CancellationToken ct)
    {
        var (outbox, actor, now) = (context.Services.Outbox, Plan.Access.Actor.UserId, context.Services.Clock.Now);
        if (_changed.Count > 0)
            await outbox.AddRecordsChangedAsync(scope, Plan.Form.Key, _changed, actor, now, ct);
        foreach (var form in _missing.Added)
            await outbox.AddRecordsChangedAsync(scope, form.Key, [.. form], actor, now, ct);
    }
}
