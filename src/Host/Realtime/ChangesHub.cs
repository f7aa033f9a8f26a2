using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using NoCodeCrm.Host.Identity;

namespace NoCodeCrm.Host.Realtime;

/// <summary>Tells browsers what changed. It only speaks: the client calls nothing here.</summary>
[Authorize]
internal sealed class ChangesHub(ConnectedActors connected) : Hub
{
    public override Task OnConnectedAsync()
    {
        if (SessionCookie.UserId(Context.User!) is { } user)
            connected.Add(new Listener(user, SessionCookie.Viewed(Context.User!)), Context.ConnectionId, Context.Abort);
        else
            Context.Abort();
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connected.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
