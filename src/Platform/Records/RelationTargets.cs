using System.Globalization;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// Relations that come to point to another form. The ids that records hold would then name records of a form that nobody meant: as long as
/// any record, also one in the recycle bin, holds one of them, a publish is refused. What a relation points to may be widened freely.
/// </summary>
public static class RelationTargets
{
    /// <summary>Relations that can no longer point to where they could, as they were and as they will be.</summary>
    public static IEnumerable<(FieldDefinition Was, FieldDefinition Now)> Narrowed(FormModel before, FormModel after)
    {
        var now = after.Fields.GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.First());
        foreach (var was in before.Fields.Where(f => !f.IsLive && IsRelation(f)))
            if (now.TryGetValue(was.Id, out var same) && same.Type.Key == was.Type.Key && same.Type.Shape == was.Type.Shape && Lost(was, same).Count > 0)
                yield return (was, same);
    }

    /// <summary>What keeps relations from pointing elsewhere: the number of records that hold what they could no longer mean. After says what is published.</summary>
    /// <param name="stored">The form whose columns are counted: as published, or as placed.</param>
    public static async Task<IReadOnlyList<Problem>> FaultsAsync(ISqlSession session, FormModel before, FormModel after, FormModel stored, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var (was, now) in Narrowed(before, after))
            if (stored.Fields.FirstOrDefault(f => f.Id == was.Id) is { Column.Length: > 0 } field && await CountAsync(session, stored, field, Lost(was, now), ct) is > 0 and var count)
                problems.Add(new Problem($"/properties/{now.Key}/x-field/{(field.Type.Shape == FieldShape.PolymorphicReference ? "forms" : "form")}", "field.retarget", $"field:{now.Key}:target")
                    .With("field", now.Title).With("count", count));
        return problems;
    }

    /// <summary>Whether what a column kept when its field was deleted still means the same to a field that returns.</summary>
    internal static bool Fits(FieldColumn column, FieldDefinition field) =>
        !IsRelation(field) || column.Property is not { } property || TargetsOf(property).All(t => field.Targets.Contains(t));

    private static bool IsRelation(FieldDefinition field) => field.Type.Key == "relation";

    private static List<string> Lost(FieldDefinition was, FieldDefinition now) => [.. was.Targets.Except(now.Targets)];

    private static IEnumerable<string> TargetsOf(string property)
    {
        using var document = JsonDocument.Parse(property);
        if (!document.RootElement.TryGetProperty("x-field", out var settings))
            return [];
        if (settings.TryGetProperty("form", out var form) && form.GetString() is { } one)
            return [one];
        return settings.TryGetProperty("forms", out var forms) && forms.ValueKind == JsonValueKind.Array ? [.. forms.EnumerateArray().Select(f => f.GetString()).OfType<string>()] : [];
    }

    private static async Task<long> CountAsync(ISqlSession session, FormModel form, FieldDefinition field, List<string> lost, CancellationToken ct)
    {
        var dialect = session.Dialect;
        var sql = $"SELECT COUNT(*) FROM {dialect.Quote(form.Table)} WHERE {dialect.Quote(field.Column)} IS NOT NULL";
        if (field.Type.Shape != FieldShape.PolymorphicReference)
            return Convert.ToInt64(await session.Statement(sql).ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        var command = session.Statement($"{sql} AND {dialect.Quote(field.Column + "_form")} IN ({string.Join(", ", lost.Select((_, i) => $"@lost{i}"))})");
        for (var i = 0; i < lost.Count; i++)
            command.With($"@lost{i}", lost[i]);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }
}
