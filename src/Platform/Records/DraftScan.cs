using System.Diagnostics;
using System.Globalization;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records.Retypes;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>What a new or changed formula gives on some records. Looked: how many were computed; Differ: how many of those have another value then.</summary>
public sealed record FormulaImpact(FieldDefinition? From, FieldDefinition To, int Looked, int Differ, IReadOnlyList<(long Id, object? From, object? To)> Samples);

/// <summary>Live records that lack a value where a new or changed condition demands one. Looked: null when all were asked, else how many of the newest.</summary>
public sealed record RequirementImpact(FieldDefinition Field, long Records, IReadOnlyList<long> First, int? Looked);

/// <summary>
/// Tries the expressions of a new version of a form on records that exist: formulas on the newest that the asking person may read,
/// conditions in the database where it can answer them, else on those same records. Bounded in records and in time; writes nothing.
/// </summary>
public sealed class DraftScan(RecordStore store, RecordExpressions expressions, ClockSource clock)
{
    public const int MaxLooked = 200;
    private const int MaxSamples = 5;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <summary>After: compiled. Formulas: those whose values become others.</summary>
    public async Task<(List<FormulaImpact> Formulas, List<RequirementImpact> Requirements)> RunAsync(ISqlSession session, AccessPolicy access, FormModel before, FormModel after, IReadOnlyList<FieldDefinition> formulas, IReadOnlyList<FieldRetype> retypes, TextFormat format, CancellationToken ct)
    {
        var requirements = new List<RequirementImpact>();
        var open = new List<FieldDefinition>();
        foreach (var field in after.Fields.Where(f => f is { RequiredWhen: not null, Required: false, IsComputed: false } && before.Field(f.Key)?.RequiredSource != f.RequiredSource))
            if (!Stands(field.RequiredWhen!, before, after))
                open.Add(field);
            else if (await AskAsync(session, access, before, field, ct) is { } answer)
                requirements.Add(answer);
            else
                open.Add(field);
        var reading = new DraftReading(access, before, after, retypes);
        formulas = [.. formulas.Where(reading.Sees).OrderBy(f => f.IsLive ? int.MaxValue : after.FormulasInOrder.IndexOf(f))];
        open = [.. open.Where(f => !access.IsHidden(before, f.Key) && reading.Sees(f.RequiredWhen!))];
        if (formulas.Count + open.Count == 0 || !access.May(before, RecordAction.Read))
            return ([], [.. requirements.Where(r => r.Records > 0)]);

        var found = formulas.Select(f => new Tally(before.Field(f.Key), f)).Concat(open.Select(f => new Tally(before.Field(f.Key), f))).ToList();
        var looked = 0;
        var watch = Stopwatch.StartNew();
        var newest = await store.PageAsync(session, access, before, new RecordQuery { Sort = "-" + SystemMembers.Id, Limit = MaxLooked }, ct);
        foreach (var record in newest.Items)
        {
            if (watch.Elapsed > Budget)
                break;
            var change = Change(session, access, after, record, retypes, format);
            foreach (var tally in found.Take(formulas.Count))
                tally.Compare(record, await ComputeAsync(change, tally.Field, ct));
            foreach (var tally in found.Skip(formulas.Count))
                await tally.CountAsync(change, expressions, ct);
            looked++;
        }
        var isAll = access.Actor.IsUnbound && newest.NextCursor is null && looked == newest.Items.Count;
        requirements.AddRange(found.Skip(formulas.Count).Select(t => new RequirementImpact(t.Field, t.Count, [.. t.Samples.Select(s => s.Id)], isAll ? null : looked)));
        return ([.. found.Take(formulas.Count).Select(t => new FormulaImpact(t.Was, t.Field, looked, t.Count, t.Samples))], [.. requirements.Where(r => r.Records > 0)]);
    }

    // The database can answer it as the records are now: nothing that it reads becomes another value.
    private static bool Stands(CheckedExpression condition, FormModel before, FormModel after) => condition.Members.Concat(condition.Aggregates.SelectMany(a => a.OuterMembers)).Select(m => m.Split('.')[0]).All(key =>
        SystemMembers.Find(key) is not null
        || (before.Field(key) is { } was && after.Field(key) is { } field && was.Type == field.Type && was.FormulaSource == field.FormulaSource && (field.Formula is not { } formula || Stands(formula, before, after))));

    // Null where it has no SQL.
    private async Task<RequirementImpact?> AskAsync(ISqlSession session, AccessPolicy access, FormModel before, FieldDefinition field, CancellationToken ct)
    {
        bool IsAsked(string source) => ExpressionTrial.Check(source, before, access.Metadata, ExpressionUse.Rows, null).Success;
        if (!IsAsked(field.RequiredSource!))
            return null;
        var query = store.Query(session, new AccessPolicy(Actor.System, access.Metadata), before);
        var conditions = query.BaseConditions();
        if (before.Field(field.Key) is { } was)
        {
            conditions.Add(SchemaScan.Blank(session.Dialect, before, was, query.RootAlias));
            // What was refused before is none of this publish.
            if (was.RequiredSource is { } former && IsAsked(former))
                conditions.Add($"NOT {query.RowExpression(before, query.RootAlias, former)}");
        }
        conditions.Add(query.RowExpression(before, query.RootAlias, field.RequiredSource!));
        var rows = $"{query.From} WHERE {string.Join(" AND ", conditions)}";
        var records = Convert.ToInt64(await query.Command(session, $"SELECT COUNT(*) {rows}").ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        var isTold = !access.IsHidden(before, field.Key) && (access.Actor.IsUnbound || field.RequiredWhen!.Aggregates.Count == 0) && !field.RequiredWhen!.Members.Any(m => access.HidesPath(before, m));
        return new RequirementImpact(field, records, records > 0 && isTold ? await SchemaScan.IdsAsync(query.Command(session, $"SELECT {query.RootAlias}.id {rows} ORDER BY {query.RootAlias}.id DESC LIMIT {MaxSamples}"), ct) : [], null);
    }

    // The record as a save of the new version that changes nothing would find it.
    private RecordChange Change(ISqlSession session, AccessPolicy access, FormModel after, RecordData record, IReadOnlyList<FieldRetype> retypes, TextFormat format)
    {
        var next = record.Copy();
        foreach (var retype in retypes)
            next.Set(retype.To.Key, record[retype.From.Key] is { } value ? new FieldConversion(retype.From, retype.To, format).Convert(value, []) : null);
        return new RecordChange
        {
            Session = session,
            Request = new WriteRequest { Access = access, Form = after, Kind = WriteKind.Update, Id = record.Id, Via = "form" },
            Before = record,
            After = next,
            Now = clock.Now,
            Today = clock.Today,
            WriteAlsoAsync = (_, _) => throw new InvalidOperationException("A trial writes nothing."),
        };
    }

    private async Task<object?> ComputeAsync(RecordChange change, FieldDefinition field, CancellationToken ct)
    {
        object? value = null;
        try
        {
            value = await expressions.EvaluateForAsync(change, field.Formula!, field, ct);
        }
        catch (Exception e) when (e is ExpressionLimitException or InvalidCastException)
        {
            // What cannot be had is blank here; the form is checked elsewhere.
        }
        change.After.Set(field.Key, value);
        return value;
    }

    private sealed class Tally(FieldDefinition? was, FieldDefinition field)
    {
        public FieldDefinition? Was { get; } = was;
        public FieldDefinition Field { get; } = field;
        public int Count { get; private set; }
        public List<(long Id, object? From, object? To)> Samples { get; } = [];

        public void Compare(RecordData record, object? value)
        {
            // A live value keeps more digits than it shows.
            var former = Was is null ? null : record[Was.Key] is decimal number ? ExpressionRounding.ToScale(number, Was.Scale) : record[Was.Key];
            if (!RecordValues.Same(former, value))
                Add(record.Id, former, value);
        }

        public async Task CountAsync(RecordChange change, RecordExpressions expressions, CancellationToken ct)
        {
            if (change.After[Field.Key] is null && await IsMetAsync(change, Field.RequiredWhen, expressions, ct) && !await IsMetAsync(change, Was?.RequiredWhen, expressions, ct))
                Add(change.After.Id, null, null);
        }

        private static async Task<bool> IsMetAsync(RecordChange change, CheckedExpression? condition, RecordExpressions expressions, CancellationToken ct)
        {
            try
            {
                return condition is not null && await expressions.IsMetAsync(change, condition, ct);
            }
            catch (Exception e) when (e is ExpressionLimitException or InvalidCastException)
            {
                return false; // as of a formula that cannot be had
            }
        }

        private void Add(long id, object? from, object? to)
        {
            if (Count++ < MaxSamples)
                Samples.Add((id, from, to));
        }
    }
}

/// <summary>Which expressions of a draft can be shown to somebody on records: they may see all that those read.</summary>
internal sealed class DraftReading(AccessPolicy access, FormModel before, FormModel after, IReadOnlyList<FieldRetype> retypes)
{
    // What comes back from a former column is not in the record.
    private readonly HashSet<string> _returning = [.. retypes.Where(r => r.Back is not null).Select(r => r.To.Key)];

    public bool Sees(FieldDefinition formula) => formula.Formula is { } expression && !access.IsHidden(before, formula.Key) && Sees(expression);

    /// <summary>Other records are seen whole by administrators only.</summary>
    public bool Sees(CheckedExpression expression) =>
        (access.Actor.IsUnbound || (expression.Aggregates.Count == 0 && !expression.Members.Any(m => m.Contains('.') || access.IsHidden(before, m))))
        && expression.Members.Concat(expression.Aggregates.SelectMany(a => a.OuterMembers)).All(m => !_returning.Contains(m.Split('.')[0]) && (after.Field(m)?.Formula is not { } inner || Sees(inner)));
}
