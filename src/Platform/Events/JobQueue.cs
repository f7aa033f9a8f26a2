using System.Threading.Channels;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Events;

/// <summary>Where jobs are put; <see cref="JobRunner"/> takes them from the table.</summary>
public sealed class JobQueue
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Adds a job inside a command; it starts after the commit.</summary>
    public void Enqueue(CommandScope scope, Job job)
    {
        scope.Db.Jobs.Add(job);
        scope.AfterCommit(() => _signals.Writer.TryWrite(true));
    }

    /// <summary>Returns once something may have been added since the last call.</summary>
    internal async Task WaitAsync(CancellationToken ct) => await _signals.Reader.ReadAsync(ct);
}
