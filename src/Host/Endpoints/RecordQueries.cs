using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Reads list parameters from an address or a body; both know the same names.</summary>
internal static class RecordQueries
{
    private const int MaxText = 20_000;

    public static RecordQuery Read(IQueryCollection query)
    {
        var filter = query.Text("filter");
        if (filter?.Length > MaxText)
            throw ValidationException.BadRequest(new Problem("/filter", "filter.too_large").With("max", MaxText));
        return new RecordQuery
        {
            Filter = Filter.Parse(filter, "/filter"),
            FilterText = filter,
            Sort = query.Text("sort"),
            Search = query.Text("search"),
            Cursor = query.Text("cursor"),
            Limit = query.Number("limit", 50, 1, RecordQuery.MaxLimit),
            Fields = query.List("fields"),
            Count = query.Flag("count"),
            Totals = query.List("totals"),
            Deleted = query.Flag("deleted"),
        };
    }

    public static RecordQuery Read(JsonElement json)
    {
        var filter = json.TryGetProperty("filter", out var found) ? found : default;
        return new RecordQuery
        {
            Filter = Filter.Parse(filter, "/filter"),
            FilterText = filter.ValueKind == JsonValueKind.Undefined ? null : filter.GetRawText(),
            Sort = json.Text("sort"),
            Search = json.Text("search"),
            Cursor = json.Text("cursor"),
            Limit = Limit(json),
            Fields = Names(json, "fields"),
            Count = json.Flag("count"),
            Totals = Names(json, "totals"),
            Deleted = json.Flag("deleted"),
        };
    }

    private static int Limit(JsonElement json)
    {
        if (!json.TryGetProperty("limit", out var limit) || limit.ValueKind == JsonValueKind.Null)
            return 50;
        return limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var number) && number is >= 1 and <= RecordQuery.MaxLimit
            ? number
            : throw ValidationException.BadRequest(new Problem("/limit", "query.range").With("min", 1).With("max", RecordQuery.MaxLimit));
    }

    private static IReadOnlyList<string> Names(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
            return [];
        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(v => v.GetString()!)]
            : throw ValidationException.BadRequest($"/{name}", "document.strings");
    }
}
