using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// SQLite with write-ahead log and <c>synchronous=FULL</c>: what is acknowledged is on disk.
/// One writer connection serves a queue; commands that wait together share one COMMIT (a savepoint each), so that the
/// cost of a sync is divided among them. Readers never wait for the writer.
/// </summary>
public sealed class SqliteDatabase : Database
{
    private const int MaxGroup = 200;
    private const int MaxReaders = 32;
    // Readers look into the operating system's cache (up to 4 GiB of the file) instead of copying pages into small ones of
    // their own, of which a report over 100,000 records would need thousands, again each time: halves its time.
    private const string MapFile = "PRAGMA mmap_size=4294967296";
    private static readonly TimeSpan MaxGroupTime = TimeSpan.FromMilliseconds(25);

    private readonly string _readConnection;
    private readonly string _path;
    private readonly Func<CommandScope, PlatformDbContext> _openContext;
    private readonly Channel<WriteWork> _queue = Channel.CreateUnbounded<WriteWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentStack<ReadSession> _readers = new();
    private readonly SqliteConnection _writer;
    private readonly StatementCache _writerStatements;
    private readonly Task _loop;
    private FileStream? _lock;
    private volatile bool _closed;

    public SqliteDatabase(string path, Func<CommandScope, PlatformDbContext> openContext) : base(new SqliteDialect())
    {
        _path = path;
        _openContext = openContext;
        _readConnection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        _writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _writerStatements = new StatementCache(_writer, reuse: true);
        _writer.Open();
        Prepare(_writer);
        Execute(_writer, "PRAGMA journal_mode=WAL");
        Execute(_writer, "PRAGMA synchronous=FULL");
        Execute(_writer, "PRAGMA foreign_keys=ON");
        Execute(_writer, "PRAGMA cache_size=-65536");
        _loop = Task.Run(RunQueueAsync);
    }

    public override async Task<ReadSession> OpenReadAsync(CancellationToken ct)
    {
        if (_readers.TryPop(out var pooled))
            return pooled;
        var connection = new SqliteConnection(_readConnection);
        await connection.OpenAsync(ct);
        Prepare(connection);
        Execute(connection, MapFile);
        return new ReadSession(connection, new StatementCache(connection, reuse: true), Dialect, ReleaseAsync);
    }

    // Our own pool keeps compiled statements and registered functions with the connection.
    private async ValueTask ReleaseAsync(ReadSession session)
    {
        if (!_closed && _readers.Count < MaxReaders)
        {
            _readers.Push(session);
            return;
        }
        session.Statements.Dispose();
        await session.Connection.DisposeAsync();
    }

    public override Task LockAsync(CancellationToken ct)
    {
        // The operating system releases the lock with the process, however it ends.
        try
        {
            _lock = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new DatabaseInUseException(_path, e);
        }
        return Task.CompletedTask;
    }

    // What Linux, macOS and Windows call a file that another process has locked.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    internal override async Task<T> RunAsync<T>(Func<CommandScope, Task<T>> command, bool alone, CancellationToken ct)
    {
        var work = new WriteWork<T>(command, alone, ct);
        await _queue.Writer.WriteAsync(work, ct);
        return await work.Completion;
    }

    private async Task RunQueueAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var first))
                await RunGroupAsync(first);
        }
    }

    private async Task RunGroupAsync(WriteWork first)
    {
        var group = new List<WriteWork>();
        var refused = new List<(WriteWork Work, Exception Reason)>();
        try
        {
            await using var transaction = _writer.BeginTransaction();
            await using var scopes = new ScopeList();
            var started = TimeProvider.System.GetTimestamp();
            for (WriteWork? work = first; work is not null; work = Next(group, first, started))
            {
                if (await RunOneAsync(work, transaction, scopes, refused))
                    group.Add(work);
                if (work.Alone)
                    break;
            }
            transaction.Commit();
        }
        catch (Exception e)
        {
            // COMMIT failed, or an error ended the transaction: nothing of this group was written.
            foreach (var work in group)
                work.Fail(e);
            foreach (var (work, reason) in refused)
                work.Fail(reason);
            if (!group.Contains(first) && !refused.Any(r => r.Work == first))
                first.Fail(e);
            return;
        }
        foreach (var work in group)
            work.Complete();
        // Only now: whoever is told that someone else was faster must be able to see what they did.
        foreach (var (work, reason) in refused)
            work.Fail(reason);
    }

    private WriteWork? Next(List<WriteWork> group, WriteWork first, long started)
    {
        if (first.Alone || group.Count >= MaxGroup || TimeProvider.System.GetElapsedTime(started) > MaxGroupTime)
            return null;
        return _queue.Reader.TryPeek(out var next) && !next.Alone && _queue.Reader.TryRead(out next) ? next : null;
    }

    private async Task<bool> RunOneAsync(WriteWork work, SqliteTransaction transaction, ScopeList scopes, List<(WriteWork Work, Exception Reason)> refused)
    {
        transaction.Save("command");
        try
        {
            var scope = scopes.Add(new CommandScope(_writer, transaction, _writerStatements, Dialect, _openContext));
            await work.RunAsync(scope);
            scope.CheckBeforeCommit();
            transaction.Release("command");
            return true;
        }
        catch (Exception e)
        {
            refused.Add((work, e));
            transaction.Rollback("command"); // throws when the error has ended the whole transaction
            transaction.Release("command");
            return false;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Prepare(SqliteConnection connection)
    {
        SqliteExpressionFunctions.Register(connection);
        var chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;
        connection.CreateCollation("pinyin", (a, b) => chinese.Compare(a, b, CompareOptions.IgnoreCase));
        connection.CreateAggregate("nc_sum", (decimal?)null, (decimal? sum, long? value) => value is { } number ? (sum ?? 0) + number : sum,
            sum => sum?.ToString(CultureInfo.InvariantCulture), isDeterministic: true);
        connection.CreateAggregate("nc_inner_sum", 0m, (decimal sum, long? value) => sum + (value ?? 0),
            sum => Math.Abs(sum) > long.MaxValue ? (long?)null : (long)sum, isDeterministic: true);
        connection.CreateFunction("nc_local_day", (long? instant, string zone) => LocalDay(instant, zone), isDeterministic: true);
    }

    private static string? LocalDay(long? instant, string zone) => instant is null
        ? null
        : TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(instant.Value), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        // Everything already queued is written before the process ends.
        _queue.Writer.TryComplete();
        await _loop;
        _writerStatements.Dispose();
        await _writer.DisposeAsync();
        _closed = true;
        while (_readers.TryPop(out var reader))
            await ReleaseAsync(reader);
        if (_lock is not null)
            await _lock.DisposeAsync();
    }

    private sealed class ScopeList : IAsyncDisposable
    {
        private readonly List<CommandScope> _scopes = [];

        public CommandScope Add(CommandScope scope)
        {
            _scopes.Add(scope);
            return scope;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var scope in _scopes)
                await scope.DisposeAsync();
        }
    }
}
