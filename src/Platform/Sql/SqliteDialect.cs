using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// SQLite. Decimals are scaled 64-bit integers, days <c>yyyy-MM-dd</c> text, instants Unix milliseconds, booleans 0/1.
/// The functions and the collation used here are registered on every connection by <see cref="SqliteDatabase"/>.
/// </summary>
public sealed class SqliteDialect : SqlDialect
{
    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    public override string Name => "sqlite";
    public override string IdentityColumn => "\"id\" INTEGER PRIMARY KEY AUTOINCREMENT";
    public override bool IndexServesBothDirections => true;
    public override bool CommitsInSequence => true;
    public override string ForUpdate => "";

    public override string JoinLast(string table, string alias, string inner, string condition) =>
        $" LEFT JOIN {table} {alias} ON {alias}.id = (SELECT MAX({inner}.id) FROM {table} {inner} WHERE {condition})";

    public override string ColumnType(ColumnKind kind) => kind is ColumnKind.Text or ColumnKind.Date ? "TEXT" : "INTEGER";

    public override object ToDb(ColumnKind kind, object value, int scale) => kind switch
    {
        ColumnKind.Decimal => Scaled(Convert.ToDecimal(value, CultureInfo.InvariantCulture), scale),
        ColumnKind.Date => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnKind.Instant => ((DateTimeOffset)value).ToUnixTimeMilliseconds(),
        ColumnKind.Boolean => (bool)value ? 1L : 0L,
        _ => value,
    };

    // One look at a column instead of one for NULL and one for its value: lists are mostly this.
    public override object? FromDb(DbDataReader reader, int ordinal, ColumnKind kind, int scale) => reader.GetValue(ordinal) switch
    {
        DBNull => null,
        long number => FromInteger(number, kind, scale),
        string text => kind == ColumnKind.Date ? Day(text) : text,
        _ => Read(reader, ordinal, kind, scale),
    };

    // yyyy-MM-dd, as only we write it.
    private static DateOnly Day(ReadOnlySpan<char> text) => new(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));

    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var digit in text)
            number = (number * 10) + (digit - '0');
        return number;
    }

    private static object FromInteger(long number, ColumnKind kind, int scale) => kind switch
    {
        ColumnKind.Decimal => Unscaled(number, scale),
        ColumnKind.Instant => DateTimeOffset.FromUnixTimeMilliseconds(number),
        ColumnKind.Boolean => number != 0,
        ColumnKind.Text => number.ToString(CultureInfo.InvariantCulture),
        _ => number,
    };

    // As a division would give it, without trailing zeros, and much faster.
    private static decimal Unscaled(long number, int scale)
    {
        while (scale > 0 && number % 10 == 0)
            (number, scale) = (number / 10, scale - 1);
        var size = number < 0 ? (ulong)-(number + 1) + 1 : (ulong)number;
        return new decimal((int)(size & uint.MaxValue), (int)(size >> 32), 0, number < 0, (byte)scale);
    }

    // Approximate results of expressions.
    protected override object Read(DbDataReader reader, int ordinal, ColumnKind kind, int scale) => FromInteger(reader.GetInt64(ordinal), kind, scale);

    // SQLite prefers the index's order to a scan of the table, at three times the cost; the plus keeps it from that.
    // Where the condition picks values of the column, its index is used anyhow and gives the groups in order for nothing.
    public override string GroupKey(string sql, string condition) =>
        condition.Contains($"{sql} IN (", StringComparison.Ordinal) ? sql : "+" + sql;

    // Registered by SqliteDatabase: adds in decimals and answers text.
    public override string WideSum(string sql) => $"nc_sum({sql})";

    public override string InnerSum(string sql) => $"nc_inner_sum({sql})";

    public override string ApproximateSum(string sql) => $"TOTAL({sql})";

    public override bool IsSumOverflow(DbException exception) => exception is SqliteException { SqliteErrorCode: 1 } && exception.Message.Contains("integer overflow", StringComparison.Ordinal);

    public override object? SumFromDb(DbDataReader reader, int ordinal, ColumnKind kind, int scale)
    {
        if (reader.IsDBNull(ordinal) || reader.GetFieldType(ordinal) != typeof(string))
            return FromDb(reader, ordinal, kind, scale);
        var sum = decimal.Parse(reader.GetString(ordinal), CultureInfo.InvariantCulture);
        return kind == ColumnKind.Integer ? Whole(sum) : sum / Powers[scale];
    }

    // What a field may hold always fits (NumberFieldType.Largest); a number to compare with may lie beyond all of it, and still does at the end.
    public static long Scaled(decimal value, int scale) =>
        decimal.ToInt64(Math.Clamp(decimal.Round(value * Powers[scale], 0, MidpointRounding.AwayFromZero), long.MinValue, long.MaxValue));

    public override string Fold(string sql) => $"nc_lower({sql})";

    public override string Contains(string haystack, string needle) => $"instr({haystack}, {needle}) > 0";

    public override string StartsWith(string haystack, string needle) => $"substr({haystack}, 1, length({needle})) = {needle}";

    public override string Collate(string sql) => $"{sql} COLLATE pinyin";

    public override string LinkedValues(string table, string recordId) =>
        $"(SELECT group_concat(value, char(31)) FROM (SELECT value FROM {Quote(table)} WHERE record_id = {recordId} ORDER BY pos))";

    public override string DateBucket(string date, string granularity) => granularity switch
    {
        "day" => date,
        // 'weekday 0' moves to Sunday on or after; six days back is the Monday of that week.
        "week" => $"date({date}, 'weekday 0', '-6 days')",
        "month" => $"(substr({date}, 1, 7) || '-01')",
        "quarter" => $"(substr({date}, 1, 5) || CASE WHEN substr({date}, 6, 2) < '04' THEN '01' WHEN substr({date}, 6, 2) < '07' THEN '04' WHEN substr({date}, 6, 2) < '10' THEN '07' ELSE '10' END || '-01')",
        "year" => $"(substr({date}, 1, 4) || '-01-01')",
        _ => throw new ArgumentOutOfRangeException(nameof(granularity), granularity, "Unknown granularity."),
    };

    // The first day is written once per group, not for every row.
    public override string? BucketKey(string date, string granularity) => granularity switch
    {
        "month" => $"substr({date}, 1, 7)",
        "year" => $"substr({date}, 1, 4)",
        _ => null,
    };

    public override string LocalDay(string instant, TimeZoneInfo zone, Func<object, string> parameter) => $"nc_local_day({instant}, {parameter(zone.Id)})";

    public override string WholeDays(string from, string to) => $"(max({to} - {from}, 0) / 86400000)";

    public override string AsNumber(string sql, ColumnKind kind) => sql;

    public override string AsReal(string sql) => $"CAST({sql} AS REAL)";

    public override string Quotient(string numerator, int numeratorScale, string denominator, int denominatorScale, int scale)
    {
        var shift = scale + denominatorScale - numeratorScale;
        var factor = shift >= 0 ? "* 1" + new string('0', shift) : "/ 1" + new string('0', -shift);
        return $"{AsReal(numerator)} {factor}.0 / NULLIF({denominator}, 0)";
    }

    // Deferred: a reader takes no lock before its first SELECT, and never one that a writer minds.
    public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override void Interrupt(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle })
            SQLitePCL.raw.sqlite3_interrupt(handle);
    }

    public override bool IsUniqueViolation(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    // Full; or no room to grow the shared index of the log (IOERR_SHMSIZE), to write (IOERR_WRITE) or to sync (IOERR_FSYNC) it.
    public override bool IsOutOfSpace(DbException exception) => exception is SqliteException { SqliteErrorCode: 13 } or SqliteException { SqliteExtendedErrorCode: 4874 or 778 or 1034 };

    public override bool IsTransient(DbException exception) => exception is SqliteException { SqliteErrorCode: 5 or 6 };
}
