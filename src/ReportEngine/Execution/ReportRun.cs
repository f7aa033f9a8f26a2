using System.Data.Common;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>The statements of one answer, on one session.</summary>
internal sealed class ReportRun(ReadSession session, ReportPlan plan, AccessPolicy access, TimeSpan timeout)
{
    /// <summary>What was run, in order.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>The groups and their totals. Without keys the totals are the one group, unless a condition might refuse it.</summary>
    public async Task<(List<object?[]> Rows, GroupRow? Totals)> GroupsAsync(GroupQuery groups, CancellationToken ct)
    {
        var totals = groups.Measures.IsEmpty ? null : await TotalsAsync(groups, ct);
        if (groups.Keys.IsEmpty && groups.Having is null && totals is not null)
            return ([totals.Cells], totals);
        var statement = GroupQueryCompiler.Compile(Fresh(), groups);
        return (await ReadAsync(statement.Sql, statement.Command(session), reader => statement.Read(reader).Cells, ct), totals);
    }

    public async Task<List<object?[]>> RecordsAsync(RowQuery rows, CancellationToken ct)
    {
        var statement = rows.Compile(Fresh());
        return await ReadAsync(statement.Sql, statement.Command(session), statement.Read, ct);
    }

    public IReadOnlyDictionary<string, object?> ByMeasure(GroupRow totals) =>
        plan.Groups!.Measures.Select((m, i) => (m.Id, Value: totals.Cells[i])).ToDictionary(m => m.Id, m => m.Value);

    private async Task<GroupRow> TotalsAsync(GroupQuery groups, CancellationToken ct)
    {
        var statement = GroupQueryCompiler.CompileTotals(Fresh(), groups);
        return (await ReadAsync(statement.Sql, statement.Command(session), statement.Read, ct))[0];
    }

    private QueryBuilder Fresh() => new(session.Dialect, access, plan.Form, plan.Clock);

    private async Task<List<T>> ReadAsync<T>(string sql, DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
    {
        Statements.Add(sql);
        // A second line of defence: the token ends the statement first, the driver when the token could not.
        command.CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds) + 1;
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }
}
