using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Planning;

namespace NoCodeCrm.ReportEngine.Execution;

/// <summary>The statements of one answer, on one session.</summary>
internal sealed class ReportRun(ReadSession session, ReportPlan plan, AccessPolicy access, TimeSpan timeout, bool hasWideSums)
{
    /// <summary>What was run, in order.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>The groups and their totals, which take a statement of their own unless all groups are here and add up.</summary>
    public async Task<(List<object?[]> Rows, GroupTotals? Totals)> GroupsAsync(GroupQuery groups, CancellationToken ct)
    {
        var statement = GroupQueryCompiler.Compile(Fresh(), groups);
        var rows = await ReadAsync(statement.Sql, statement.Command(session), statement.Read, ct);
        var totals = groups.Measures.IsEmpty ? null
            : statement.AddsUp && rows.Count <= plan.Limit ? statement.AddUp(rows)
            : await TotalsAsync(groups, ct);
        return ([.. rows.Select(r => r.Cells)], totals);
    }

    public async Task<List<object?[]>> RecordsAsync(RowQuery rows, CancellationToken ct)
    {
        var statement = rows.Compile(Fresh());
        return await ReadAsync(statement.Sql, statement.Command(session), statement.Read, ct);
    }

    /// <summary>What the groups that are not among these rows come to together.</summary>
    public Task<GroupTotals> OthersAsync(GroupQuery groups, GroupKey key, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        var told = rows.Select(r => r[0]).Where(v => v is not null).Select(v => JsonSerializer.SerializeToElement(v)).ToImmutableArray();
        Filter? others = told.IsEmpty ? null : new FilterCondition("/others", key.Member, FilterOperator.NotIn, told);
        Filter? filled = rows.Any(r => r[0] is null) ? new FilterCondition("/others", key.Member, FilterOperator.Set, []) : null;
        return TotalsAsync(groups with { Filter = Filter.All(groups.Filter, others, filled) }, ct);
    }

    public async Task<List<object?[]>> SubtotalAsync(GroupQuery groups, CancellationToken ct)
    {
        var statement = GroupQueryCompiler.Compile(Fresh(), groups);
        return [.. (await ReadAsync(statement.Sql, statement.Command(session), statement.Read, ct)).Select(r => r.Cells)];
    }

    public async Task<GroupTotals> TotalsAsync(GroupQuery groups, CancellationToken ct)
    {
        var statement = GroupQueryCompiler.CompileTotals(Fresh(), groups);
        return statement.AddUp(await ReadAsync(statement.Sql, statement.Command(session), statement.Read, ct));
    }

    private QueryBuilder Fresh() => new(session.Dialect, access, plan.Form, plan.Clock) { HasWideSums = hasWideSums };

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
