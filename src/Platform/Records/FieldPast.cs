using System.Collections.Concurrent;
using System.Text.Json;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// What fields were when an entry of the change log was written: it holds values in the form of their type of that day, under the same id
/// whatever the field has become since. Read from the versions of the form, once for each that is published.
/// </summary>
public sealed class FieldPast
{
    private readonly ConcurrentDictionary<string, (int Version, FormPast Past)> _known = new();

    public async Task<FormPast> OfAsync(ISqlSession session, FormModel form, CancellationToken ct)
    {
        if (_known.TryGetValue(form.Key, out var known) && known.Version == form.Version)
            return known.Past;
        var past = new FormPast(form, await VersionsAsync(session, form, ct));
        _known[form.Key] = (form.Version, past);
        return past;
    }

    private static async Task<List<(DateTimeOffset At, FormModel Form)>> VersionsAsync(ISqlSession session, FormModel form, CancellationToken ct)
    {
        var versions = new List<(DateTimeOffset, FormModel)>();
        var command = session.Statement($"SELECT at, document FROM sys_definition_version WHERE kind = @kind AND {session.Dialect.Quote("key")} = @form AND NOT deleted ORDER BY version")
            .With("@kind", DefinitionKinds.Form).With("@form", form.Key);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            using var document = JsonDocument.Parse(reader.GetString(1));
            if (FormParser.Parse(document.RootElement.Clone(), []) is { } version)
                versions.Add(((DateTimeOffset)session.Dialect.FromDb(reader, 0, ColumnKind.Instant, 0)!, version));
        }
        return versions;
    }
}

/// <summary>The fields of one form through its versions.</summary>
public sealed class FormPast
{
    // Only of fields that were once something else; in the order of time, the last as it is now.
    private readonly Dictionary<string, List<(DateTimeOffset Since, FieldDefinition Field)>> _spans = [];

    internal FormPast(FormModel form, IEnumerable<(DateTimeOffset At, FormModel Form)> versions)
    {
        foreach (var (at, version) in versions)
            foreach (var field in version.Fields)
            {
                if (!_spans.TryGetValue(field.Id, out var spans))
                    _spans[field.Id] = spans = [];
                if (spans.Count > 0 && ReadsAlike(spans[^1].Field, field))
                    spans[^1] = (spans[^1].Since, field); // under the labels that it had last
                else
                    spans.Add((at, field));
            }
        var now = form.Fields.GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.First());
        foreach (var id in _spans.Where(s => s.Value.Count == 1 && now.TryGetValue(s.Key, out var field) && ReadsAlike(s.Value[0].Field, field)).Select(s => s.Key).ToList())
            _spans.Remove(id);
    }

    /// <summary>
    /// What a field was when a value was written, where that is not how it is read today; null = read it as today. What an import says of
    /// days long past was written later: then the value itself tells which of its types it is of.
    /// </summary>
    public FieldDefinition? At(FieldDefinition field, DateTimeOffset at, params ReadOnlySpan<JsonElement> values)
    {
        if (!_spans.TryGetValue(field.Id, out var spans))
            return null;
        var then = spans.FindLastIndex(s => s.Since <= at) is >= 0 and var index ? spans[index].Field : null;
        if (then is null || !Suits(then, values))
        {
            if (Suits(field, values))
                return null;
            then = null;
            for (var i = spans.Count - 1; i >= 0 && then is null; i--)
                then = Suits(spans[i].Field, values) ? spans[i].Field : null;
        }
        return then is null || ReadsAlike(then, field) ? null : then;
    }

    // What needs no conversion is read by the one as by the other; ids mean the same where they may point to the same.
    private static bool ReadsAlike(FieldDefinition was, FieldDefinition now) =>
        FieldConversions.Between(was, now) switch
        {
            Conversion.None => !was.Targets.Except(now.Targets).Any(),
            Conversion.InPlace => true,
            _ => was.Type.Key == now.Type.Key && was.Type.Shape == now.Type.Shape, // of another scale
        };

    private static bool Suits(FieldDefinition field, ReadOnlySpan<JsonElement> values)
    {
        foreach (var value in values)
            if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && (value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind) != KindOf(field))
                return false;
        return true;
    }

    private static JsonValueKind KindOf(FieldDefinition field) => field.Type.SchemaType switch
    {
        "integer" or "number" => JsonValueKind.Number,
        "boolean" => JsonValueKind.True,
        "array" => JsonValueKind.Array,
        "object" => JsonValueKind.Object,
        _ => JsonValueKind.String,
    };
}
