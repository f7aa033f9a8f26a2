using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Records.Retypes;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Checks a document of a kind that Platform does not know; registered by the engine that owns the kind.</summary>
public interface IDefinitionCheck
{
    string Kind { get; }

    IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata);
}

/// <summary>
/// Publishes definitions: check everything, change tables, append the version, swap the cache after COMMIT. Each publish
/// is a command of its own, so that no other write sees half of it. Callers have checked the right to design.
/// </summary>
public sealed class Publisher(UnitOfWork work, DefinitionStore store, SchemaEditor editor, MetadataCache cache, Outbox outbox, ClockSource clock, IEnumerable<IDefinitionCheck> checks, IEnumerable<IFormPublished> followers)
{
    /// <summary>Publishes one document. Answers its version. Throws ValidationException with every fault, ConflictException when stale.</summary>
    public Task<int> PublishAsync(string kind, string key, JsonElement document, int? expectedVersion, long? author, string? note, CancellationToken ct) =>
        PublishAsync(kind, key, document, expectedVersion, author, note, new RetypeFill(RetypeChoice.Strict), ct);

    /// <summary>The same with what was copied beforehand for fields whose type changes (<see cref="RetypePublisher"/>).</summary>
    internal async Task<int> PublishAsync(string kind, string key, JsonElement document, int? expectedVersion, long? author, string? note, RetypeFill fill, CancellationToken ct)
    {
        var announced = new List<Action>();
        try
        {
            return await work.ExecuteAloneAsync(async scope =>
            {
                var version = await AppendAsync(scope, cache.Current, cache.Current, kind, key, document, expectedVersion, author, note, fill, announced, ct);
                await SwapAfterCommitAsync(scope, [kind], ct);
                return version;
            }, ct);
        }
        catch
        {
            TakeBack(announced);
            throw;
        }
    }

    /// <summary>Several publishes in one transaction, each seeing those before it; for templates.</summary>
    public async Task<T> PublishAllAsync<T>(Func<CommandScope, PublishBatch, Task<T>> batch, CancellationToken ct)
    {
        var announced = new List<Action>();
        try
        {
            return await work.ExecuteAloneAsync(async scope =>
            {
                var publishes = new PublishBatch(this, scope, announced);
                var result = await batch(scope, publishes);
                await SwapAfterCommitAsync(scope, publishes.Kinds, ct);
                return result;
            }, ct);
        }
        catch
        {
            TakeBack(announced);
            throw;
        }
    }

    // What was said before a COMMIT that never came.
    private static void TakeBack(List<Action> announced)
    {
        foreach (var takeBack in announced)
            takeBack();
    }

    public async Task DeleteAsync(string kind, string key, int expectedVersion, long author, CancellationToken ct) => await work.ExecuteAloneAsync(async scope =>
    {
        await DeleteAsync(scope, kind, key, expectedVersion, author, ct);
        await SwapAfterCommitAsync(scope, [kind], ct);
        return true;
    }, ct);

    internal async Task DeleteAsync(CommandScope scope, string kind, string key, int? expectedVersion, long author, CancellationToken ct)
    {
        var last = cache.Current.Documents.GetValueOrDefault((kind, key)) ?? throw new NotFoundException(kind);
        await store.AppendAsync(scope.Db, kind, key, last.Document, expectedVersion ?? last.Version, author, clock.Now, null, ct, deleted: true);
    }

    /// <summary>What a publish would say, changing nothing.</summary>
    public IReadOnlyList<Problem> Check(string kind, string key, JsonElement document, MetadataSnapshot metadata)
    {
        var problems = new List<Problem>();
        _ = Read(kind, key, Complete(kind, key, document, metadata), metadata, metadata, problems);
        return problems;
    }

    /// <param name="metadata">What is published.</param>
    /// <param name="seen">The same with what comes along in this batch, so that documents may refer to each other in a circle.</param>
    internal async Task<int> AppendAsync(CommandScope scope, MetadataSnapshot metadata, MetadataSnapshot seen, string kind, string key, JsonElement document, int? expectedVersion, long? author, string? note, RetypeFill fill, List<Action> announced, CancellationToken ct)
    {
        document = Complete(kind, key, document, metadata);
        var problems = new List<Problem>();
        var form = Read(kind, key, document, metadata, seen, problems);
        if (problems.Count > 0)
            throw new ValidationException("definition.invalid", problems);
        var last = await store.RequireCurrentAsync(scope.Db, kind, key, expectedVersion, ct);
        if (form is not null && await PublishFormAsync(scope, metadata.Form(key), Former(metadata.Form(key), last), form, author, fill, ct))
        {
            // Said before the COMMIT, while nobody can write: whoever waits with an older version learns of it afterwards.
            var version = (last?.Version ?? 0) + 1;
            announced.Add(() => cache.Unmove(key, version));
            cache.Move(key, version);
        }
        if (kind == DefinitionKinds.Pipeline)
            await KeepStagesInUseAsync(scope, metadata, metadata.Pipelines.GetValueOrDefault(key), document, announced, ct);
        return (await store.AppendAsync(scope.Db, kind, key, document, expectedVersion, author, clock.Now, note, ct)).Version;
    }

    // A record in a stage that is no more would stand on no board; in the recycle bin it could not be restored.
    private async Task KeepStagesInUseAsync(CommandScope scope, MetadataSnapshot metadata, PipelineModel? before, JsonElement document, List<Action> announced, CancellationToken ct)
    {
        if (before is null || metadata.Form(before.Form) is not { } form || form.Field(before.Field) is not { } field)
            return;
        var kept = document.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("key").GetString()).ToHashSet();
        var problems = new List<Problem>();
        var gone = before.Stages.Where(s => !kept.Contains(s.Key)).ToList();
        if (gone.Count > 0 && scope.Dialect.HoldWrites(form.Table) is { } hold)
            await scope.Statement(hold).ExecuteNonQueryAsync(ct);
        foreach (var stage in gone)
        {
            // Said before the COMMIT, while nobody can write: whoever waits to put a record there learns of it afterwards.
            announced.Add(cache.TakeOut(before.Key, stage.Key));
            if (await SchemaScan.CountStageAsync(scope, form, field, stage.Key, ct) is var count and > 0)
                problems.Add(new Problem("/stages", "pipeline.stage_used").With("stage", stage.Title).With("count", count));
        }
        if (problems.Count > 0)
            throw new ValidationException("definition.invalid", problems);
    }

    // A form that was deleted and comes back finds the records that it had.
    private static FormModel? Former(FormModel? before, DefinitionVersion? last)
    {
        if (before is not null || last is null)
            return before;
        using var document = JsonDocument.Parse(last.Document);
        return FormParser.Parse(document.RootElement.Clone(), []);
    }

    // Answers whether values live elsewhere, or mean something else, from now on.
    private async Task<bool> PublishFormAsync(CommandScope scope, FormModel? before, FormModel? former, FormModel form, long? author, RetypeFill fill, CancellationToken ct)
    {
        var columns = await scope.Db.FieldColumns.Where(c => c.Form == form.Key).ToListAsync(ct);
        var retypes = FieldRetype.Between(before, form, columns);
        var isRetargeted = former is not null && RelationTargets.Narrowed(former, form).Any();
        if ((retypes.Count > 0 || isRetargeted) && scope.Dialect.HoldWrites(form.Table) is { } hold)
            await scope.Statement(hold).ExecuteNonQueryAsync(ct);
        var placed = await editor.PlaceAsync(scope, before, form, retypes, author, ct);
        if (isRetargeted && await RelationTargets.FaultsAsync(scope, former!, form, placed, ct) is { Count: > 0 } faults)
            throw new ValidationException("definition.invalid", faults);
        await fill.FinishAsync(scope, placed, [.. retypes.Select(r => (r, placed.Fields.First(f => f.Id == r.To.Id)))], clock, ct);
        await SchemaIndexes.ApplyAsync(scope, before, placed, ct);
        foreach (var follower in followers)
            await follower.ApplyAsync(scope, before, placed, author, ct);
        return isRetargeted || before?.Fields.Any(was => placed.Fields.FirstOrDefault(f => f.Id == was.Id) is { } now && now.Column != was.Column) == true;
    }

    /// <summary>The document as it will be kept: fields that came without an id have one.</summary>
    public static JsonElement Complete(string kind, string key, JsonElement document, MetadataSnapshot metadata) =>
        kind == DefinitionKinds.Form && document.ValueKind == JsonValueKind.Object ? FieldIds.Fill(document, metadata.Form(key)) : document;

    internal Task<MetadataSnapshot> LoadAsync(CommandScope scope, CancellationToken ct) => store.LoadAsync(scope.Db, ct);

    private async Task SwapAfterCommitAsync(CommandScope scope, IReadOnlyCollection<string> kinds, CancellationToken ct)
    {
        var next = await store.LoadAsync(scope.Db, ct);
        scope.AfterCommit(() => cache.Swap(next));
        if (kinds.Count > 0)
            await outbox.AddAsync(scope, Outbox.DefinitionsChangedKind, new DefinitionsChanged([.. kinds]), clock.Now, ct);
    }

    // Answers the form model for forms, null for other kinds.
    private FormModel? Read(string kind, string key, JsonElement document, MetadataSnapshot metadata, MetadataSnapshot seen, List<Problem> problems)
    {
        var named = document.ValueKind == JsonValueKind.Object && document.TryGetProperty(kind == DefinitionKinds.Form ? "$id" : "key", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        if (named is not null && named != key)
            problems.Add(new Problem(kind == DefinitionKinds.Form ? "/$id" : "/key", "key.differs").With("key", key));
        switch (kind)
        {
            case DefinitionKinds.Form:
                FormTexts.Check(document, problems);
                if (FormParser.Parse(document, problems) is not { } form)
                    return null;
                BuiltInFormRules.Check(form, problems);
                ChangeRules.Check(metadata.Form(form.Key), form, metadata, problems);
                form = FormCompiler.Compile(form, seen, problems, lenient: false);
                FormulaCycles.Check(form, seen, problems);
                if (metadata.Form(form.Key) is { } before)
                    Dependents.Check(before, form, seen, checks, problems);
                RoleRules.CheckFormulas(form, seen, problems);
                return form;
            case DefinitionKinds.Pipeline:
                if (PipelineParser.Parse(document, seen, problems) is { } pipeline)
                {
                    RoleUsages.CheckMoves(pipeline, seen, problems);
                    PipelineSteps.Check(pipeline, seen, problems);
                }
                break;
            case DefinitionKinds.Role:
                if (RoleParser.Parse(document, problems) is { } role)
                    RoleRules.Check(role, seen, problems);
                break;
            default:
                problems.AddRange(checks.First(c => c.Kind == kind).Check(document, seen));
                break;
        }
        return null;
    }
}

/// <summary>Publishes within a transaction that is already open.</summary>
public sealed class PublishBatch(Publisher publisher, CommandScope scope, List<Action> announced)
{
    private readonly List<FormModel> _announced = [];
    private readonly SortedSet<string> _kinds = new(StringComparer.Ordinal);

    /// <summary>The kinds of what has been published or deleted so far.</summary>
    internal IReadOnlyCollection<string> Kinds => _kinds;

    public async Task<int> PublishAsync(string kind, string key, JsonElement document, int? expectedVersion, long? author, string? note, CancellationToken ct)
    {
        var metadata = await publisher.LoadAsync(scope, ct);
        _kinds.Add(kind);
        return await publisher.AppendAsync(scope, metadata, Seen(metadata), kind, key, document, expectedVersion, author, note, new RetypeFill(RetypeChoice.Strict), announced, ct);
    }

    /// <summary>Forms that this batch will publish, which others of it may refer to before their turn.</summary>
    public void Announce(IEnumerable<JsonElement> forms) => _announced.AddRange(forms.Select(f => FormParser.Parse(f, [])).OfType<FormModel>());

    private MetadataSnapshot Seen(MetadataSnapshot metadata)
    {
        var forms = metadata.Forms.ToDictionary();
        foreach (var form in _announced)
            forms[form.Key] = form;
        return metadata with { Forms = forms.ToFrozenDictionary() };
    }

    /// <summary>Publishes over whatever version is current; the same document again adds none.</summary>
    public async Task PublishCurrentAsync(CommandScope command, string kind, string key, JsonElement document, long? author, CancellationToken ct)
    {
        var metadata = await publisher.LoadAsync(command, ct);
        var current = metadata.Documents.GetValueOrDefault((kind, key));
        if (current is null || !JsonElement.DeepEquals(current.Document, Publisher.Complete(kind, key, document, metadata)))
        {
            _kinds.Add(kind);
            await publisher.AppendAsync(scope, metadata, Seen(metadata), kind, key, document, current?.Version, author, null, new RetypeFill(RetypeChoice.Strict), announced, ct);
        }
        // From here on it is seen as it was published.
        _announced.RemoveAll(f => kind == DefinitionKinds.Form && f.Key == key);
    }

    /// <summary>Takes the current version away; what it described stays in the database.</summary>
    public Task DeleteAsync(string kind, string key, long author, CancellationToken ct)
    {
        _kinds.Add(kind);
        return publisher.DeleteAsync(scope, kind, key, null, author, ct);
    }

    /// <summary>The metadata as published so far in this transaction.</summary>
    public Task<MetadataSnapshot> MetadataAsync(CancellationToken ct) => publisher.LoadAsync(scope, ct);
}
