using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Follows a form's new version in the transaction that publishes it.</summary>
public interface IFormPublished
{
    /// <summary>Before: null for a new form. After: with its columns.</summary>
    Task ApplyAsync(CommandScope scope, FormModel? before, FormModel after, long? author, CancellationToken ct);
}
