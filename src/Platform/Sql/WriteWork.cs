namespace NoCodeCrm.Platform.Sql;

/// <summary>One queued command and the promise of its answer.</summary>
internal abstract class WriteWork(bool alone)
{
    public bool Alone { get; } = alone;

    public abstract Task RunAsync(CommandScope scope);

    /// <summary>The transaction is durable: run what waits for that, then answer.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

internal sealed class WriteWork<T>(Func<CommandScope, Task<T>> command, bool alone, CancellationToken ct) : WriteWork(alone)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<Action> _afterCommit = [];
    private T? _result;

    public Task<T> Completion => _answer.Task;

    public override async Task RunAsync(CommandScope scope)
    {
        ct.ThrowIfCancellationRequested();
        _result = await command(scope);
        _afterCommit = scope.AfterCommitActions;
    }

    public override void Complete()
    {
        foreach (var action in _afterCommit)
            action();
        _answer.TrySetResult(_result!);
    }

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
