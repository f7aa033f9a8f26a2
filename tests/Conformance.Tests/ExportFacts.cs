using System.IO.Compression;
using System.Net;
using System.Text.Json;
using NoCodeCrm.Host.Endpoints;
using NoCodeCrm.Testing;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>What the product writes passes the schemas that it publishes, by another validator.</summary>
public sealed class ExportFacts
{
    [Fact]
    public async Task Every_file_of_an_exported_application_passes_the_schema_of_its_kind()
    {
        await using var host = await TestHost.OnSqliteAsync(("Setup:SampleData", "small"));
        using var admin = await host.AdministratorAsync();
        var metric = JsonSerializer.SerializeToElement(new { key = "won", source = "opportunity", title = new { en = "Won" }, measures = new[] { new { id = "won", agg = "sum", field = "amount" } } });
        (await admin.PutAsync("/api/metrics/won", metric)).Must(HttpStatusCode.Created);
        var documents = Documents((await admin.GetAsync("/api/app/export?key=whole&title=Whole&data=records")).Must(HttpStatusCode.OK).Body)
            .Concat(Documents((await admin.GetAsync("/api/app/export?template=opportunity&data=sample")).Must(HttpStatusCode.OK).Body)).ToList();
        Assert.Equal(SchemasApi.Kinds.Order(StringComparer.Ordinal), documents.Select(d => d.Kind).Distinct().Order(StringComparer.Ordinal));
        var verdicts = DocumentFacts.Validate([.. documents.Select(d => (d.Kind, d.Text))]);
        Assert.Empty(documents.Zip(verdicts).Where(v => !v.Second).Select(v => $"{v.First.File}: {v.First.Text}"));
    }

    private static IEnumerable<(string File, string Kind, string Text)> Documents(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            var text = reader.ReadToEnd();
            if (entry.FullName.EndsWith(".jsonl", StringComparison.Ordinal))
                foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    yield return (entry.FullName, "record", line);
            else
                yield return (entry.FullName, Kind(entry.FullName), text);
        }
    }

    private static string Kind(string file) => file switch
    {
        "template.json" => "template",
        "sample/sample.json" => "sample",
        "sample/recipe.json" => "recipe",
        _ => file.Split('/')[0][..^1],
    };
}
