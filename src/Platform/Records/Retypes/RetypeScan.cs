using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>A record whose value does not fit. Text: cut to a readable length.</summary>
public sealed record RetypeFailure(long Id, string Text, Problem Problem);

/// <summary>
/// What a change of type would do to live records. Samples: some values before and after. Failures: the first of those that Fails
/// counts. Offers: texts that are no option, with how often they occur. Twice: values of a unique field that would be the same.
/// </summary>
public sealed record RetypeImpact(FieldRetype Retype)
{
    public long Converts { get; init; }
    public long Returns { get; init; }
    public long Fails { get; init; }
    public long Blank { get; init; }
    public long Twice { get; init; }
    public required IReadOnlyList<(string From, object? To)> Samples { get; init; }
    public required IReadOnlyList<RetypeFailure> Failures { get; init; }
    public required IReadOnlyList<(string Text, long Count)> Offers { get; init; }
}

/// <summary>Looks at every live record before a type is changed. Reads only.</summary>
public static class RetypeScan
{
    public const int MaxFailures = 1_000;
    private const int Batch = 2_000;
    private const int MaxSamples = 5;
    private const int MaxOffers = 50;
    private const int MaxCounted = 5_000;
    private const int MaxText = 200;

    public static async Task<RetypeImpact> RunAsync(ISqlSession session, FormModel before, FieldRetype retype, TextFormat format, CancellationToken ct)
    {
        var reader = new RetypeReader(before, retype, retype.Back?.Column, format);
        var counts = new long[Enum.GetValues<RetypeVerdict>().Length];
        var (samples, failures) = (new List<(string, object?)>(), new List<RetypeFailure>());
        var (offers, seen) = (new Dictionary<string, long>(), new Dictionary<object, int>());
        for (List<RetypedRow>? rows = null; rows is not { Count: 0 };)
        {
            rows = await reader.AfterAsync(session, rows?[^1].Id ?? 0, Batch, ct);
            foreach (var row in rows.Where(r => !r.IsDeleted))
            {
                counts[(int)row.Verdict]++;
                if (retype.To.Unique && row.Value is { } value)
                    seen[value] = seen.GetValueOrDefault(value) + 1;
                if (row.Verdict is RetypeVerdict.Converts && samples.Count < MaxSamples)
                    samples.Add((Cut(reader.Conversion.Text(row.Old!)), row.Value));
                if (row.Verdict is not RetypeVerdict.Fails)
                    continue;
                var text = reader.Conversion.Text(row.Old!);
                if (failures.Count < MaxFailures)
                    failures.Add(new RetypeFailure(row.Id, Cut(text), row.Problem!));
                Count(offers, retype, text);
            }
        }
        return new RetypeImpact(retype)
        {
            Converts = counts[(int)RetypeVerdict.Converts],
            Returns = counts[(int)RetypeVerdict.Returns],
            Fails = counts[(int)RetypeVerdict.Fails],
            Blank = counts[(int)RetypeVerdict.Blank],
            Twice = seen.Values.Where(n => n > 1).Sum(n => (long)n),
            Samples = samples,
            Failures = failures,
            Offers = [.. offers.OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal).Take(MaxOffers).Select(o => (o.Key, o.Value))],
        };
    }

    // Texts that could become options.
    private static void Count(Dictionary<string, long> offers, FieldRetype retype, string text)
    {
        if (retype.To.Type is not (SelectFieldType or MultiSelectFieldType))
            return;
        foreach (var part in retype.To.Type is MultiSelectFieldType ? MultiSelectFieldType.Parts(text) : [text.Trim()])
            if (part.Length <= MaxText && SelectFieldType.Match(retype.To, part) is null && (offers.Count < MaxCounted || offers.ContainsKey(part)))
                offers[part] = offers.GetValueOrDefault(part) + 1;
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)] + "…";
}
