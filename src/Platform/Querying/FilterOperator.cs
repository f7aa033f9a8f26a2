using System.Collections.Frozen;

namespace NoCodeCrm.Platform.Querying;

/// <summary>How a member is compared. Negatives include blanks; text ignores case.</summary>
public enum FilterOperator
{
    Equals,
    NotEquals,
    In,
    NotIn,
    Contains,
    NotContains,
    StartsWith,
    Gt,
    Gte,
    Lt,
    Lte,
    Between,
    Set,
    NotSet,
    InDateRange,
    BeforeDate,
    AfterDate,
    Relative,
}

/// <summary>The operators that suit each family of types.</summary>
public static class OperatorSets
{
    public static readonly FrozenSet<FilterOperator> Text = Make(FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.In,
        FilterOperator.NotIn, FilterOperator.Contains, FilterOperator.NotContains, FilterOperator.StartsWith);

    public static readonly FrozenSet<FilterOperator> Number = Make(FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.In,
        FilterOperator.NotIn, FilterOperator.Gt, FilterOperator.Gte, FilterOperator.Lt, FilterOperator.Lte, FilterOperator.Between);

    public static readonly FrozenSet<FilterOperator> Date = Make(FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.Gt,
        FilterOperator.Gte, FilterOperator.Lt, FilterOperator.Lte, FilterOperator.Between, FilterOperator.InDateRange,
        FilterOperator.BeforeDate, FilterOperator.AfterDate, FilterOperator.Relative);

    public static readonly FrozenSet<FilterOperator> Choice = Make(FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.In, FilterOperator.NotIn);

    public static readonly FrozenSet<FilterOperator> List = Make(FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.In,
        FilterOperator.NotIn, FilterOperator.Contains, FilterOperator.NotContains);

    public static readonly FrozenSet<FilterOperator> Presence = Make();

    private static FrozenSet<FilterOperator> Make(params FilterOperator[] operators) =>
        [.. operators, FilterOperator.Set, FilterOperator.NotSet];
}
