namespace NoCodeCrm.Platform.Records;

/// <summary>Fills what a new record starts with. Runs on creation only.</summary>
public interface IRecordDefaults
{
    Task ApplyAsync(RecordChange change, CancellationToken ct);
}

/// <summary>Derives values from others: stage effects, formulas.</summary>
public interface IRecordComputation
{
    Task ApplyAsync(RecordChange change, CancellationToken ct);
}

/// <summary>May refuse: adds problems to the change, never throws for them.</summary>
public interface IRecordCheck
{
    Task CheckAsync(RecordChange change, CancellationToken ct);
}

/// <summary>Writes what follows from the record, in the same transaction, once its row is written.</summary>
public interface IRecordEffect
{
    Task ApplyAsync(RecordChange change, CancellationToken ct);
}

/// <summary>The steps that engines contribute, in the order in which they run. The host lists them once.</summary>
public sealed record RecordSteps(
    IReadOnlyList<IRecordDefaults> Defaults,
    IReadOnlyList<IRecordComputation> Computations,
    IReadOnlyList<IRecordCheck> Checks,
    IReadOnlyList<IRecordEffect> Effects);
