using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using Calendar = NoCodeCrm.Platform.Querying.Calendar;

namespace NoCodeCrm.Platform.Records.Periods;

/// <summary>A change of a record as the log has it; Diff by the log's names.</summary>
public sealed record LoggedState(string Kind, DateTimeOffset At, string Diff);

/// <summary>A stage that a record had entered before the log knew it. Amount: decimal text, null = as later.</summary>
public sealed record EarlierVisit(DateTimeOffset At, string Stage, string? Amount, long? Owner);

/// <summary>A period before it is written.</summary>
public sealed record Period(DateOnly From, DateOnly To, string? Stage, string State);

/// <summary>
/// Turns the log of one record into its periods; pure, so that a night that was missed and a rebuild of years give the same. Changes
/// come in the order of the record's versions. Where the clock went back, a later version tells when an earlier one can have
/// been at latest, so that a wrong future never holds.
/// </summary>
public sealed class PeriodReplay(TrackedForm tracked, MetadataSnapshot metadata, TimeZoneInfo zone)
{
    private readonly PipelineModel? _pipeline = metadata.PipelinesOf(tracked.Form).Select(p => p.Pipeline).FirstOrDefault();
    private readonly string? _stage = metadata.PipelinesOf(tracked.Form).Select(p => p.Field.Key).FirstOrDefault();

    public IReadOnlyList<Period> Replay(IReadOnlyList<LoggedState> changes, IReadOnlyList<EarlierVisit> visits)
    {
        var days = Days(changes);
        var told = new List<(DateOnly From, string? Stage, string? State)>();
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var isPresent = false;
        for (var i = 0; i < changes.Count; i++)
        {
            Apply(changes[i].Diff, values);
            isPresent = changes[i].Kind is "create" or "restore" || (isPresent && changes[i].Kind != "delete");
            if (i == 0 && isPresent)
                foreach (var visit in visits.Where(v => v.At < changes[0].At && FirstDay(v.At) <= days[0]))
                    Tell(told, FirstDay(visit.At), Earlier(values, visit));
            Tell(told, days[i], isPresent ? values : null);
        }
        return Joined(told);
    }

    // The first day that begins after each change.
    private DateOnly[] Days(IReadOnlyList<LoggedState> changes)
    {
        var days = new DateOnly[changes.Count];
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            days[i] = FirstDay(changes[i].At);
            if (i + 1 < days.Length && days[i + 1] < days[i])
                days[i] = days[i + 1];
        }
        return days;
    }

    private DateOnly FirstDay(DateTimeOffset at)
    {
        var next = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime).AddDays(1);
        // Clocks that go back over midnight begin a day twice; the first time counts.
        return Calendar.StartOfDay(next, zone) <= at ? next.AddDays(1) : next;
    }

    private void Apply(string diff, SortedDictionary<string, string> values)
    {
        using var document = JsonDocument.Parse(diff);
        foreach (var member in tracked.Members)
        {
            if (!document.RootElement.TryGetProperty(tracked.LogName(member), out var change))
                continue;
            if (change[1].ValueKind == JsonValueKind.Null)
                values.Remove(member);
            else
                values[member] = change[1].GetRawText();
        }
    }

    // What is known of a stage before the record came here: when, whose, how much; the rest as it was when it came.
    private SortedDictionary<string, string> Earlier(SortedDictionary<string, string> values, EarlierVisit visit)
    {
        var then = new SortedDictionary<string, string>(values, StringComparer.Ordinal);
        Put(then, _stage, JsonSerializer.Serialize(visit.Stage));
        if (visit.Amount is { } amount)
            Put(then, _pipeline?.AmountField, amount);
        if (visit.Owner is { } owner)
            Put(then, SystemMembers.Owner, owner.ToString(CultureInfo.InvariantCulture));
        if (_pipeline?.Stage(visit.Stage) is { } stage)
        {
            Put(then, _pipeline.ProbabilityField, Text(stage.Probability));
            if (_pipeline.AmountField is { } key && then.TryGetValue(key, out var raw) && decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                Put(then, _pipeline.WeightedField, Text(ExpressionRounding.ToScale(value * stage.Probability / 100, tracked.Form.Field(_pipeline.WeightedField ?? "")?.Scale ?? 2)));
        }
        return then;
    }

    private void Put(SortedDictionary<string, string> values, string? member, string raw)
    {
        if (member is not null && tracked.Members.Contains(member))
            values[member] = raw;
    }

    private void Tell(List<(DateOnly From, string? Stage, string? State)> told, DateOnly from, SortedDictionary<string, string>? values)
    {
        if (told.Count > 0 && told[^1].From == from)
            told.RemoveAt(told.Count - 1); // of several changes in a day its last one is left
        told.Add((from, values is null ? null : Stage(values), values is null ? null : Json(values)));
    }

    private string? Stage(SortedDictionary<string, string> values) => _stage is not null && values.TryGetValue(_stage, out var raw) ? JsonSerializer.Deserialize<string>(raw) : null;

    private static List<Period> Joined(List<(DateOnly From, string? Stage, string? State)> told)
    {
        var periods = new List<Period>();
        for (var i = 0; i < told.Count; i++)
        {
            var (from, stage, state) = told[i];
            if (state is null)
                continue;
            var to = i + 1 < told.Count ? told[i + 1].From : RecordPeriod.Open;
            if (periods.Count > 0 && periods[^1].To == from && periods[^1].State == state)
                periods[^1] = periods[^1] with { To = to };
            else
                periods.Add(new Period(from, to, stage, state));
        }
        return periods;
    }

    private static string Json(SortedDictionary<string, string> values)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
        {
            writer.WriteStartObject();
            foreach (var (member, raw) in values)
            {
                writer.WritePropertyName(member);
                writer.WriteRawValue(raw);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Text(decimal number) => (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
