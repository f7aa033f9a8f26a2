using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FlowEngine.Pipelines;

/// <summary>A new record starts with the probability of its stage. (The first stage itself is set when the write is merged.)</summary>
public sealed class StageDefaults : IRecordDefaults
{
    public Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        foreach (var move in change.Moves)
            if (move.Pipeline.ProbabilityField is { } key && change.After[key] is null)
                change.After.Set(key, StageEffects.Probability(change.Form, key, move.To));
        return Task.CompletedTask;
    }
}
