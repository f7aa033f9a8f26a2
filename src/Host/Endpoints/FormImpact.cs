using System.Text.Json;
using NoCodeCrm.FormEngine.Formulas;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Records.Retypes;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>What a new version of a form would mean for the records that exist and for everything that uses it. Changes nothing.</summary>
internal sealed class FormImpact(Database database, RetypePublisher retypes, DraftScan drafts, RecordStore store, ProblemMapper problems, ProblemMessages messages, ClockSource clock)
{
    private const int MaxFirst = 5;

    private sealed record RecordsCount(string Rule, string Field, long Records)
    {
        public IReadOnlyList<long> First { get; init; } = [];

        /// <summary>What a formula gives on some records; null where nobody looked.</summary>
        public FormulaImpact? Formula { get; init; }

        /// <summary>How many of the newest records were asked; null for all.</summary>
        public int? Looked { get; init; }
    }

    private sealed record Found(List<RecordsCount> Counts, List<RetypeImpact> Retypes, Dictionary<long, string> Titles, IReadOnlyList<Problem> Faults);

    public async Task<ApiAnswer> AnswerAsync(HttpContext http, FormModel? before, FormModel? after, IReadOnlyList<Problem> faults, RetypeChoice choice, CancellationToken ct)
    {
        var found = before is null || after is null ? new Found([], [], [], []) : await FindAsync(http.Access(), before, after, choice, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("changes");
            foreach (var (kind, field) in FormChanges.Between(before, after))
                WriteChange(writer, kind, field);
            writer.WriteEndArray();
            writer.WriteStartArray("impact");
            foreach (var impact in found.Retypes)
                WriteRetype(writer, impact, found.Titles, choice, http);
            foreach (var count in found.Counts)
                WriteCount(writer, count, found.Titles);
            writer.WriteEndArray();
            if (before is not null && after is not null)
                WriteUsages(writer, http.Access().Metadata, before, after);
            problems.WriteErrors(writer, [.. faults, .. found.Faults], http.Language());
            writer.WriteEndObject();
        });
    }

    private async Task<Found> FindAsync(AccessPolicy access, FormModel before, FormModel after, RetypeChoice choice, CancellationToken ct)
    {
        var columns = await retypes.ColumnsAsync(before.Key, ct);
        await using var session = await database.OpenForCallerAsync(ct);
        var (counts, moving) = (new List<RecordsCount>(), new List<RetypeImpact>());
        foreach (var retype in FieldRetype.Between(before, after, columns))
            moving.Add(await RetypeScan.RunAsync(session, before, retype, choice.Format(clock), ct));
        await AddRulesAsync(session, access, before, after, moving, counts, ct);
        counts.AddRange((await LimitScan.RunAsync(session, before, after, clock, ct)).Select(l => new RecordsCount("limits", l.Field.Key, l.Records) { First = access.IsHidden(before, l.Field.Key) ? [] : l.First }));
        await AddExpressionsAsync(session, access, before, after, [.. moving.Select(m => m.Retype)], choice.Format(clock), counts, ct);
        // Whose records somebody may not read, of those they see the number alone.
        var failing = moving.SelectMany(m => m.Failures).Select(f => f.Id).Concat(counts.SelectMany(c => c.First.Concat(c.Formula?.Samples.Select(s => s.Id) ?? []))).Distinct().ToList();
        var titles = failing.Count > 0 && access.May(before, RecordAction.Read) ? await store.TitlesAsync(session, access, before, failing, ct) : [];
        return new Found(counts, moving, titles, await RelationTargets.FaultsAsync(session, before, after, before, ct));
    }

    // Live records that a rule of the new version would find wanting: blank where required, or not alone where unique.
    private static async Task AddRulesAsync(ReadSession session, AccessPolicy access, FormModel before, FormModel after, List<RetypeImpact> moving, List<RecordsCount> counts, CancellationToken ct)
    {
        foreach (var field in after.Fields.Where(f => f.Required && before.Field(f.Key) is { IsLive: false }))
        {
            var lost = moving.FirstOrDefault(m => m.Retype.To.Key == field.Key)?.Fails ?? 0;
            var blank = before.Field(field.Key)!.Required ? 0 : await SchemaScan.CountBlanksAsync(session, before, before.Field(field.Key)!, ct);
            if (blank + lost > 0)
                counts.Add(new RecordsCount("required", field.Key, blank + lost) { First = blank == 0 || access.IsHidden(before, field.Key) ? [] : await SchemaScan.BlanksAsync(session, before, before.Field(field.Key)!, MaxFirst, ct) });
        }
        var moved = moving.Select(m => m.Retype.To.Key).ToHashSet();
        foreach (var keys in SchemaIndexes.NewlyUnique(before, after).Where(keys => keys.All(k => before.Field(k) is { IsLive: false } && !moved.Contains(k))))
            if (await SchemaScan.CountDuplicatesAsync(session, before, keys, ct) is > 0 and var twice)
                counts.Add(new RecordsCount("unique", keys[0], twice));
        counts.AddRange(moving.Where(m => m.Twice > 0).Select(m => new RecordsCount("unique", m.Retype.To.Key, m.Twice)));
    }

    // What expressions of the new version give: how many records they concern, and what some of those would say.
    private async Task AddExpressionsAsync(ReadSession session, AccessPolicy access, FormModel before, FormModel after, IReadOnlyList<FieldRetype> moving, TextFormat format, List<RecordsCount> counts, CancellationToken ct)
    {
        var faults = new List<Problem>();
        var compiled = FormCompiler.Compile(after, access.Metadata, faults, lenient: true);
        var (stored, live) = (FormulaBackfill.Affected(before, compiled), FormulaBackfill.AffectedLive(before, compiled));
        // Formulas that read each other have no value.
        var (formulas, requirements) = faults.Any(p => p.Code == "formula.cycle") ? ([], []) : await drafts.RunAsync(session, access, before, compiled, [.. stored, .. live], moving, format, ct);
        counts.AddRange(requirements.Select(r => new RecordsCount("requiredWhen", r.Field.Key, r.Records) { First = r.First, Looked = r.Looked }));
        if (stored.Count + live.Count > 0 && await SchemaScan.CountLiveAsync(session, before, ct) is > 0 and var records)
            counts.AddRange([.. stored.Select(f => Recomputed("recompute", f)), .. live.Select(f => Recomputed("live", f))]);

        RecordsCount Recomputed(string rule, FieldDefinition field) => new(rule, field.Key, records) { Formula = formulas.FirstOrDefault(f => f.To.Key == field.Key) };
    }

    private static void WriteChange(Utf8JsonWriter writer, string kind, FieldDefinition field)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", kind);
        writer.WriteString("field", field.Key);
        writer.WriteText("title", field.Title);
        writer.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter writer, RecordsCount count, Dictionary<long, string> titles)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", count.Rule);
        writer.WriteString("field", count.Field);
        writer.WriteNumber("records", count.Records);
        if (count.First.Count > 0)
            WriteFirst(writer, count.First.Where(titles.ContainsKey), titles);
        if (count.Looked is { } asked)
            writer.WriteNumber("looked", asked);
        if (count.Formula is { } formula)
            WriteFormula(writer, formula, titles);
        writer.WriteEndObject();
    }

    private static void WriteFormula(Utf8JsonWriter writer, FormulaImpact formula, Dictionary<long, string> titles)
    {
        writer.WriteNumber("looked", formula.Looked);
        writer.WriteNumber("differ", formula.Differ);
        writer.WriteStartArray("samples");
        foreach (var (id, from, to) in formula.Samples.Where(s => titles.ContainsKey(s.Id)))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteString("title", titles[id]);
            writer.WritePropertyName("from");
            RecordValues.Write(writer, formula.From ?? formula.To, from);
            writer.WritePropertyName("to");
            RecordValues.Write(writer, formula.To, to);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteFirst(Utf8JsonWriter writer, IEnumerable<long> ids, Dictionary<long, string> titles)
    {
        writer.WriteStartArray("first");
        foreach (var id in ids)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteString("title", titles[id]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteRetype(Utf8JsonWriter writer, RetypeImpact impact, Dictionary<long, string> titles, RetypeChoice choice, HttpContext http)
    {
        var (from, to) = (impact.Retype.From, impact.Retype.To);
        var isHidden = http.Access().IsHidden(http.Access().Metadata.Form(http.Request.RouteValues["form"] as string ?? "")!, from.Key);
        writer.WriteStartObject();
        writer.WriteString("rule", "convert");
        writer.WriteString("field", to.Key);
        writer.WriteString("from", from.Type.Key);
        writer.WriteString("to", to.Type.Key);
        writer.WriteNumber("converts", impact.Converts);
        writer.WriteNumber("returns", impact.Returns);
        writer.WriteNumber("fails", impact.Fails);
        writer.WriteNumber("blank", impact.Blank);
        writer.WriteString("timeZone", clock.Zone.Id);
        writer.WriteString("dateFormat", choice.DateFormat);
        writer.WriteStartArray("samples");
        foreach (var (text, value) in isHidden ? [] : impact.Samples)
        {
            writer.WriteStartObject();
            writer.WriteString("from", text);
            writer.WritePropertyName("to");
            RecordValues.Write(writer, to, value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("failures");
        foreach (var failure in impact.Failures)
            WriteFailure(writer, failure, isHidden ? null : titles.GetValueOrDefault(failure.Id), http.Language());
        writer.WriteEndArray();
        writer.WriteStartArray("offers");
        foreach (var (text, count) in isHidden ? [] : impact.Offers)
        {
            writer.WriteStartObject();
            writer.WriteString("value", text);
            writer.WriteNumber("records", count);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteFailure(Utf8JsonWriter writer, RetypeFailure failure, string? title, string language)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", failure.Id);
        writer.WriteString("title", title);
        writer.WriteString("value", title is null ? null : failure.Text);
        writer.WriteString("code", failure.Problem.Code);
        writer.WriteString("reason", title is null ? messages.For(failure.Problem.Code, language) : messages.For(failure.Problem, language));
        writer.WriteEndObject();
    }

    private static void WriteUsages(Utf8JsonWriter writer, MetadataSnapshot metadata, FormModel before, FormModel after)
    {
        writer.WriteStartArray("usages");
        foreach (var field in Dependents.Changed(before, after))
            foreach (var usage in FieldUsages.Find(metadata, before, field.Key))
            {
                writer.WriteStartObject();
                writer.WriteString("field", field.Key);
                FormsApi.WriteUsage(writer, usage);
                writer.WriteEndObject();
            }
        writer.WriteEndArray();
    }
}
