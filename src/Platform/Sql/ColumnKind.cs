namespace NoCodeCrm.Platform.Sql;

/// <summary>What a column holds; each dialect says how. Decimal carries a scale.</summary>
public enum ColumnKind
{
    Text,
    Integer,
    Decimal,
    Date,
    Instant,
    Boolean,
    Reference,
}
