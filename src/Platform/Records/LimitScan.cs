using System.Buffers;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>Live records whose value was fine and would no longer be accepted. First: some of their ids, the lowest first.</summary>
public sealed record LimitImpact(FieldDefinition Field, long Records, IReadOnlyList<long> First);

/// <summary>
/// Finds what narrower limits of a new version would refuse: lengths, ranges, patterns, formats, days, options taken away. What is stored
/// stays as it is; it is refused when somebody changes that field again.
/// </summary>
public static class LimitScan
{
    private const int Batch = 2_000;
    private const int MaxFirst = 5;

    /// <summary>Looks at the fields whose type is the same and whose limits are others. Reads every live record of the form once for each.</summary>
    public static async Task<List<LimitImpact>> RunAsync(ISqlSession session, FormModel before, FormModel after, ClockSource clock, CancellationToken ct)
    {
        var found = new List<LimitImpact>();
        foreach (var field in after.Fields)
            if (before.Field(field.Key) is { IsLive: false, FormulaSource: null, IsSystem: false } former && former.Type == field.Type && former.Type.Shape != FieldShape.PolymorphicReference && AreOthers(former, field)
                && await RunAsync(session, before, former, field, clock, ct) is { Records: > 0 } impact)
                found.Add(impact);
        return found;
    }

    private static bool AreOthers(FieldDefinition before, FieldDefinition after) =>
        before.Options.Any(o => !o.Hidden && after.Option(o.Key) is not { Hidden: false })
        || (before.Earliest, before.Latest) != (after.Earliest, after.Latest)
        || after.Type.SchemaKeywords.Append("format").Append("items").Any(name => !Same(Keyword(before, name), Keyword(after, name)));

    private static JsonElement Keyword(FieldDefinition field, string name) => field.Schema.TryGetProperty(name, out var value) ? value : default;

    private static bool Same(JsonElement a, JsonElement b) =>
        a.ValueKind == JsonValueKind.Undefined || b.ValueKind == JsonValueKind.Undefined ? a.ValueKind == b.ValueKind : JsonElement.DeepEquals(a, b);

    private static async Task<LimitImpact> RunAsync(ISqlSession session, FormModel form, FieldDefinition before, FieldDefinition after, ClockSource clock, CancellationToken ct)
    {
        var (count, first, last) = (0L, new List<long>(), 0L);
        for (var read = Batch; read == Batch;)
        {
            read = 0;
            var command = session.Statement($"SELECT r.id, {StoredField.Sql(session.Dialect, form, before)} FROM {session.Dialect.Quote(form.Table)} r WHERE r.deleted_at IS NULL AND r.id > @after ORDER BY r.id LIMIT {Batch}").With("@after", last);
            await using var reader = await command.ExecuteReaderAsync(ct);
            for (; await reader.ReadAsync(ct); read++)
            {
                last = reader.GetInt64(0);
                if (StoredField.Read(session.Dialect, reader, 1, before) is not { } value || !IsRefused(value, before, after, clock))
                    continue;
                count++;
                if (first.Count < MaxFirst)
                    first.Add(last);
            }
        }
        return new LimitImpact(after, count, first);
    }

    private static bool IsRefused(object value, FieldDefinition before, FieldDefinition after, ClockSource clock)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            before.Type.Write(writer, value);
        var json = JsonElement.Parse(buffer.WrittenSpan);
        return !Accepts(after, json, clock) && Accepts(before, json, clock);
    }

    private static bool Accepts(FieldDefinition field, JsonElement json, ClockSource clock)
    {
        var problems = new List<Problem>();
        var value = field.Type.Read(json, field, "", problems);
        return problems.Count == 0 && DateLimits.Check(field, value, clock.Today, clock.Zone, "") is null;
    }
}
