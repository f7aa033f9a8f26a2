using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NoCodeCrm.Platform.Querying;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.Platform.Records.Periods;

/// <summary>
/// Keeps periods every night as the company's day begins, and once at start for the nights that the process slept through. It looks at
/// the clock at least once an hour, so that a clock that jumps or a zone that changes is noticed.
/// </summary>
public sealed class PeriodNights(PeriodKeeper keeper, ClockSource clock, ILogger<PeriodNights> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? kept = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = UntilMidnight();
            if (kept != clock.Today)
            {
                var today = clock.Today;
                if (await TryAsync(stoppingToken))
                    kept = today;
                else
                    wait = TryAgain;
            }
            await clock.DelayAsync(wait < LookAgain ? wait : LookAgain, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan UntilMidnight()
    {
        var wait = Calendar.StartOfDay(clock.Today.AddDays(1), clock.Zone) - clock.Now;
        return wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(1);
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            await keeper.CatchUpAsync(ct);
            return true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            log.LogError(e, "Keeping the state of the day failed; trying again shortly.");
            return false;
        }
    }
}
