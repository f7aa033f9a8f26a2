using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>
/// What is to be handed over to whom. Either everything that From holds, of Forms or (empty) of all, or the records in Ids by form.
/// To: receivers, PerForm: others for single forms. Even: by turns, else the first of them gets all.
/// </summary>
public sealed record HandoverRequest
{
    private const int MaxNote = 1_000;

    public long? From { get; init; }
    public ImmutableArray<string> Forms { get; init; } = [];
    public ImmutableDictionary<string, ImmutableArray<long>> Ids { get; init; } = ImmutableDictionary<string, ImmutableArray<long>>.Empty;
    public required ImmutableArray<long> To { get; init; }
    public ImmutableDictionary<string, ImmutableArray<long>> PerForm { get; init; } = ImmutableDictionary<string, ImmutableArray<long>>.Empty;
    public bool Even { get; init; }
    public string? Note { get; init; }

    public IEnumerable<long> Receivers => To.Concat(PerForm.Values.SelectMany(p => p)).Distinct();

    /// <summary>Who receives records of a form, in their turn.</summary>
    public ImmutableArray<long> ReceiversOf(string form) => PerForm.GetValueOrDefault(form, To);

    /// <summary>Throws 400 with every fault of shape, 422 for a note that is too long.</summary>
    public static HandoverRequest Parse(JsonElement json)
    {
        var problems = new List<Problem>();
        var root = DocumentReader.On(json, "", problems);
        var split = root.String("split");
        if (split is not (null or "one" or "even"))
            root.Fault("split", "handover.split");
        var request = new HandoverRequest
        {
            From = Number(root.Raw("from"), "/from", problems),
            Forms = root.Strings("forms"),
            Ids = Lists(root.Raw("ids"), "/ids", problems),
            To = Numbers(root.Raw("to"), "/to", problems),
            PerForm = Lists(root.Raw("perForm"), "/perForm", problems),
            Even = split == "even",
            Note = root.String("note"),
        };
        root.Close();
        if (request.From is null == request.Ids.IsEmpty)
            problems.Add(new Problem("", "handover.what"));
        if (problems.Count > 0)
            throw ValidationException.BadRequest(problems);
        return request.Note?.Length > MaxNote || request.Note?.Contains('\0') == true
            ? throw ValidationException.Refused(new Problem("/note", "handover.note").With("max", MaxNote))
            : request;
    }

    private static ImmutableDictionary<string, ImmutableArray<long>> Lists(JsonElement json, string path, List<Problem> problems)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return ImmutableDictionary<string, ImmutableArray<long>>.Empty;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem(path, "document.object"));
            return ImmutableDictionary<string, ImmutableArray<long>>.Empty;
        }
        return json.EnumerateObject().ToImmutableDictionary(p => p.Name, p => Numbers(p.Value, $"{path}/{p.Name}", problems));
    }

    private static ImmutableArray<long> Numbers(JsonElement json, string path, List<Problem> problems)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        if (json.ValueKind == JsonValueKind.Array)
            return [.. json.EnumerateArray().Select((v, i) => Number(v, $"{path}/{i}", problems)).OfType<long>().Distinct()];
        problems.Add(new Problem(path, "handover.ids"));
        return [];
    }

    private static long? Number(JsonElement json, string path, List<Problem> problems)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var id) && id > 0)
            return id;
        problems.Add(new Problem(path, "handover.ids"));
        return null;
    }
}
