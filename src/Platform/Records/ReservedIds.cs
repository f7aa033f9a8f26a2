using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// Ids taken from the database in blocks, so that a command that creates hundreds of records waits for none of their rows.
/// What a row collides with is then told by the command as a whole (<see cref="SqlDialect.IsLateCollision"/>), not by the
/// write: for a caller that runs the command again without it. Ids that are not used are gaps.
/// </summary>
public sealed class ReservedIds
{
    private const int Block = 100;
    private readonly Dictionary<string, Queue<long>> _ids = [];

    public async Task<long> TakeAsync(CommandScope scope, FormModel form, CancellationToken ct)
    {
        if (!_ids.TryGetValue(form.Key, out var ids))
            _ids[form.Key] = ids = new Queue<long>();
        if (ids.Count == 0)
        {
            await using var reader = await scope.Statement(scope.Dialect.ReserveIds(form.Table, Block)!).ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                ids.Enqueue(reader.GetInt64(0));
        }
        return ids.Dequeue();
    }
}
