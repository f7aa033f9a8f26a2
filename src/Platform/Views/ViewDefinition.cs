using System.Collections.Immutable;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Views;

/// <summary>
/// A list of a form's records as somebody saved it. What is absent follows the list: no filter, its order, its columns. Default: the roles
/// whose people the list opens with it, <c>*</c> for everyone who has it.
/// </summary>
public sealed record ViewDefinition
{
    public required string Key { get; init; }
    public required LocalizedText Title { get; init; }
    public required string Form { get; init; }
    public int Order { get; init; } = 100;
    public DocumentSharing Sharing { get; init; } = DocumentSharing.Open;
    public ImmutableArray<string> Default { get; init; } = [];
    public Filter? Filter { get; init; }
    public string? Search { get; init; }
    public string? Sort { get; init; }
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Whether the list opens with it for this reader; an administrator's right to see the views of others opens none.</summary>
    public bool IsDefaultFor(AccessPolicy access) =>
        Sharing.IsMeantFor(access) && Default.Any(r => r == DocumentSharing.Everyone || access.Actor.Roles.Contains(r));

    /// <summary>Which of several defaults wins, the smallest first: one's own, then one for a role, then one for everyone.</summary>
    public int Nearness(AccessPolicy access) =>
        Sharing.IsPrivate && Sharing.IsOwnedBy(access) ? 0 : Default.Any(r => r != DocumentSharing.Everyone && access.Actor.Roles.Contains(r)) ? 1 : 2;
}
