using System.Numerics;
using Microsoft.Data.Sqlite;

namespace NoCodeCrm.Platform.Expressions;

/// <summary>
/// The functions that translated expressions call on SQLite, which has no Unicode case mapping, no calendar that clamps
/// months and no exact arithmetic beyond 64 bits. To be registered on every connection that runs translated expressions.
/// </summary>
public static class SqliteExpressionFunctions
{
    internal const string Lower = "nc_lower";
    internal const string Upper = "nc_upper";
    internal const string Trim = "nc_trim";
    internal const string StartsWith = "nc_starts_with";
    internal const string EndsWith = "nc_ends_with";
    internal const string DateAdd = "nc_date_add";
    internal const string DateDiff = "nc_date_diff";
    internal const string InstantAdd = "nc_instant_add";
    internal const string InstantDiff = "nc_instant_diff";
    internal const string Compare = "nc_compare";
    internal const string Rescale = "nc_rescale";

    public static void Register(SqliteConnection connection)
    {
        RegisterText(connection);
        RegisterDates(connection);
        RegisterNumbers(connection);
    }

    private static void RegisterText(SqliteConnection connection)
    {
        connection.CreateFunction(Lower, (string? text) => text is null ? null : ExpressionText.Lower(text), isDeterministic: true);
        connection.CreateFunction(Upper, (string? text) => text is null ? null : ExpressionText.Upper(text), isDeterministic: true);
        connection.CreateFunction(Trim, (string? text) => text is null ? null : ExpressionText.Trim(text), isDeterministic: true);
        connection.CreateFunction(
            StartsWith,
            (string? text, string? part) => text is null || part is null ? (bool?)null : ExpressionText.StartsWith(text, part),
            isDeterministic: true);
        connection.CreateFunction(
            EndsWith,
            (string? text, string? part) => text is null || part is null ? (bool?)null : ExpressionText.EndsWith(text, part),
            isDeterministic: true);
    }

    private static void RegisterDates(SqliteConnection connection)
    {
        connection.CreateFunction(
            DateAdd,
            (string? date, long? amount, int scale, string unit) => date is null || amount is null
                ? null
                : ExpressionDates.Add(Date(date), Number(amount.Value, scale), unit)?.ToString("yyyy-MM-dd"),
            isDeterministic: true);
        connection.CreateFunction(
            DateDiff,
            (string? from, string? to, string unit) => from is null || to is null
                ? (long?)null
                : (long)ExpressionDates.Difference(Date(from), Date(to), unit),
            isDeterministic: true);
        connection.CreateFunction(
            InstantAdd,
            (long? instant, long? amount, int scale, string unit) => instant is null || amount is null
                ? null
                : ExpressionDates.Add(Instant(instant.Value), Number(amount.Value, scale), unit)?.ToUnixTimeMilliseconds(),
            isDeterministic: true);
        connection.CreateFunction(
            InstantDiff,
            (long? from, long? to, string unit) => from is null || to is null
                ? (long?)null
                : (long)ExpressionDates.Difference(Instant(from.Value), Instant(to.Value), unit),
            isDeterministic: true);
    }

    private static void RegisterNumbers(SqliteConnection connection)
    {
        connection.CreateFunction(
            Compare,
            (long? left, int leftScale, long? right, int rightScale) => left is null || right is null
                ? (int?)null
                : Scaled(left.Value, rightScale).CompareTo(Scaled(right.Value, leftScale)),
            isDeterministic: true);

        // Blank where 64 bits do not hold the result, as decimal overflow is.
        connection.CreateFunction(
            Rescale,
            (long? value, int digits) => value is null || Scaled(value.Value, digits) is var scaled
                && (scaled < long.MinValue || scaled > long.MaxValue)
                    ? (long?)null
                    : (long)Scaled(value.Value, digits),
            isDeterministic: true);
    }

    private static BigInteger Scaled(long value, int digits) => value * BigInteger.Pow(10, digits);

    private static decimal Number(long value, int scale) => value / (decimal)BigInteger.Pow(10, scale);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
