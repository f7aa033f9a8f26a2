using System.Data.Common;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.ReportEngine.Tests.World;

/// <summary>
/// Tables as a publish makes them, and a small company: two teams, a manager (2) over two reps (3, 4), one of no team (5);
/// accounts, products, and opportunities with gaps of every kind.
/// </summary>
internal sealed class Seed(DbConnection connection, SqlDialect dialect)
{
    private const int Opportunities = 90;
    private static readonly string?[] Stages = ["contact", "needs", "proposal", "won", "won", "lost", "won", "lost", "contract"];
    private static readonly string?[] Regions = ["east_china", "north_china", null, "overseas"];
    private static readonly string[] Factors = ["fit", "price", "trust", "champion"];
    private static readonly string?[] Reasons = ["price", "competitor", null, "price", "postponed"];

    public static async Task FillAsync(DbConnection connection, SqlDialect dialect)
    {
        var seed = new Seed(connection, dialect);
        await using var transaction = await connection.BeginTransactionAsync();
        await seed.TablesAsync();
        await seed.PeopleAsync();
        await seed.ThingsAsync();
        for (var i = 1; i <= Opportunities; i++)
            await seed.OpportunityAsync(i);
        await seed.ManyActivitiesAsync();
        await transaction.CommitAsync();
    }

    private async Task TablesAsync()
    {
        await RunAsync("CREATE TABLE sys_reporting_line (manager_id bigint NOT NULL, user_id bigint NOT NULL, depth int NOT NULL)");
        await RunAsync("CREATE TABLE sys_change_entry (seq bigint PRIMARY KEY)");
        await RunAsync("INSERT INTO sys_change_entry VALUES (41), (42)");
        await RunAsync($"CREATE TABLE sys_stage_visit (id bigint PRIMARY KEY, form text NOT NULL, record_id bigint NOT NULL, field text NOT NULL, \"to\" text NOT NULL, skipped {dialect.ColumnType(ColumnKind.Boolean)} NOT NULL, at {dialect.ColumnType(ColumnKind.Instant)} NOT NULL, owner bigint)");
        foreach (var form in ShippedMetadata.Snapshot.Forms.Values)
        {
            var instant = dialect.ColumnType(ColumnKind.Instant);
            List<string> columns =
            [
                "id bigint PRIMARY KEY", "version bigint NOT NULL DEFAULT 1", "owner bigint", $"created_at {instant} NOT NULL", "created_by bigint",
                $"updated_at {instant} NOT NULL", "updated_by bigint", $"deleted_at {instant}", "unmet text",
            ];
            foreach (var field in form.Fields.Where(f => !f.IsSystem && !f.IsLive))
            {
                var type = dialect.ColumnType(field.Type.Column);
                if (field.Type.Shape == FieldShape.Links)
                    await RunAsync($"CREATE TABLE {form.LinkTable(field)} (record_id bigint NOT NULL, value {type} NOT NULL, pos int NOT NULL, PRIMARY KEY (record_id, value))");
                else
                    columns.Add($"{dialect.Quote(field.Column)} {type}");
                if (field.Type.Shape == FieldShape.PolymorphicReference)
                    columns.Add($"{dialect.Quote(field.Column + "_form")} text");
            }
            await RunAsync($"CREATE TABLE {form.Table} ({string.Join(", ", columns)})");
            foreach (var field in form.Fields.Where(f => f is { IsSystem: false, IsLive: false, IsToMany: false } && f.Type.Column == ColumnKind.Reference))
                await RunAsync($"CREATE INDEX ix_{form.Key}_{field.Key} ON {form.Table} ({dialect.Quote(field.Column)})");
        }
    }

    private async Task PeopleAsync()
    {
        await InsertAsync("team", 1, 1, ("name", "East"), ("region", "east_china"));
        await InsertAsync("team", 2, 1, ("name", "North"), ("region", "north_china"));
        string[] names = ["Ann", "Bob", "Carl", "Dora", "Eve"];
        for (var i = 0; i < names.Length; i++)
            await InsertAsync("user", i + 1, i + 1, ("name", names[i]), ("team", i switch { 1 or 2 => 1L, 3 => 2L, _ => null }), ("active", true));
        foreach (var (manager, user) in new[] { (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (2, 3), (2, 4) })
            await RunAsync($"INSERT INTO sys_reporting_line VALUES ({manager}, {user}, {(manager == user ? 0 : 1)})");
    }

    private async Task ThingsAsync()
    {
        for (var i = 1; i <= 6; i++)
            await InsertAsync("account", i, 2 + (i % 4), ("name", $"Account {i}"), ("industry", i switch { 1 or 4 => "retail", 2 => "software", 3 => "finance", _ => null }), ("revenue", i * 1000m));
        await InsertAsync("product", 1, 1, ("name", "GTX Pro"), ("list_price", 4821m));
        await InsertAsync("product", 2, 1, ("name", "MG Special"), ("list_price", 55m));
        await InsertAsync("product", 3, 1, ("name", "高端版"), ("list_price", 550.5m));
        await RunAsync($"UPDATE r_account SET deleted_at = created_at WHERE id = 6");
    }

    private async Task OpportunityAsync(int i)
    {
        var stage = Stages[i % Stages.Length]!;
        var closed = stage is "won" or "lost";
        // No open deal has an amount, as in the real data; neither has every seventh closed one.
        decimal? amount = closed && i % 7 != 0 ? (i * 137.77m) + 0.01m : null;
        var engaged = new DateOnly(2016, 10, 1).AddDays(i * 3);
        DateOnly? closedOn = closed ? new DateOnly(2016, 12, 20).AddDays(i * 4) : null;
        var createdAt = new DateTimeOffset(2016, 10, 29, 20, 30, 0, TimeSpan.Zero).AddHours(i * 7);
        await InsertAsync("opportunity", i, i % 11 == 0 ? null : 2 + (i % 4), createdAt,
            ("name", $"Deal {i}"), ("stage", stage), ("amount", amount), ("probability", stage == "won" ? 100m : 10m * (i % 9)),
            ("weighted", amount is null ? i % 2 == 0 ? i * 10.5m : null : amount), ("account", i % 8 == 0 ? null : 1L + (i % 6)), ("product", i % 10 == 4 ? null : 1L + (i % 3)),
            ("engaged_on", engaged), ("closed_on", closedOn), ("cycle_days", closedOn is { } day ? (long)(day.DayNumber - engaged.DayNumber) : null),
            ("expected_close", i % 5 == 0 ? null : new DateOnly(2017, 12, 25).AddDays(i)), ("region", Regions[i % 4]),
            ("lost_reason", stage == "lost" ? Reasons[i % 5] : null), ("competitor", i % 4 == 0 ? null : $"Rival {i % 3}"));
        await VisitsAsync(i, stage, createdAt);
        if (closed && i % 3 == 0)
            await InsertAsync("case", i, 3, ("title", $"Case {i}"), ("opportunity", (long)i), ("result", stage));
        if (stage == "won")
            for (var pos = 0; pos < i % 4; pos++)
                await RunAsync($"INSERT INTO l_opportunity_f_win_factors VALUES ({i}, '{Factors[(i + pos) % 4]}', {pos})");
        if (i % 10 == 0)
            await RunAsync($"INSERT INTO l_opportunity_f_collaborators VALUES ({i}, 3, 0)");
        if (i % 30 == 0)
            await RunAsync($"UPDATE r_opportunity SET deleted_at = created_at WHERE id = {i}");
    }

    // Some have seen one stage only; some passed over stages, in which they never were; lost ones were in the first or the third before.
    private async Task VisitsAsync(int i, string stage, DateTimeOffset at)
    {
        string[] before = stage is "contact" || i % 13 == 0 ? [] : i % 2 == 0 ? ["contact"] : ["contact", "!needs", "proposal"];
        foreach (var (visited, pos) in before.Append(stage).Select((s, pos) => (s, pos)))
        {
            var skipped = visited[0] == '!' ? dialect is SqliteDialect ? "1" : "TRUE" : dialect is SqliteDialect ? "0" : "FALSE";
            var instant = dialect.ToDb(ColumnKind.Instant, at.AddDays(pos), 0) is DateTimeOffset moment ? $"'{moment:O}'" : dialect.ToDb(ColumnKind.Instant, at.AddDays(pos), 0).ToString();
            await RunAsync($"INSERT INTO sys_stage_visit VALUES ({(i * 10) + pos}, 'opportunity', {i}, 'stage', '{visited.TrimStart('!')}', {skipped}, {instant}, (SELECT owner FROM r_opportunity WHERE id = {i}))");
        }
    }

    // Enough rows that a question about them takes a while.
    private Task ManyActivitiesAsync() => RunAsync("""
        INSERT INTO r_activity (id, owner, created_at, updated_at, f_subject)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
        SELECT i, 1, created_at, updated_at, 'Call ' || i FROM n CROSS JOIN r_team WHERE id = 1
        """);

    private Task InsertAsync(string form, long id, long? owner, params (string Field, object? Value)[] values) =>
        InsertAsync(form, id, owner, new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero), values);

    private async Task InsertAsync(string form, long id, long? owner, DateTimeOffset createdAt, params (string Field, object? Value)[] values)
    {
        var model = ShippedMetadata.Snapshot.Forms[form];
        var instant = dialect.ToDb(ColumnKind.Instant, createdAt, 0);
        List<(string Column, object? Value)> row = [("id", id), ("owner", owner), ("created_at", instant), ("updated_at", instant)];
        foreach (var (key, value) in values)
        {
            var field = model.Field(key)!;
            row.Add((dialect.Quote(field.Column), value is null ? null : dialect.ToDb(field.Type.Column, value, field.Scale)));
        }
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {model.Table} ({string.Join(", ", row.Select(r => r.Column))}) VALUES ({string.Join(", ", row.Select((_, i) => "@v" + i))})";
        for (var i = 0; i < row.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@v" + i;
            parameter.Value = row[i].Value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }

    private async Task RunAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
