using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Aggregates by their names in JSON (the enum's, in camelCase), and what they may be taken of.</summary>
public static class Aggregates
{
    public static bool TryParse(string name, out Aggregate aggregate)
    {
        foreach (var candidate in Enum.GetValues<Aggregate>())
        {
            aggregate = candidate;
            if (Name(candidate) == name)
                return true;
        }
        aggregate = default;
        return false;
    }

    public static string Name(Aggregate aggregate)
    {
        var name = aggregate.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>Sums and means need numbers, extremes something ordered; lists and references of several forms have no single value.</summary>
    public static bool Suits(Aggregate aggregate, MemberSql member)
    {
        if (member.IsList || member.FormSql is not null)
            return false;
        var isNumber = member.Kind is ColumnKind.Integer or ColumnKind.Decimal && member.References is null;
        return aggregate switch
        {
            Aggregate.Sum or Aggregate.Avg => isNumber,
            Aggregate.Min or Aggregate.Max => isNumber || member.Kind is ColumnKind.Date or ColumnKind.Instant,
            _ => true,
        };
    }
}
