using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine.Dashboards;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Homes;

/// <summary>Computes the home page of one reader. A section, or a source of one, about what they may not read is left out.</summary>
public sealed class HomeData(RecordStore store, StageChanges changes, DashboardData dashboards, Database database, ClockSource clock)
{
    private const int MaxItems = 20;

    /// <summary>The home of the actor's roles; one made of the pipelines when no document has one for them.</summary>
    public static HomeDefinition For(AccessPolicy access) => access.Metadata.Documents.Values
        .Where(d => d.Kind == HomeDefinition.Kind).Select(d => HomeParser.Read(d.Document, []))
        .Where(h => h.Roles.IsEmpty || h.Roles.Any(access.Actor.Roles.Contains))
        .OrderBy(h => h.Order).ThenBy(h => h.Key, StringComparer.Ordinal).FirstOrDefault() ?? HomeDefaults.From(access);

    public async Task<HomeResult> ComputeAsync(HomeDefinition home, AccessPolicy access, CancellationToken ct)
    {
        await using var session = await database.OpenForCallerAsync(ct);
        var titles = new RecordTitles();
        var sections = new List<SectionResult>();
        foreach (var section in home.Sections)
            if (await ComputeAsync(section, session, access, titles, ct) is { } result)
                sections.Add(result);
        return new HomeResult(home, sections, await titles.LoadAsync(store, session, access, ct));
    }

    private async Task<SectionResult?> ComputeAsync(HomeSection section, ReadSession session, AccessPolicy access, RecordTitles titles, CancellationToken ct) => section switch
    {
        TodoSection todo => await TodoAsync(todo, session, access, titles, ct),
        AttentionSection attention => await AttentionAsync(attention, session, access, titles, ct),
        WidgetsSection widgets => await WidgetsAsync(widgets, access, ct),
        ChangesSection moved => await ChangesAsync(moved, session, access, ct),
        MentionsSection mentions => new MentionsResult(mentions),
        _ => new ChecklistResult((ChecklistSection)section),
    };

    private async Task<TodoResult> TodoAsync(TodoSection section, ReadSession session, AccessPolicy access, RecordTitles titles, CancellationToken ct)
    {
        var today = clock.For(access.Actor).Today;
        var items = new List<TodoItem>();
        var total = 0L;
        foreach (var source in section.Sources)
        {
            if (HomeReading.Readable(access, source.Form) is not { } form || !HomeReading.MayAsk(access, form, source.Filter, source.Date))
                continue;
            var due = Filter.Of(source.Date, FilterOperator.Lte, today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            var page = await store.PageAsync(session, access, form, new RecordQuery { Filter = Filter.All(source.Filter, due), Sort = source.Date, Limit = MaxItems, Count = true }, ct);
            total += page.Total ?? 0;
            foreach (var record in page.Items)
            {
                titles.AddRecord(record, RecordStore.VisibleFields(access, form));
                items.Add(new TodoItem(source, record, HomeReading.TitleOf(access, form, record, source.Text), (DateOnly)record[source.Date]!, HomeReading.About(form, record, source.About)));
            }
        }
        return new TodoResult(section, [.. items.OrderBy(i => i.Due).ThenBy(i => i.Text, StringComparer.Ordinal).Take(MaxItems)], total);
    }

    private async Task<AttentionResult?> AttentionAsync(AttentionSection section, ReadSession session, AccessPolicy access, RecordTitles titles, CancellationToken ct)
    {
        if (HomeReading.Readable(access, section.Form) is not { } form || !HomeReading.MayAsk(access, form, section.Filter))
            return null;
        var reasons = section.Reasons.Where(r => form.Field(r.Field) is not null && !access.IsHidden(form, r.Field)).ToList();
        if (reasons.Count == 0)
            return null;
        var any = new FilterGroup("", FilterJoin.Or, [.. reasons.Select(r => Filter.Of(r.Field, FilterOperator.Equals, true))]);
        var filter = Filter.All(section.Filter, any);
        var sort = section.Amount is { } amount && form.Field(amount) is not null && !access.IsHidden(form, amount) ? "-" + amount : "updatedAt";
        var shown = section.Reasons.SelectMany(r => new[] { r.Field, r.Value }).Append(section.Amount).Append(form.RecordTitle).ToHashSet();
        var fields = RecordStore.VisibleFields(access, form).Where(f => shown.Contains(f.Key)).ToList();
        var page = await store.PageAsync(session, access, form, new RecordQuery { Filter = filter, Sort = sort, Limit = MaxItems, Count = true, Fields = [.. fields.Select(f => f.Key)] }, ct);
        foreach (var record in page.Items)
            titles.AddRecord(record, fields);
        var items = page.Items.Select(r => new AttentionItem(r, HomeReading.TitleOf(access, form, r, null), [.. reasons.Where(x => r[x.Field] is true)])).ToList();
        return new AttentionResult(section, form, fields, items, page.Total ?? 0, filter!);
    }

    private async Task<WidgetsResult> WidgetsAsync(WidgetsSection section, AccessPolicy access, CancellationToken ct)
    {
        var page = new DashboardDefinition { Key = "home", Title = section.Title, Source = "", Widgets = section.Widgets };
        return new WidgetsResult(section, await dashboards.ComputeAsync(page, [], null, access, ct));
    }

    private async Task<ChangesResult?> ChangesAsync(ChangesSection section, ReadSession session, AccessPolicy access, CancellationToken ct)
    {
        if (access.Metadata.Pipelines.GetValueOrDefault(section.Pipeline) is not { } pipeline || HomeReading.Readable(access, pipeline.Form) is not { } form || access.IsHidden(form, pipeline.Field))
            return null;
        var since = clock.For(access.Actor).Now.AddDays(-section.Days);
        return new ChangesResult(section, pipeline, since, await changes.SinceAsync(session, access, pipeline, since, ct));
    }
}
