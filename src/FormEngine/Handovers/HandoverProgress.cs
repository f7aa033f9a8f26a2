using System.Text.Json;
using NoCodeCrm.Platform.Json;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>How far a handover or its undoing has come, as its job row holds it. Moved and Skipped add up to Processed.</summary>
internal sealed record HandoverProgress(string Handover, int Processed, int Total, int Moved, int Skipped)
{
    public string ToJson() => JsonSerializer.Serialize(this, PlainJson.Options);
}
