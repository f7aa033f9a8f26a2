using System.Collections.Concurrent;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Holds the current snapshot. Swapped after the COMMIT of a publish and before the next command runs.</summary>
public sealed class MetadataCache
{
    private volatile MetadataSnapshot _current = MetadataSnapshot.Empty;

    // The version since which values of a form live in other columns than before.
    private readonly ConcurrentDictionary<string, int> _moved = new();

    public MetadataSnapshot Current => _current;

    // Stages that a pipeline has lost, or is about to: a request that began before still knows them. The value: whose announcement it is.
    private readonly ConcurrentDictionary<(string Pipeline, string Stage), object> _gone = new();

    public void Swap(MetadataSnapshot next)
    {
        _current = next with { Generation = _current.Generation + 1 };
        foreach (var (pipeline, stage) in _gone.Keys.Where(s => next.Pipelines.GetValueOrDefault(s.Pipeline)?.Stage(s.Stage) is not null))
            _gone.TryRemove((pipeline, stage), out _);
    }

    /// <summary>Said while nobody else can write to the pipeline's form and before the COMMIT: there is no such stage from then on. Answers how to take that back.</summary>
    internal Action TakeOut(string pipeline, string stage)
    {
        var announcement = new object();
        _gone[(pipeline, stage)] = announcement;
        return () => _gone.TryRemove(new KeyValuePair<(string, string), object>((pipeline, stage), announcement));
    }

    /// <summary>Whether a stage that a request knows from an older version is no more.</summary>
    internal bool IsGone(string pipeline, string stage) => _gone.ContainsKey((pipeline, stage));

    /// <summary>Said while nobody else can write to the form and before the COMMIT: from this version on its values live elsewhere.</summary>
    internal void Move(string form, int version) => _moved[form] = version;

    /// <summary>The publish failed: values live where they did.</summary>
    internal void Unmove(string form, int version) => _moved.TryRemove(new KeyValuePair<string, int>(form, version));

    /// <summary>
    /// Asked by a command that has written records and before its COMMIT. A write that began with an older version of the form than
    /// the one that moved its values went where nobody looks any more: refused (ConflictException), so that it is not lost silently.
    /// </summary>
    internal void RequireUnmoved(FormModel form)
    {
        if (_moved.TryGetValue(form.Key, out var version) && form.Version < version)
            throw new ConflictException("form.moved", new Problem("", "form.moved").With("form", form.Title));
    }
}
