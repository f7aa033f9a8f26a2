namespace NoCodeCrm.Platform.Events;

/// <summary>Carries out one kind of outbox message after its commit. May see a message again after a crash, so it must be idempotent.</summary>
public interface IEventHandler
{
    string Kind { get; }

    /// <summary>True when it waits for a machine elsewhere: such messages go one by one and hold up nothing but each other.</summary>
    bool IsOutside => false;

    Task HandleAsync(string payload, CancellationToken ct);
}

/// <summary>What stands at the other end will never take this message: it is not tried again. Reason: for administrators.</summary>
public sealed class UndeliverableException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>It did not work this time. Reason: for administrators.</summary>
public sealed class DeliveryException(string reason, Exception? inner = null) : Exception(reason, inner);
