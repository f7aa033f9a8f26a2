using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>One entry of a record's history as its reader may see it: fields hidden from them are left out.</summary>
public sealed record HistoryEntry(long Seq, long Version, string Kind, DateTimeOffset At, long? Actor, string Via, string? Reason, IReadOnlyList<FieldChange> Changes);

/// <summary>One field before and after, as JSON. Definition: as it is today; null for the owner of a form that does not list it.</summary>
public sealed record FieldChange(string Field, FieldDefinition? Definition, JsonElement From, JsonElement To)
{
    /// <summary>What the field was when this was written, where its values are read differently today; null = as today.</summary>
    public FieldDefinition? Was { get; init; }
}

/// <summary>Reads the change log of one record. The caller has made sure that the record itself is visible.</summary>
public sealed class RecordHistory(FieldPast fields)
{
    /// <summary>Newest first, below a sequence number when one is given.</summary>
    public async Task<List<HistoryEntry>> ReadAsync(ISqlSession session, AccessPolicy access, FormModel form, long id, long? before, int limit, CancellationToken ct)
    {
        var past = await fields.OfAsync(session, form, ct);
        var command = session.Statement(
            $"SELECT seq, version, kind, at, actor, via, reason, diff FROM sys_change_entry WHERE form = @form AND record_id = @id AND seq < @before ORDER BY seq DESC LIMIT {limit}")
            .With("@form", form.Key).With("@id", id).With("@before", before ?? long.MaxValue);
        var entries = new List<HistoryEntry>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var at = (DateTimeOffset)session.Dialect.FromDb(reader, 3, ColumnKind.Instant, 0)!;
            entries.Add(new HistoryEntry(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), at, reader.IsDBNull(4) ? null : reader.GetInt64(4),
                reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6),
                [.. Changes(reader.GetString(7), access, form).Select(c => c.Definition is { } field ? c with { Was = past.At(field, at, c.From, c.To) } : c)]));
        }
        return entries;
    }

    /// <summary>A diff of the log through the reader's masks of today; fields that are no more are left out.</summary>
    internal static List<FieldChange> Changes(string diff, AccessPolicy access, FormModel form)
    {
        using var document = JsonDocument.Parse(diff);
        var changes = new List<FieldChange>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var field = form.Fields.FirstOrDefault(f => f.Id == property.Name);
            var key = property.Name == SystemMembers.Owner ? SystemMembers.Owner : field?.Key;
            if (key is not null && !access.IsHidden(form, key))
                changes.Add(new FieldChange(key, field, property.Value[0].Clone(), property.Value[1].Clone()));
        }
        return changes;
    }
}
