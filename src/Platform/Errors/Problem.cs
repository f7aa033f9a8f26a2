using System.Collections.Immutable;

namespace NoCodeCrm.Platform.Errors;

/// <summary>
/// One thing that is wrong with what a caller sent.
/// <para>Path: a JSON Pointer into the caller's document. Code: stable, documented in docs/errors.md. Parameters fill
/// the localised message of that code; a <see cref="Metadata.LocalizedText"/> among them is shown in the reader's language.
/// Rule: the stable id of the rule that refused, null for faults of shape.</para>
/// </summary>
public sealed record Problem(string Path, string Code, string? Rule = null)
{
    public ImmutableDictionary<string, object?> Parameters { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public Problem With(string name, object? value) => this with { Parameters = Parameters.SetItem(name, value) };
}
