namespace NoCodeCrm.Platform.Access;

/// <summary>Who a person is right now, for work that outlives the request that asked for it.</summary>
public interface IActorSource
{
    /// <summary>Null when the person is gone or no longer active. Language: the one to speak when they have chosen none.</summary>
    Task<Actor?> FindActorAsync(long userId, string language, CancellationToken ct);
}
