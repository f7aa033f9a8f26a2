using System.Globalization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.ReportEngine.Homes;

/// <summary>Whose records a calendar shows: one's own, with those of the people below, or all that one may read.</summary>
public enum CalendarScope
{
    Me,
    Team,
    All,
}

public sealed record CalendarItem(CalendarSource Source, RecordData Record, DateOnly Date, string Text, RecordReference? About);

/// <summary>Totals: how many records each source has in the range; more than were read are not all among the items.</summary>
public sealed record CalendarResult(IReadOnlyList<(CalendarSource Source, long Total)> Sources, IReadOnlyList<CalendarItem> Items, Dictionary<string, Dictionary<long, string>> Titles);

/// <summary>What stands in a reader's calendar between two days, as their home document says.</summary>
public sealed class CalendarData(RecordStore store, Database database)
{
    public const int MaxPerSource = RecordQuery.MaxLimit;

    public async Task<CalendarResult> ReadAsync(AccessPolicy access, DateOnly from, DateOnly to, CalendarScope scope, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        var titles = new RecordTitles();
        var items = new List<CalendarItem>();
        var sources = new List<(CalendarSource, long)>();
        foreach (var source in HomeData.For(access).Calendar)
        {
            if (HomeReading.Readable(access, source.Form) is not { } form || !HomeReading.MayAsk(access, form, source.Filter, source.Date))
                continue;
            var filter = Filter.All(source.Filter, Of(scope), Filter.Of(source.Date, FilterOperator.Gte, Day(from)), Filter.Of(source.Date, FilterOperator.Lte, Day(to)));
            var page = await store.PageAsync(session, access, form, new RecordQuery { Filter = filter, Sort = source.Date, Limit = MaxPerSource, Count = true }, ct);
            sources.Add((source, page.Total ?? 0));
            foreach (var record in page.Items)
            {
                titles.Add(BuiltInForms.User, record.Owner);
                var about = source.About is { } key && access.IsHidden(form, key) ? null : HomeReading.About(form, record, source.About);
                if (about is not null)
                    titles.Add(about.Form, about.Id);
                items.Add(new CalendarItem(source, record, (DateOnly)record[source.Date]!, HomeReading.TitleOf(access, form, record, source.Text), about));
            }
        }
        return new CalendarResult(sources, [.. items.OrderBy(i => i.Date)], await titles.LoadAsync(store, session, access, ct));
    }

    private static FilterCondition? Of(CalendarScope scope) => scope switch
    {
        CalendarScope.Me => Filter.Of(SystemMembers.Owner, FilterOperator.Equals, "@me"),
        CalendarScope.Team => Filter.Of(SystemMembers.Owner, FilterOperator.In, "@me", "@below"),
        _ => null,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
