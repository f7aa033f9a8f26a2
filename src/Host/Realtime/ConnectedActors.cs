using System.Collections.Concurrent;
using NoCodeCrm.Host.Identity;

namespace NoCodeCrm.Host.Realtime;

/// <summary>Somebody who listens, and through whose eyes; Viewed is null for one's own.</summary>
public sealed record Listener(long User, ViewAs? Viewed)
{
    /// <summary>Whose bell rings here; null where a role looks, which has none.</summary>
    public long? Bell => Viewed is null ? User : Viewed.User;
}

/// <summary>Who is listening, by connection.</summary>
public sealed class ConnectedActors
{
    private readonly ConcurrentDictionary<string, (Listener Listener, Action Abort)> _byConnection = new();

    public void Add(Listener listener, string connection, Action abort) => _byConnection[connection] = (listener, abort);

    public void Remove(string connection) => _byConnection.TryRemove(connection, out _);

    public ILookup<Listener, string> ByListener() => _byConnection.ToLookup(c => c.Value.Listener, c => c.Key);

    /// <summary>Ends every connection of a person whose sessions have ended, or look through other eyes from now on.</summary>
    public void Close(long user)
    {
        foreach (var (_, connection) in _byConnection.Where(c => c.Value.Listener.User == user))
            connection.Abort();
    }
}
