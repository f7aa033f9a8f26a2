using System.Text.Json;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Reads the stage history of one record. The caller has made sure that the record is visible.</summary>
internal sealed class StageVisits
{
    public async Task<List<(string To, DateTimeOffset At, bool Skipped)>> ReadAsync(ISqlSession session, FormModel form, string field, long id, CancellationToken ct)
    {
        var command = session.Statement("SELECT \"to\", at, skipped FROM sys_stage_visit WHERE form = @form AND record_id = @id AND field = @field ORDER BY id")
            .With("@form", form.Key).With("@id", id).With("@field", field);
        var visits = new List<(string, DateTimeOffset, bool)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            visits.Add((reader.GetString(0), (DateTimeOffset)session.Dialect.FromDb(reader, 1, ColumnKind.Instant, 0)!, session.Dialect.FromDb(reader, 2, ColumnKind.Boolean, 0) is true));
        return visits;
    }

    /// <summary><c>since</c> and <c>days</c> of the present stage, and <c>history</c> with the days spent at each.</summary>
    public static void Write(Utf8JsonWriter writer, List<(string To, DateTimeOffset At, bool Skipped)> visits, DateTimeOffset now)
    {
        if (visits.Count > 0)
        {
            writer.WriteString("since", Instants.Text(visits[^1].At));
            writer.WriteNumber("days", Math.Max(0, (int)(now - visits[^1].At).TotalDays));
        }
        writer.WriteStartArray("history");
        for (var i = 0; i < visits.Count; i++)
        {
            var until = i + 1 < visits.Count ? visits[i + 1].At : now;
            writer.WriteStartObject();
            writer.WriteString("stage", visits[i].To);
            writer.WriteString("enteredAt", Instants.Text(visits[i].At));
            writer.WriteNumber("days", Math.Max(0, (int)(until - visits[i].At).TotalDays));
            writer.WriteBoolean("skipped", visits[i].Skipped);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
