using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Events;

/// <summary>
/// Writes how far a job has come in the transaction of the work that it counts. Members whose name begins with <c>$</c>
/// are the handler's own, to go on from after a crash, and are shown to nobody.
/// </summary>
public static class JobProgress
{
    public static Task SaveAsync(CommandScope scope, string job, string progress, CancellationToken ct) =>
        scope.Statement("UPDATE sys_job SET progress = @progress WHERE id = @id").With("@progress", progress).With("@id", job).ExecuteNonQueryAsync(ct);
}
