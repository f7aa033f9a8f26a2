using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Host.Endpoints;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Schema;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>The published schemas say what the parsers say: about what is shipped, and about what is wrong with a change of it.</summary>
public sealed class DocumentFacts
{
    [Fact]
    public void Every_shipped_document_passes_its_published_schema_and_its_parser()
    {
        Assert.True(Documents.Shipped.Count >= 15, $"Only {Documents.Shipped.Count} documents were found.");
        // No template needs a metric or brings records of its own; ExportFacts makes both.
        Assert.Equal(SchemasApi.Kinds.Except(["metric", "record"]).Order(StringComparer.Ordinal), Documents.Shipped.Select(d => d.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(Documents.Shipped.SelectMany(d => Documents.Faults(d.Kind, Repository.Json(d.File)).Select(p => $"{d.File}#{p.Path}: {p.Code}")));
        var answers = Validate([.. Documents.Shipped.Select(d => (d.Kind, Repository.Json(d.File).GetRawText()))]);
        Assert.Empty(Documents.Shipped.Zip(answers).Where(p => !p.Second).Select(p => p.First.File));
    }

    [Fact]
    public void Every_shipped_document_is_laid_out_as_the_product_writes_it()
    {
        var files = Directory.EnumerateFiles(Repository.At("templates"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count >= 30, $"Only {files.Count} documents were found.");
        var differing = files.Where(f => !File.ReadAllBytes(f).AsSpan().SequenceEqual(ReadableJson.Write(Repository.Json(f)))).ToList();
        if (Environment.GetEnvironmentVariable("NOCODECRM_UPDATE_GOLDEN") == "1")
            foreach (var file in differing)
                File.WriteAllBytes(file, ReadableJson.Write(Repository.Json(file)));
        else
            Assert.Empty(differing.Select(f => Path.GetRelativePath(Repository.Root, f)));
    }

    [Fact]
    public void Every_shipped_form_is_a_draft_07_schema_that_another_validator_compiles()
    {
        var forms = Documents.Shipped.Where(d => d.Kind == "form").Select(d => Repository.Json(d.File)).ToList();
        Assert.Empty(forms.SelectMany(f => SchemaSubset.Outside(f)));
        Assert.Empty(Ajv.Run([.. forms.Select(f => new Ajv.Case(f, []))]).Select(a => a.Refusal).OfType<string>());
    }

    [Fact]
    public void Every_keyword_that_a_field_type_takes_is_of_the_subset()
    {
        Assert.Empty(FieldTypes.All.SelectMany(t => t.SchemaKeywords.Concat(t.ItemKeywords)).Distinct().Except(SchemaSubset.Assertions));
        foreach (var format in FieldTypes.All.Select(t => t.SchemaFormat).OfType<string>())
            Assert.True(FormatKeyword.IsKnown(JsonSerializer.SerializeToElement(format)), format);
    }

    [Fact]
    public void What_is_wrong_is_refused_by_parser_and_schema_alike()
    {
        var changed = Mutations.All.Select(m => (Mutation: m, Text: m.Apply())).ToList();
        var answers = Validate([.. changed.Select(c => (c.Mutation.Kind, c.Text))]);
        var wrong = new List<string>();
        foreach (var ((mutation, text), isValid) in changed.Zip(answers))
        {
            if (isValid)
                wrong.Add($"{mutation}: the schema lets it pass");
            using var document = JsonDocument.Parse(text);
            if (Documents.Faults(mutation.Kind, document.RootElement.Clone()).Count == 0)
                wrong.Add($"{mutation}: the parser lets it pass");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    internal static List<bool> Validate(IReadOnlyList<(string Kind, string Text)> documents)
    {
        var answers = Ajv.Run([.. SchemasApi.Kinds.Select(kind => new Ajv.Case(Documents.Schema(kind), [.. documents.Where(d => d.Kind == kind).Select(d => d.Text)]))]);
        Assert.Empty(answers.Select(a => a.Refusal).OfType<string>());
        var verdicts = SchemasApi.Kinds.Zip(answers).ToDictionary(p => p.First, p => new Queue<bool>(p.Second.IsValid));
        return [.. documents.Select(d => verdicts[d.Kind].Dequeue())];
    }
}

/// <summary>One change to a shipped document. Value: JSON text to set at the pointer, null = take it away.</summary>
internal sealed record Mutation(string Kind, string File, string Pointer, string? Value)
{
    public string Apply()
    {
        var root = JsonNode.Parse(Repository.Json(File).GetRawText())!;
        var steps = Pointer[1..].Split('/');
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step] ?? throw new InvalidOperationException($"{File} has no {step} of {Pointer}."));
        var value = Value is null ? null : JsonNode.Parse(Value);
        if (parent is JsonArray items)
            items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else if (Value is not null)
            parent.AsObject()[steps[^1]] = value;
        else if (!parent.AsObject().Remove(steps[^1]))
            throw new InvalidOperationException($"{File} has no {Pointer}.");
        return root.ToJsonString();
    }
}
