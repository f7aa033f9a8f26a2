using System.Collections.Concurrent;

namespace NoCodeCrm.Host.Realtime;

/// <summary>Who is listening, by connection.</summary>
public sealed class ConnectedActors
{
    private readonly ConcurrentDictionary<string, long> _byConnection = new();

    public void Add(long user, string connection) => _byConnection[connection] = user;

    public void Remove(string connection) => _byConnection.TryRemove(connection, out _);

    public ILookup<long, string> ByUser() => _byConnection.ToLookup(c => c.Value, c => c.Key);
}
