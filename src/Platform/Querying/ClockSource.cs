using NoCodeCrm.Platform.Access;

namespace NoCodeCrm.Platform.Querying;

/// <summary>The one clock. The installation's zone decides what "today" is; a person's zone how instants fall into days.</summary>
public sealed class ClockSource(TimeProvider time)
{
    private volatile TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>Milliseconds: what every database stores.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, _zone).DateTime);

    public TimeZoneInfo Zone
    {
        get => _zone;
        set => _zone = value;
    }

    /// <summary>Waits as long by this clock.</summary>
    public Task DelayAsync(TimeSpan span, CancellationToken ct) => Task.Delay(span, time, ct);

    public QueryClock For(Actor actor) => new(Now, Today, actor.IsSystem ? _zone : actor.TimeZone);
}
