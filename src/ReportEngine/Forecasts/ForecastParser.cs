using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>Reads a forecast document. The keywords are a closed set; every fault is named with its place.</summary>
public static class ForecastParser
{
    private const int MaxSplits = 8;

    public static ForecastDefinition Read(JsonElement document, List<Problem> problems)
    {
        var root = DocumentReader.On(document, "", problems);
        var definition = new ForecastDefinition
        {
            Key = root.Key("key"),
            Title = root.Text("title") ?? LocalizedText.Empty,
            Order = root.Integer("order") ?? 100,
            Roles = root.Strings("roles"),
            Pipeline = Needed(root, "pipeline"),
            Amount = Needed(root, "amount"),
            Weighted = Needed(root, "weighted"),
            Date = Needed(root, "date"),
            ClosedOn = Needed(root, "closedOn"),
            Splits = [.. root.Objects("splits").Select(Split)],
            Targets = root.Has("targets") ? Targets(DocumentReader.On(root.Raw("targets"), "/targets", problems)) : null,
        };
        root.Close("$schema", "description");
        if (definition.Splits.Length is 0 or > MaxSplits)
            root.Fault("splits", "forecast.splits", ("max", MaxSplits));
        for (var i = 0; i < definition.Splits.Length; i++)
            if (definition.Splits.Take(i).Any(s => s.Key == definition.Splits[i].Key))
                root.Fault($"splits/{i}/key", "key.duplicate", ("key", definition.Splits[i].Key));
        return definition;
    }

    /// <summary>Every fault of a document that is about to be published: its shape, and whether it fits the pipeline and the forms that there are.</summary>
    public static IReadOnlyList<Problem> Check(JsonElement document, MetadataSnapshot metadata)
    {
        var problems = new List<Problem>();
        var definition = Read(document, problems);
        if (problems.Count > 0)
            return problems;
        DocumentSharing.CheckRoles(definition.Roles, metadata, problems);
        if (metadata.Pipelines.GetValueOrDefault(definition.Pipeline) is not { } pipeline || metadata.Form(pipeline.Form) is not { } form)
            return [.. problems, new Problem("/pipeline", "pipeline.unknown").With("pipeline", definition.Pipeline)];
        foreach (var (place, key) in new[] { ("/amount", definition.Amount), ("/weighted", definition.Weighted) })
            CheckField(form, key, place, f => f.Type.IsNumeric, problems);
        foreach (var (place, key) in new[] { ("/date", definition.Date), ("/closedOn", definition.ClosedOn) })
            CheckField(form, key, place, f => f.Type is DateFieldType, problems);
        for (var i = 0; i < definition.Splits.Length; i++)
            CheckSplit(definition.Splits[i], form, metadata, $"/splits/{i}", problems);
        if (definition.Targets is { } targets)
            CheckTargets(definition, targets, metadata, problems);
        return problems;
    }

    private static string Needed(DocumentReader reader, string name) => reader.String(name, required: true) ?? "";

    private static ForecastSplit Split(DocumentReader reader)
    {
        var split = new ForecastSplit(reader.Key("key"), reader.Text("title"), Needed(reader, "field"), reader.String("wonBy"));
        reader.Close();
        return split;
    }

    private static ForecastTargets Targets(DocumentReader reader)
    {
        var targets = new ForecastTargets(Needed(reader, "form"), Needed(reader, "start"), Needed(reader, "amount"), [.. reader.Objects("by").Select(TargetOf)]);
        reader.Close();
        if (targets.By.IsEmpty)
            reader.Fault("by", "document.missing");
        return targets;
    }

    private static ForecastTargetOf TargetOf(DocumentReader reader)
    {
        var of = new ForecastTargetOf(Needed(reader, "split"), Needed(reader, "field"));
        reader.Close();
        return of;
    }

    // Only what is stored has a history by day.
    private static void CheckField(FormModel form, string key, string place, Func<FieldDefinition, bool> fits, List<Problem> problems)
    {
        if (form.Field(key) is not { IsLive: false } field || !fits(field))
            problems.Add(new Problem(place, "field.unknown").With("field", key));
    }

    private static void CheckSplit(ForecastSplit split, FormModel form, MetadataSnapshot metadata, string place, List<Problem> problems)
    {
        var query = Probe(form, metadata);
        var (own, _) = split.Parts;
        if (own != SystemMembers.Owner && form.Field(own) is not { IsLive: false, Type.Shape: FieldShape.Column })
            problems.Add(new Problem(place + "/field", "forecast.split_unsuited").With("member", split.Field));
        else if (query.Resolve(split.Field) is not { IsList: false, FormSql: null, StageProperty: null } member || member.Kind is not (ColumnKind.Reference or ColumnKind.Text or ColumnKind.Boolean))
            problems.Add(new Problem(place + "/field", "forecast.split_unsuited").With("member", split.Field));
        else if (split.WonBy is { } wonBy && (query.Resolve(wonBy) is not { IsList: false, FormSql: null } credited || credited.References != member.References || credited.Kind != member.Kind))
            problems.Add(new Problem(place + "/wonBy", "forecast.split_unsuited").With("member", wonBy));
    }

    private static void CheckTargets(ForecastDefinition definition, ForecastTargets targets, MetadataSnapshot metadata, List<Problem> problems)
    {
        if (metadata.Form(targets.Form) is not { } form)
        {
            problems.Add(new Problem("/targets/form", "form.unknown").With("form", targets.Form));
            return;
        }
        CheckField(form, targets.Start, "/targets/start", f => f.Type is DateFieldType, problems);
        CheckField(form, targets.Amount, "/targets/amount", f => f.Type.IsNumeric, problems);
        for (var i = 0; i < targets.By.Length; i++)
        {
            if (definition.Split(targets.By[i].Split) is not { } split)
                problems.Add(new Problem($"/targets/by/{i}/split", "forecast.split_unknown").With("split", targets.By[i].Split));
            else if (Probe(form, metadata).Resolve(targets.By[i].Field) is not { IsList: false, FormSql: null } member
                || Probe(metadata.Form(metadata.Pipelines[definition.Pipeline].Form)!, metadata).Resolve(split.Field) is not { } own || own.References != member.References || own.Kind != member.Kind)
                problems.Add(new Problem($"/targets/by/{i}/field", "field.unknown").With("field", targets.By[i].Field));
        }
    }

    private static QueryBuilder Probe(FormModel form, MetadataSnapshot metadata) =>
        new(new SqliteDialect(), new AccessPolicy(Actor.System, metadata), form, new QueryClock(DateTimeOffset.UnixEpoch, default, TimeZoneInfo.Utc));
}
