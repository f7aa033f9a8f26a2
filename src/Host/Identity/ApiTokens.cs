using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Identity;

/// <summary>Whose token it is, by digest; remembered until any token is revoked.</summary>
public sealed class ApiTokens(Database database)
{
    private const int MaxKnown = 10_000;
    private readonly ConcurrentDictionary<string, long> _known = new();

    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The person who made the token; null for an unknown or revoked one.</summary>
    public async Task<long?> FindAsync(string digest, CancellationToken ct)
    {
        if (_known.TryGetValue(digest, out var known))
            return known;
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        if (await db.ApiTokens.FirstOrDefaultAsync(t => t.Hash == digest && t.RevokedAt == null, ct) is not { } token)
            return null;
        if (_known.Count >= MaxKnown)
            _known.Clear();
        return _known[digest] = token.UserId;
    }

    public void ForgetAll() => _known.Clear();
}
