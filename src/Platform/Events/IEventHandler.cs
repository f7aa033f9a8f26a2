namespace NoCodeCrm.Platform.Events;

/// <summary>Carries out one kind of outbox message after its commit. May see a message again after a crash, so it must be idempotent.</summary>
public interface IEventHandler
{
    string Kind { get; }

    Task HandleAsync(string payload, CancellationToken ct);
}
