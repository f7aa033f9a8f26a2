using static NoCodeCrm.Platform.Expressions.ExpressionType;

namespace NoCodeCrm.Platform.Expressions;

internal static class DateFunctions
{
    private static readonly ExpressionParameter Unit =
        new("unit", Text) { Kind = ArgumentKind.Text, Choices = ExpressionDates.Units };

    public static readonly IReadOnlyList<ExpressionFunction> All =
    [
        new()
        {
            Name = "today",
            Result = _ => Date,
            Apply = (_, context) => context.Today,
            ToSql = (writer, _) => new(writer.Target.Today()),
            IsVolatile = true,
        },
        new()
        {
            Name = "now",
            Result = _ => Instant,
            Apply = (_, context) => ExpressionDates.ToMilliseconds(context.Now),
            ToSql = (writer, _) => new(writer.Target.Now()),
            IsVolatile = true,
        },
        new()
        {
            Name = "dateAdd",
            Parameters = [new("date", Date, Instant), new("number", Number), Unit],
            Result = types => types[0],
            Apply = (a, _) => a[0] is DateOnly date
                ? ExpressionDates.Add(date, (decimal)a[1]!, (string)a[2]!)
                : ExpressionDates.Add((DateTimeOffset)a[0]!, (decimal)a[1]!, (string)a[2]!),
            ToSql = DateSql.Add,
        },
        new()
        {
            Name = "dateDiff",
            Parameters = [new("from", Date, Instant), new("to", Date, Instant), Unit],
            Result = types => types[0] == types[1] ? Number : null,
            Apply = (a, _) => a[0] is DateOnly from
                ? ExpressionDates.Difference(from, (DateOnly)a[1]!, (string)a[2]!)
                : ExpressionDates.Difference((DateTimeOffset)a[0]!, (DateTimeOffset)a[1]!, (string)a[2]!),
            ToSql = DateSql.Difference,
        },
        new()
        {
            Name = "year",
            Parameters = [new("date", Date)],
            Result = _ => Number,
            Apply = (a, _) => (decimal)((DateOnly)a[0]!).Year,
            ToSql = (writer, call) => DateSql.Part(writer, call, "YEAR", 1, 4),
        },
        new()
        {
            Name = "month",
            Parameters = [new("date", Date)],
            Result = _ => Number,
            Apply = (a, _) => (decimal)((DateOnly)a[0]!).Month,
            ToSql = (writer, call) => DateSql.Part(writer, call, "MONTH", 6, 2),
        },
    ];
}
