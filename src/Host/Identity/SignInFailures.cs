using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using NoCodeCrm.Platform.Access;

namespace NoCodeCrm.Host.Identity;

/// <summary>Counts failed sign-ins by origin and address, so that guessing is slowed down before it reaches an account.</summary>
public sealed class SignInFailures
{
    private const int MaxFailures = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> _failures = new();
    private volatile string? _decoyHash;

    public bool IsThrottled(string origin, DateTimeOffset now) =>
        _failures.TryGetValue(origin, out var known) && known.Count >= MaxFailures && now - known.Since < Window;

    public void Add(string origin, DateTimeOffset now) =>
        _failures.AddOrUpdate(origin, _ => (1, now), (_, known) => now - known.Since >= Window ? (1, now) : (known.Count + 1, known.Since));

    public void Forget(string origin) => _failures.TryRemove(origin, out _);

    /// <summary>A hash of nothing, verified where there is no account, so that the time taken tells nothing.</summary>
    public string DecoyHash(IPasswordHasher<Login> hasher) => _decoyHash ??= hasher.HashPassword(SignIns.Decoy(), Guid.NewGuid().ToString());
}
