using System.Security.Cryptography;

namespace NoCodeCrm.Host.Setup;

/// <summary>What lasts as long as the process: set-up runs once at a time, and the token of its one-time link.</summary>
public sealed class SetupGate : IDisposable
{
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public SemaphoreSlim Once { get; } = new(1, 1);

    public void Dispose() => Once.Dispose();
}
