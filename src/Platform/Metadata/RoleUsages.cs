using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Views;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Finds every definition that names a role: one that is for its holders, is shared with them, or lets them move records.</summary>
public static class RoleUsages
{
    /// <summary>The definitions that name the role, in order of kind and key.</summary>
    public static IEnumerable<DefinitionDocument> Find(MetadataSnapshot metadata, string role) =>
        metadata.Documents.Values.Where(d => Roles(d, metadata).Contains(role)).OrderBy(d => d.Kind, StringComparer.Ordinal).ThenBy(d => d.Key, StringComparer.Ordinal);

    /// <summary>Of a pipeline that is to be published: roles that there are not. A move that only they may make would be nobody's.</summary>
    internal static void CheckMoves(PipelineModel pipeline, MetadataSnapshot metadata, List<Problem> problems)
    {
        foreach (var role in Moving(pipeline.Moves).Distinct().Where(r => r != RoleModel.Administrator && !metadata.Roles.ContainsKey(r)))
            problems.Add(new Problem("/moves", "role.unknown").With("role", role));
    }

    private static IEnumerable<string> Roles(DefinitionDocument document, MetadataSnapshot metadata) => document.Kind switch
    {
        DefinitionKinds.Home or DefinitionKinds.Forecast => Listed(document.Document, "roles"),
        DefinitionKinds.Dashboard => DocumentSharing.Of(document.Document).Roles,
        DefinitionKinds.View => [.. DocumentSharing.Of(document.Document).Roles, .. Listed(document.Document, "default")],
        DefinitionKinds.Pipeline when metadata.Pipelines.GetValueOrDefault(document.Key) is { } pipeline => Moving(pipeline.Moves),
        _ => [],
    };

    private static IEnumerable<string> Moving(MovePolicy moves) =>
        new[] { moves.Forward, moves.Skip, moves.Back, moves.Close, moves.Reopen, moves.Waive }.Concat(moves.Pairs.Select(p => p.Rule)).SelectMany(rule => rule.Roles ?? []);

    private static IEnumerable<string> Listed(JsonElement document, string name) =>
        document.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)
            : [];
}
