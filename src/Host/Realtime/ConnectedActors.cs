using System.Collections.Concurrent;

namespace NoCodeCrm.Host.Realtime;

/// <summary>Who is listening, by connection.</summary>
public sealed class ConnectedActors
{
    private readonly ConcurrentDictionary<string, (long User, Action Abort)> _byConnection = new();

    public void Add(long user, string connection, Action abort) => _byConnection[connection] = (user, abort);

    public void Remove(string connection) => _byConnection.TryRemove(connection, out _);

    public ILookup<long, string> ByUser() => _byConnection.ToLookup(c => c.Value.User, c => c.Key);

    /// <summary>Ends every connection of a person whose sessions have ended.</summary>
    public void Close(long user)
    {
        foreach (var (_, connection) in _byConnection.Where(c => c.Value.User == user))
            connection.Abort();
    }
}
