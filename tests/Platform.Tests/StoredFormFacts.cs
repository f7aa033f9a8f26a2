using System.Globalization;
using Microsoft.Data.Sqlite;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Tests;

/// <summary>What is stored comes back as it was, and is written as the contract says.</summary>
public sealed class StoredFormFacts
{
    [Theory]
    [InlineData("2026-11-25T21:37:52Z", "2026-11-25T21:37:52Z")]
    [InlineData("2026-11-25T21:37:52.7Z", "2026-11-25T21:37:52.7Z")]
    [InlineData("2026-11-25T21:37:52.730Z", "2026-11-25T21:37:52.73Z")]
    [InlineData("2026-11-25T21:37:50.001Z", "2026-11-25T21:37:50.001Z")]
    [InlineData("2026-11-25T21:37:50.0009999Z", "2026-11-25T21:37:50Z")]
    [InlineData("2026-11-26T05:00:00+08:00", "2026-11-25T21:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    public void Instants_are_UTC_with_milliseconds_when_there_are_any(string instant, string text) =>
        Assert.Equal(text, Instants.Text(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("0", 2), InlineData("12.5", 2), InlineData("12.05", 2), InlineData("-0.01", 2), InlineData("1000", 2), InlineData("-999999999999999", 2)]
    [InlineData("0.000001", 6), InlineData("-9000000000000", 6), InlineData("123456789012345", 0), InlineData("5000000000", 0)]
    public async Task Decimals_come_back_from_SQLite_exactly_and_without_trailing_zeros(string number, int scale)
    {
        var (dialect, value) = (new SqliteDialect(), decimal.Parse(number, CultureInfo.InvariantCulture));
        var read = await ReadAsync(dialect, ColumnKind.Decimal, dialect.ToDb(ColumnKind.Decimal, value, scale), scale);
        Assert.Equal(number, ((decimal)read!).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Days_instants_flags_and_blanks_come_back_from_SQLite()
    {
        var dialect = new SqliteDialect();
        foreach (var (kind, value) in new (ColumnKind, object)[] { (ColumnKind.Date, new DateOnly(2026, 2, 28)), (ColumnKind.Date, DateOnly.MinValue), (ColumnKind.Instant, DateTimeOffset.FromUnixTimeMilliseconds(-1)), (ColumnKind.Boolean, true), (ColumnKind.Text, "2026-02-28"), (ColumnKind.Integer, long.MinValue) })
            Assert.Equal(value, await ReadAsync(dialect, kind, dialect.ToDb(kind, value, 0), 0));
        Assert.Null(await ReadAsync(dialect, ColumnKind.Decimal, DBNull.Value, 2));
    }

    private static async Task<object?> ReadAsync(SqliteDialect dialect, ColumnKind kind, object stored, int scale)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT @value";
        command.Parameters.AddWithValue("@value", stored);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return dialect.FromDb(reader, 0, kind, scale);
    }
}
