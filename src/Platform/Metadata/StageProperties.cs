using NoCodeCrm.Platform.Expressions;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// What can be asked of a record's stage behind a dot. Days: whole days of 24 hours since it entered; Limit: days after which it is stalled. Category: the key of the pipeline's category.
/// Owner: who owned it when it entered, a person, so that credit stays when a record changes hands. From: the stage it was in before. The last two are for queries only, not for expressions.
/// </summary>
public static class StageProperties
{
    public const string Kind = "kind";
    public const string Order = "order";
    public const string Probability = "probability";
    public const string Days = "days";
    public const string Limit = "limit";
    public const string From = "from";
    public const string Category = "category";
    public const string Owner = "owner";

    public static ExpressionType? TypeOf(string property) => property switch
    {
        Kind or Category => ExpressionType.Text,
        Order or Probability or Days or Limit => ExpressionType.Number,
        _ => null,
    };

    /// <summary>What the stage itself says; null for a blank, and for days, which the record says. Numbers as decimal.</summary>
    public static object? Of(StageModel stage, string property) => property switch
    {
        Kind => stage.Kind.ToString().ToLowerInvariant(),
        Order => (decimal)stage.Order,
        Probability => stage.Probability,
        Limit => (decimal?)stage.StaleAfterDays,
        Category => stage.Category,
        _ => null,
    };
}
