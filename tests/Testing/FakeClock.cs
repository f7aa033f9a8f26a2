namespace NoCodeCrm.Testing;

/// <summary>A clock that stands still until it is set.</summary>
public sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private long _now = now.UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref _now), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _now, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
