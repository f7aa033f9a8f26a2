using System.Data.Common;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// The only way to write. A command is one transaction: load, rules and write run inside; parsing runs before; the
/// answer leaves after COMMIT. A domain exception rolls the command back and reaches the caller unchanged.
/// </summary>
public sealed class UnitOfWork(Database database)
{
    private const int MaxAttempts = 5;
    private const int MaxLockAttempts = 40;

    /// <summary>Runs the command. It may run again after a serialization conflict, so it must not touch anything outside its scope.</summary>
    public Task<T> ExecuteAsync<T>(Func<CommandScope, Task<T>> command, CancellationToken ct) => RunAsync(command, alone: false, ct);

    public Task ExecuteAsync(Func<CommandScope, Task> command, CancellationToken ct) => RunAsync(Wrap(command), alone: false, ct);

    /// <summary>For schema changes: no other command shares the transaction.</summary>
    public Task<T> ExecuteAloneAsync<T>(Func<CommandScope, Task<T>> command, CancellationToken ct) => RunAsync(command, alone: true, ct);

    private static Func<CommandScope, Task<bool>> Wrap(Func<CommandScope, Task> command) => async scope =>
    {
        await command(scope);
        return true;
    };

    private async Task<T> RunAsync<T>(Func<CommandScope, Task<T>> command, bool alone, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.RunAsync(command, alone, ct);
            }
            catch (Exception e) when (attempt < MaxAttempts && Fault(e) is { } fault && database.Dialect.IsTransient(fault))
            {
                // Another transaction was in the way: the whole command again, after a short random pause.
                await Task.Delay(Random.Shared.Next(5, 25 * attempt), ct);
            }
            catch (Exception e) when (attempt < MaxLockAttempts && IsLockTimeout(e))
            {
                // Somebody reads for long what is to be changed; between attempts other readers pass.
                await Task.Delay(Random.Shared.Next(50, 250), ct);
            }
            catch (Exception e) when (IsLockTimeout(e))
            {
                throw new LimitExceededException("publish.busy", exhausted: true, new Problem("", "publish.busy"));
            }
            catch (Exception e) when (Fault(e) is { } fault && database.Dialect.IsOutOfSpace(fault))
            {
                throw StorageFull.Refusal();
            }
        }
    }

    private bool IsLockTimeout(Exception e) => Fault(e) is { } fault && database.Dialect.IsLockTimeout(fault);

    // What the database said, also where EF Core or the driver wrapped it.
    private static DbException? Fault(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
            if (e is DbException fault)
                return fault;
        return null;
    }
}
