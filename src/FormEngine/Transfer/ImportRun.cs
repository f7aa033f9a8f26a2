using System.Data.Common;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// One import from its first row, or from where it was interrupted, to its end. The order: read the file once to its
/// end, add options, write the rows chunk by chunk, then the references of the file to itself. When the form changes on
/// the way it goes on with the new one; where that no longer fits, every row that is not imported is told (<see cref="ImportRest"/>).
/// </summary>
public sealed class ImportRun(ImportServices services, Job job, ImportRequest request)
{
    private const int ChunkRows = 500;

    // So many new rows may turn the planner's picture of a table upside down.
    private const int ManyRows = 1_000;

    // A form is published once in a while, not all the time.
    private const int MaxMoves = 100;
    private static readonly TimeSpan UntilPublished = TimeSpan.FromMilliseconds(50);

    private readonly ImportFiles _files = new(services.Options, job.Id);
    private readonly TextSet _keys = new();
    private readonly TextSet _tried = new();
    private ImportContext _context = null!; // set by UseAsync before anything else
    private ImportScan _scan = new(0, new TextSet(), []);

    /// <summary>As last committed.</summary>
    public ImportProgress Progress { get; private set; } = ImportProgress.Parse(job.Progress, request.Mapping.DryRun);

    public async Task RunAsync(CancellationToken ct)
    {
        if (!File.Exists(_files.Source))
            throw new ValidationException("import.file_gone", [new Problem("", "import.file_gone")]);
        var format = await FormatAsync(ct);
        try
        {
            await RunAsync(format, ct);
            ImportFiles.Trim(_files.Rejected, Progress.RejectedLength);
        }
        catch (DomainException e) when (Progress.Processed > 0 && e is not LimitExceededException)
        {
            Progress = await new ImportRest(services, job.Id, format, request.Language).RefuseAsync(Progress, e);
            throw new ValidationException("import.stopped", ImportRest.Problems(e));
        }
    }

    private async Task RunAsync(CsvFormat format, CancellationToken ct)
    {
        await using (var rows = await OpenAsync(format, ct))
        {
            await UseAsync(format, rows.Header, ct);
            _scan = await ImportScan.RunAsync(rows, _context.Plan, new OptionMatches(), ct);
        }
        await AddOptionsAsync(ct);
        await BeginAsync();
        await using (var rows = await OpenAsync(format, ct))
            await WriteRowsAsync(rows, ct);
        if (request.Mapping.DryRun)
            return;
        await UnmovedAsync(async () =>
        {
            var context = _context with { References = new ReferenceLookups(services.Lookup, _context.Plan.Access) };
            await LaterReferences.RunAsync(context, Progress, committed => Progress = committed, ct);
        }, ct);
        if (Progress.Created >= ManyRows)
            await services.Work.ExecuteAsync(scope => TableStatistics.RefreshAsync(scope, _context.Plan.Form, ct), ct);
    }

    private async Task WriteRowsAsync(CsvRows rows, CancellationToken ct)
    {
        // What was committed before an interruption is read again, but only for its keys.
        for (var skipped = 0L; skipped < Progress.Processed && await rows.NextAsync(ct) is { } row; skipped++)
            IsRepeated(row);
        while (await rows.TakeAsync(ChunkRows, ct) is { Count: > 0 } chunk)
        {
            ct.ThrowIfCancellationRequested();
            if (HasChanged)
                await UseAsync(_context.File, rows.Header, ct);
            var repeated = chunk.Where(IsRepeated).Select(r => r.Number).ToHashSet();
            // Once begun a chunk is finished: it is short, and what is finished stays.
            await UnmovedAsync(async () => Progress = await WriteChunkAsync(_context, chunk, repeated, Progress), ct);
        }
    }

    private bool HasChanged => services.Metadata.Current.Generation != _context.Plan.Access.Metadata.Generation;

    // A publish that moved the form's values while rows were being written took them back with it: they are written again, by the form as it is now.
    private async Task UnmovedAsync(Func<Task> write, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await write();
                return;
            }
            catch (ConflictException e) when (e.Code == "form.moved" && attempt < MaxMoves)
            {
                if (!HasChanged)
                    await Task.Delay(UntilPublished, ct); // said before its COMMIT
                if (HasChanged)
                    await UseAsync(_context.File, _context.Header, ct);
            }
        }
    }

    // First without waiting for each row, where the database has that; with a verdict for every row only where one collides.
    private async Task<ImportProgress> WriteChunkAsync(ImportContext context, IReadOnlyList<CsvRow> chunk, IReadOnlySet<long> repeated, ImportProgress before)
    {
        var dialect = services.Database.Dialect;
        if (request.Mapping.DryRun || dialect.ReserveIds(context.Plan.Form.Table, 1) is null)
            return await RunAsync(() => null);
        try
        {
            return await RunAsync(() => new ReservedIds());
        }
        catch (DbException e) when (dialect.IsLateCollision(e))
        {
            return await RunAsync(() => null);
        }

        Task<ImportProgress> RunAsync(Func<ReservedIds?> ids) => services.Work.ExecuteAsync(
            scope => new ImportChunk(context with { Facts = new KnownFacts(), Ids = ids() }, chunk, repeated).RunAsync(scope, before, CancellationToken.None), CancellationToken.None);
    }

    // Where existing records may be changed, a key that comes again is just another change.
    private bool IsRepeated(CsvRow row) => row.Fault is null && request.Mapping.Mode == ImportMode.Create && _context.Plan.KeyTextOf(row) is { Length: > 0 } key && !_keys.Add(key);

    // The form, the rights and the reader over the metadata of this moment; again whenever something is published.
    private async Task UseAsync(CsvFormat format, CsvHeader header, CancellationToken ct)
    {
        var actor = await services.Actors.FindActorAsync(job.Actor, request.Language, ct) ?? throw new ForbiddenException();
        var access = new AccessPolicy(actor, services.Metadata.Current);
        var form = access.Metadata.Form(job.Form ?? "") ?? throw new NotFoundException("form");
        ImportRights.Require(access, form, request.Mapping);
        var problems = new List<Problem>();
        var plan = ImportPlan.Resolve(request.Mapping, access, form, header, problems);
        if (problems.Count > 0)
            throw new ValidationException("import.mapping", problems);
        var references = new ReferenceLookups(services.Lookup, access);
        var reader = new RowReader(plan, references, OptionsOf(plan), _scan.OwnNames);
        _context = new ImportContext(services, plan, _files, job.Id, format, header) { References = references, Reader = reader, Tried = _tried };
    }

    private async Task AddOptionsAsync(CancellationToken ct)
    {
        if (_scan.Options.Count > 0 && !request.Mapping.DryRun)
            await services.NewOptions.PublishAsync(_context.Plan.Form.Key, _scan.Options, job.Actor, _context.Language, ct);
        await UseAsync(_context.File, _context.Header, ct);
    }

    // A dry run publishes nothing, but counts as if it had.
    private OptionMatches OptionsOf(ImportPlan plan)
    {
        var options = new OptionMatches();
        foreach (var field in request.Mapping.DryRun ? _scan.Options.GroupBy(o => o.Column.Field.Key) : [])
            if (plan.ColumnOf(field.Key) is { } column)
                foreach (var (key, text) in NewOptions.KeysFor(column.Field, field.Select(o => o.Text)))
                    options.Add(column, text, key);
        return options;
    }

    private async Task BeginAsync()
    {
        Progress.Total = _scan.Rows;
        if (Progress.RejectedLength == 0)
        {
            var head = new System.Text.StringBuilder("\uFEFF");
            CsvText.AppendRow(head, _context.Header.Names.Select(CsvText.Guard).Append("reason"), _context.File.Delimiter);
            Progress.RejectedLength = await ImportFiles.WriteAsync(_files.Rejected, 0, head.ToString(), CancellationToken.None);
            Progress.Note(1, _context.Header.Twice.Select(name => new RowProblem(name, null, new Problem("", "import.header_twice").With("column", name))));
        }
        var json = Progress.ToJson();
        await services.Work.ExecuteAsync(scope => JobProgress.SaveAsync(scope, job.Id, json, CancellationToken.None), CancellationToken.None);
    }

    private async Task<CsvFormat> FormatAsync(CancellationToken ct)
    {
        await using var file = _files.OpenSource();
        var sample = await CsvSample.ReadAsync(file, ct);
        return CsvFormat.For(sample.Bytes.Span, sample.IsWhole, request.Mapping.Encoding, request.Mapping.Delimiter);
    }

    private Task<CsvRows> OpenAsync(CsvFormat format, CancellationToken ct) => CsvRows.OpenAsync(_files.OpenSource(), format, ct);
}
