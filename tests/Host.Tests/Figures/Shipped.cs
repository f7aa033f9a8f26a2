using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>The documents of the shipped template, and what the SQL of each of their figures is called.</summary>
internal static class Shipped
{
    private static readonly string Folder = Path.Combine(Root(), "templates", "opportunity");

    public static IEnumerable<string> Keys(string kind) => Directory.GetFiles(Path.Combine(Folder, kind), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static JsonElement Document(string kind, string key)
    {
        var file = Directory.GetFiles(Path.Combine(Folder, kind), "*.json").Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement);
        return file.First(d => d.GetProperty("key").GetString() == key);
    }

    /// <summary>All of them.</summary>
    public static IEnumerable<string> Figures()
    {
        foreach (var key in Keys("dashboards"))
        {
            yield return $"{key}.range";
            foreach (var widget in Document("dashboards", key).GetProperty("widgets").EnumerateArray())
                yield return $"{key}.{widget.GetProperty("id").GetString()}";
        }
        foreach (var file in Keys("homes").Intersect(Readers))
            foreach (var name in HomeFigures(Document("homes", file + "_home")).SelectMany(n => n))
                yield return name;
        foreach (var key in Keys("pipelines"))
            yield return $"board.{key}";
        foreach (var key in Keys("forecasts"))
            foreach (var name in ForecastFigures(Document("forecasts", key)))
                yield return name;
    }

    // The roles that read the figures; a home of others shows no other ones.
    private static readonly string[] Readers = ["admin", "manager", "rep"];

    /// <summary>For each section of a home: one for a list, one for each widget, none for a checklist, which has no figures.</summary>
    public static IEnumerable<IReadOnlyList<string>> HomeFigures(JsonElement home)
    {
        var (key, attentions) = (home.GetProperty("key").GetString(), 0);
        foreach (var section in home.GetProperty("sections").EnumerateArray())
            yield return section.GetProperty("kind").GetString() switch
            {
                "checklist" or "mentions" => [],
                "widgets" => [.. section.GetProperty("widgets").EnumerateArray().Select(w => Own(w.GetProperty("id").GetString()!, ""))],
                "attention" => [Own("attention", $".{++attentions}")],
                var kind => [Own(kind!, "")],
            };

        string Own(string name, string number) => FigureSql.Has($"{key}.{name}{number}") ? $"{key}.{name}{number}" : $"home.{name}";
    }

    private static IEnumerable<string> ForecastFigures(JsonElement forecast)
    {
        foreach (var part in new[] { "open", "won", "credited", "due", "changes", "changes.rows" })
            yield return $"forecast.{forecast.GetProperty("key").GetString()}.{part}";
        foreach (var target in forecast.GetProperty("targets").GetProperty("by").EnumerateArray())
            yield return $"forecast.{forecast.GetProperty("key").GetString()}.target.{target.GetProperty("split").GetString()}";
        foreach (var split in forecast.GetProperty("splits").EnumerateArray())
            foreach (var piece in new[] { "split", "credit", "key" })
                yield return $"{piece}.{split.GetProperty("key").GetString()}";
    }

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "NoCodeCrm.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return directory;
    }
}
