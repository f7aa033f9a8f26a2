using NoCodeCrm.Platform.Records.Periods;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

/// <summary>The log of a record, replayed into its states by day.</summary>
public sealed class PeriodReplayFacts
{
    private static readonly TrackedForm Tracked = new(ShippedMetadata.Snapshot.Forms["opportunity"], ["amount", "owner", "stage", "weighted"]);

    // Shanghai is eight hours ahead: 16:00 is its midnight.
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_as_it_begins_and_of_several_changes_in_it_the_last_is_left()
    {
        Assert.Equal(
            ["03-03..03-05 contact {\"amount\":150,\"stage\":\"contact\"}", "03-05.. needs {\"amount\":150,\"stage\":\"needs\"}"],
            Replay(Created(Noon, 100), Amount(Noon.AddHours(2), 100, 120), Amount(Noon.AddHours(11.9), 120, 150), Stage(Noon.AddDays(2), "contact", "needs")));
        Assert.Equal(["03-04.. contact {\"amount\":100,\"stage\":\"contact\"}"], Replay(Created(Noon.AddHours(12), 100))); // at midnight itself the next day has begun
    }

    [Fact]
    public void What_nobody_asked_for_and_what_was_taken_back_within_the_day_makes_no_period() =>
        Assert.Equal(["03-03.. contact {\"amount\":100,\"stage\":\"contact\"}"],
            Replay(Created(Noon, 100), new LoggedState("update", Noon.AddDays(1), "{\"fld_opportunity_name\":[\"a\",\"b\"]}"), Amount(Noon.AddDays(2), 100, 7), Amount(Noon.AddDays(2).AddHours(1), 7, 100)));

    [Fact]
    public void The_recycle_bin_is_a_gap() =>
        Assert.Equal(["03-03..03-05 contact {\"amount\":100,\"stage\":\"contact\"}", "03-07.. contact {\"amount\":100,\"stage\":\"contact\"}"],
            Replay(Created(Noon, 100), new LoggedState("delete", Noon.AddDays(2), "{}"), new LoggedState("restore", Noon.AddDays(4), "{}")));

    [Fact]
    public void A_clock_that_was_wrong_never_leaves_a_state_in_the_future() =>
        Assert.Equal(["03-03..03-04 contact {\"amount\":100,\"stage\":\"contact\"}", "03-04.. contact {\"amount\":9,\"stage\":\"contact\"}"],
            Replay(Created(Noon, 100), Amount(Noon.AddYears(5), 100, 8), Amount(Noon.AddDays(1), 8, 9)));

    [Fact]
    public void Stages_from_before_the_record_came_here_are_told_with_what_is_known_of_them() =>
        Assert.Equal(
            ["01-11..02-02 needs {\"amount\":100,\"owner\":3,\"stage\":\"needs\",\"weighted\":25}", "02-02..03-03 proposal {\"amount\":100,\"owner\":4,\"stage\":\"proposal\",\"weighted\":50}", "03-03.. contact {\"amount\":100,\"stage\":\"contact\"}"],
            [.. new PeriodReplay(Tracked, ShippedMetadata.Snapshot, ReportWorld.Shanghai).Replay([Created(Noon, 100)],
            [
                new EarlierVisit(new DateTimeOffset(2026, 1, 10, 3, 0, 0, TimeSpan.Zero), "needs", "100", 3),
                new EarlierVisit(new DateTimeOffset(2026, 2, 1, 3, 0, 0, TimeSpan.Zero), "proposal", null, 4),
                new EarlierVisit(Noon, "contact", "100", 4),
            ]).Select(Told)]);

    private static LoggedState Created(DateTimeOffset at, int amount) =>
        new("create", at, $$"""{"fld_opportunity_name":[null,"x"],"fld_opportunity_stage":[null,"contact"],"fld_opportunity_amount":[null,{{amount}}]}""");

    private static LoggedState Amount(DateTimeOffset at, int from, int to) => new("update", at, $$"""{"fld_opportunity_amount":[{{from}},{{to}}]}""");

    private static LoggedState Stage(DateTimeOffset at, string from, string to) => new("update", at, $$"""{"fld_opportunity_stage":["{{from}}","{{to}}"]}""");

    private static string[] Replay(params LoggedState[] changes) =>
        [.. new PeriodReplay(Tracked, ShippedMetadata.Snapshot, ReportWorld.Shanghai).Replay(changes, []).Select(Told)];

    private static string Told(Period period) =>
        $"{period.From:MM-dd}..{(period.To == RecordPeriod.Open ? "" : period.To.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture))} {period.Stage} {period.State}";
}
