using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>What differs between databases; one file per dialect. Stateless.</summary>
public abstract class SqlDialect
{
    public abstract string Name { get; }

    /// <summary>Names come from checked keys only; quoting keeps reserved words harmless.</summary>
    public string Quote(string name) => name.Contains('"') ? throw new ArgumentException("A name may not hold a quote.", nameof(name)) : $"\"{name}\"";

    public abstract string ColumnType(ColumnKind kind);

    /// <summary>A column to group by, among rows that meet a condition. Not to be read from an index in its order where that means looking up every row by itself.</summary>
    public virtual string GroupKey(string sql, string condition) => sql;

    /// <summary>
    /// Joins to each row the one with the largest id among those of another table that meet a condition, blank where there is none. The
    /// table has two aliases: one for what is joined, one (inner) for the condition.
    /// </summary>
    public abstract string JoinLast(string table, string alias, string inner, string condition);

    /// <summary>A reference that such a row holds, for joining what it points to.</summary>
    public virtual string LastReference(string column) => column;

    /// <summary>The statement that takes the next ids of a record table; null where waiting for each row costs nothing.</summary>
    public virtual string? ReserveIds(string table, int count) => null;

    /// <summary>The statement that tells the planner how a table has grown; null where it need not be told.</summary>
    public virtual string? RefreshStatistics(string table) => null;

    /// <summary>The statement that lets others read a table but not write to it until the transaction ends; null where the writer is alone anyway.</summary>
    public virtual string? HoldWrites(string table) => null;

    /// <summary>
    /// The statement after which a change of schema gives up soon instead of waiting for a long reader, since all later readers would wait
    /// behind it; null where readers never wait. Giving up is <see cref="IsTransient"/> and <see cref="IsLockTimeout"/>.
    /// </summary>
    public virtual string? Impatience => null;

    public virtual bool IsLockTimeout(DbException exception) => false;

    /// <summary>Whether one index gives its last column in both directions with blanks last.</summary>
    public abstract bool IndexServesBothDirections { get; }

    /// <summary>Whether rows become visible in the order of their sequence numbers; not where several transactions write at once.</summary>
    public abstract bool CommitsInSequence { get; }

    /// <summary>The identity column and primary key of a record table.</summary>
    public abstract string IdentityColumn { get; }

    /// <summary>A value in the form in which a column of this kind stores it; scale matters for decimals.</summary>
    public abstract object ToDb(ColumnKind kind, object value, int scale);

    /// <summary>The value at an ordinal; null for NULL.</summary>
    public virtual object? FromDb(DbDataReader reader, int ordinal, ColumnKind kind, int scale) =>
        reader.IsDBNull(ordinal) ? null : Read(reader, ordinal, kind, scale);

    protected static object Whole(decimal number) => number is >= long.MinValue and <= long.MaxValue ? (object)(long)number : number;

    protected abstract object Read(DbDataReader reader, int ordinal, ColumnKind kind, int scale);

    /// <summary>Case folding that agrees with C#'s invariant lower case.</summary>
    public abstract string Fold(string sql);

    /// <summary>True where the (folded) text contains the needle parameter.</summary>
    public abstract string Contains(string haystack, string needle);

    public abstract string StartsWith(string haystack, string needle);

    /// <summary>Text ordered as people expect: Chinese by pinyin.</summary>
    public abstract string Collate(string sql);

    /// <summary>One text with all values of a link table for a record, separated by U+001F, in their order.</summary>
    public abstract string LinkedValues(string table, string recordId);

    /// <summary>The first day of the bucket (day, week from Monday, month, quarter, year) of a date expression, as a date.</summary>
    public abstract string DateBucket(string date, string granularity);

    /// <summary>What makes the groups of <see cref="DateBucket"/> at less cost than itself; null: nothing does.</summary>
    public virtual string? BucketKey(string date, string granularity) => null;

    /// <summary>The local calendar day of an instant in a zone.</summary>
    public abstract string LocalDay(string instant, TimeZoneInfo zone, Func<object, string> parameter);

    /// <summary>Whole days of 24 hours from one instant to another, 0 when it lies ahead; as an integer.</summary>
    public abstract string WholeDays(string from, string to);

    /// <summary>A computed number in the form in which a column of this kind is read.</summary>
    public abstract string AsNumber(string sql, ColumnKind kind);

    /// <summary>Suffix that takes a row lock while the transaction lives; empty where the writer is alone anyway.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>A decimal parameter or column as an approximate number, for ordering by quotients only.</summary>
    public abstract string AsReal(string sql);

    /// <summary>
    /// A quotient of two numbers in stored form, itself in the stored form of a decimal of a scale; NULL on zero. Exact
    /// enough to compare and to order by, not to show: SQLite divides approximately.
    /// </summary>
    public abstract string Quotient(string numerator, int numeratorScale, string denominator, int denominatorScale, int scale);

    /// <summary>Begins a reading transaction: all its statements see one state of the database.</summary>
    public abstract ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Ends the statement that another thread is running on the connection, where a cancelled token alone does not.</summary>
    public virtual void Interrupt(DbConnection connection)
    {
    }

    /// <summary>The sum of a whole number or decimal in stored form; its value is read with <see cref="SumFromDb"/>.</summary>
    public string Sum(string sql) => $"SUM({sql})";

    /// <summary>A sum of any size, exact to read but not to compare by; slower than <see cref="Sum"/>.</summary>
    public virtual string WideSum(string sql) => Sum(sql);

    /// <summary>A sum of any size, to compare and to order by, approximate where it leaves 53 bits.</summary>
    public virtual string ApproximateSum(string sql) => Sum(sql);

    /// <summary>A sum that stands in the middle of an expression: 0 over nothing, NULL where its stored form does not hold it.</summary>
    public virtual string InnerSum(string sql) => $"COALESCE(SUM({sql}), 0)";

    /// <summary>A sum at an ordinal; null for NULL. A whole number beyond 64 bits is a decimal.</summary>
    public abstract object? SumFromDb(DbDataReader reader, int ordinal, ColumnKind kind, int scale);

    /// <summary>A <see cref="Sum"/> left 64 bits: the same question can be asked with <see cref="WideSum"/>.</summary>
    public virtual bool IsSumOverflow(DbException exception) => false;

    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>A unique value of a row that nobody had waited for was taken already.</summary>
    public virtual bool IsLateCollision(DbException exception) => false;

    /// <summary>The database has no room left (disk full, quota).</summary>
    public abstract bool IsOutOfSpace(DbException exception);

    /// <summary>A conflict that goes away by running the whole command again.</summary>
    public abstract bool IsTransient(DbException exception);
}
