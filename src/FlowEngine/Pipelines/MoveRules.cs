using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>Which rule of the policy speaks about a kind of move, and whether it lets someone through.</summary>
public static class MoveRules
{
    /// <summary>What is said of this pair of stages, else of the kind of move.</summary>
    public static MoveRule For(StageMove move) => PairOf(move)?.Rule ?? For(move.Pipeline.Moves, StagePath.KindOf(move.From, move.To));

    public static MovePair? PairOf(StageMove move) => move.Pipeline.Moves.Pairs.FirstOrDefault(p => p.From == move.From?.Key && p.To == move.To.Key);

    private static MoveRule For(MovePolicy policy, MoveKind kind) => kind switch
    {
        MoveKind.Forward => policy.Forward,
        MoveKind.Skip => policy.Skip,
        MoveKind.Back => policy.Back,
        MoveKind.Close => policy.Close,
        MoveKind.Reopen => policy.Reopen,
        _ => MoveRule.Anyone,
    };

    public static bool Allows(MoveRule rule, Actor actor) =>
        actor.IsUnbound || rule.Roles is null || rule.Roles.Value.Any(actor.Roles.Contains);

    /// <summary>Who could make the move, for the message of a refusal.</summary>
    public static LocalizedText Titles(MoveRule rule, MetadataSnapshot metadata)
    {
        var roles = (rule.Roles ?? []).Select(r => metadata.Roles.GetValueOrDefault(r)?.Title ?? LocalizedText.Of(r)).ToList();
        var text = LocalizedText.Empty;
        foreach (var language in roles.SelectMany(r => r.Values.Keys).Distinct())
            text = text.WithDefault(language, string.Join(language.StartsWith("zh", StringComparison.Ordinal) ? "、" : ", ", roles.Select(r => r.For(language))));
        return text;
    }
}
