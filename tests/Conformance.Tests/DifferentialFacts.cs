using System.Globalization;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Conformance.Tests.Generated;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Schema;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>
/// Two validators that share no line of code, on the same thousands of schemas and values. Each run is another one; its
/// seed stands in the output, and NOCODECRM_SEED repeats it.
/// </summary>
public sealed class DifferentialFacts(ITestOutputHelper output)
{
    private const int Count = 1_000; // of each kind, with six values each

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("NOCODECRM_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    private static readonly Lazy<Run> Made = new(() =>
    {
        var dice = new Dice(Seed);
        List<GeneratedCase> cases = [.. Enumerable.Range(0, Count).Select(_ => Schemas.Any(dice)), .. Enumerable.Range(0, Count).Select(_ => Properties.Any(dice))];
        return new Run(cases, Ajv.Run([.. cases.Select(c => new Ajv.Case(c.Schema, c.Values))]));
    });

    [Fact]
    public void Both_validators_say_the_same_but_for_the_argued_differences()
    {
        var disagreements = new List<string>();
        var (compared, valid) = (0, 0);
        foreach (var (item, ajv) in Made.Value.Pairs)
        {
            var ours = TryEvaluate(item);
            if (ours is null || ajv.Refusal is not null)
            {
                if (ours is not null || ajv.Refusal is null)
                    disagreements.Add($"{item.Schema}: {(ours is null ? "refused by us" : ajv.Refusal)}");
                continue;
            }
            for (var i = 0; i < item.Values.Count; i++)
            {
                compared++;
                valid += ours[i] ? 1 : 0;
                if (ours[i] != ajv.IsValid[i] && !Differences.All.Any(d => d.Covers(item.Schema, item.Values[i], ours[i])))
                    disagreements.Add($"{item.Schema} on {item.Values[i]}: {(ours[i] ? "valid" : "invalid")} with us only");
            }
        }
        output.WriteLine($"Seed {Seed}: {compared} verdicts compared, {valid} of them valid.");
        Assert.True(disagreements.Count == 0, $"Seed {Seed}, {disagreements.Count} disagreements:\n{string.Join('\n', disagreements.Take(30))}");
        Assert.True(compared > Count * 8 && valid > compared / 5 && valid < compared * 4 / 5, $"Seed {Seed}: {compared} compared, {valid} valid: too few to tell.");
    }

    [Fact]
    public void Every_argued_difference_is_one()
    {
        var answers = Ajv.Run([.. Differences.All.Select(d => new Ajv.Case(GeneratedCase.Json(d.Schema), [d.Value]))]);
        foreach (var (difference, ajv) in Differences.All.Zip(answers))
        {
            var schema = GeneratedCase.Json(difference.Schema);
            var ours = SchemaEvaluator.Evaluate(schema, GeneratedCase.Json(difference.Value)).Count == 0;
            Assert.True(ours != ajv.IsValid.Single() && difference.Covers(schema, difference.Value, ours), $"{difference.Name}: ajv says the same.");
        }
    }

    [Fact]
    public void What_a_field_type_accepts_and_keeps_is_valid_under_its_schema()
    {
        var wrong = new List<string>();
        var (accepted, forms) = (0, 0);
        foreach (var (item, ajv) in Made.Value.Pairs)
        {
            if (Field(item.Schema) is not { } field)
                continue;
            forms++;
            for (var i = 0; i < item.Values.Count; i++)
            {
                var problems = new List<Problem>();
                // Blank is absent, which no keyword of a property speaks about.
                if (field.Type.Read(GeneratedCase.Json(item.Values[i]), field, "", problems) is not { } value || problems.Count > 0)
                    continue;
                accepted++;
                Check(item.Values[i], ajv.Refusal is not null || ajv.IsValid[i] || Differences.All.Any(d => d.Covers(item.Schema, item.Values[i], true)));
                Check(Written(field, value), true);
            }

            void Check(string json, bool otherAgrees)
            {
                if (!otherAgrees || SchemaEvaluator.Evaluate(item.Schema, GeneratedCase.Json(json)).Count > 0)
                    wrong.Add($"{item.Schema} took {json}");
            }
        }
        output.WriteLine($"Seed {Seed}: {accepted} values accepted by {forms} fields.");
        Assert.True(wrong.Count == 0, $"Seed {Seed}, {wrong.Count} wrong:\n{string.Join('\n', wrong.Take(30))}");
        Assert.True(forms > Count / 2 && accepted > Count, $"Seed {Seed}: {accepted} accepted by {forms} fields: too few to tell.");
    }

    [Fact]
    public void What_a_field_type_reads_from_a_file_is_valid_under_its_schema()
    {
        var wrong = new List<string>();
        var accepted = 0;
        var format = new Platform.Fields.TextFormat(null, TimeZoneInfo.Utc, "en");
        foreach (var (item, _) in Made.Value.Pairs)
        {
            if (Field(item.Schema) is not { } field)
                continue;
            foreach (var cell in item.Values.Select(v => GeneratedCase.Json(v)).Select(Cell))
            {
                var problems = new List<Problem>();
                if (field.Type.ReadText(cell, field, format, "", problems) is not { } value || problems.Count > 0)
                    continue;
                accepted++;
                if (SchemaEvaluator.Evaluate(item.Schema, GeneratedCase.Json(Written(field, value))).Count > 0)
                    wrong.Add($"{item.Schema} took the cell {cell}");
            }
        }
        output.WriteLine($"Seed {Seed}: {accepted} cells accepted.");
        Assert.True(wrong.Count == 0, $"Seed {Seed}, {wrong.Count} wrong:\n{string.Join('\n', wrong.Take(30))}");
        Assert.True(accepted > Count / 2, $"Seed {Seed}: {accepted} accepted: too few to tell.");
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Cell)),
        _ => value.GetRawText(),
    };

    private static List<bool>? TryEvaluate(GeneratedCase item)
    {
        try
        {
            return [.. item.Values.Select(v => SchemaEvaluator.Evaluate(item.Schema, GeneratedCase.Json(v)).Count == 0)];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // The field that a published form would have; null when the parser refuses the property.
    private static FieldDefinition? Field(JsonElement property)
    {
        if (property.ValueKind != JsonValueKind.Object || !property.TryGetProperty("x-field", out _))
            return null;
        var document = GeneratedCase.Json($$"""{ "$id": "thing", "title": "Thing", "type": "object", "x-form": {}, "properties": { "it": {{property.GetRawText()}} } }""");
        return FormParser.Parse(document, [])?.Fields.Single();
    }

    private static string Written(FieldDefinition field, object value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            field.Type.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed record Run(IReadOnlyList<GeneratedCase> Cases, IReadOnlyList<Ajv.Answer> Answers)
    {
        public IEnumerable<(GeneratedCase Case, Ajv.Answer Answer)> Pairs => Cases.Zip(Answers);
    }
}
