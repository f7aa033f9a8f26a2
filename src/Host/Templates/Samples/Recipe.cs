using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>
/// How a template's large sample is made (docs/documents.md, recipe): pure data. The same recipe on the same day gives the
/// same records. Days: how long the story is.
/// </summary>
internal sealed record Recipe(int Seed, int Days, IReadOnlyDictionary<string, Pick> Pools, IReadOnlyList<RecipeSet> Sets)
{
    /// <summary>Reads a document; notes every fault of its shape.</summary>
    public static Recipe Parse(JsonElement document, List<Problem> problems)
    {
        var root = DocumentReader.On(document, "", problems);
        var pools = new Dictionary<string, Pick>();
        if (!root.Has("sets"))
            root.Fault("sets", "document.missing");
        var named = root.Object("pools");
        foreach (var pool in named.IsObject ? named.Json.EnumerateObject().ToList() : [])
            pools[pool.Name] = RecipeReading.Pool(pool.Value, $"/pools/{pool.Name}", problems);
        var recipe = new Recipe(root.Integer("seed") ?? 1, root.Integer("days") ?? 365, pools, [.. root.Objects("sets").Select(RecipeSet.Read)]);
        root.Close("$schema");
        return recipe;
    }
}

/// <summary>
/// Records made alike. Form null: comments. Per: for each record of another set; Along: for each stay of its journey. Rows:
/// one for each, with names of its own; a row with <c>ref</c> is a record that the hand-written sample has. Count: how many,
/// once, or for each that Per and Along name. Names: values beside the record. Unique: a name that no two share.
/// </summary>
internal sealed record RecipeSet(string Name, string? Form, string? Per, string? Along, RecipeExpression? Count, int? Within, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows,
    IReadOnlyList<(string Key, RecipeExpression Value)> Names, IReadOnlyList<(string Key, RecipeExpression Value)> Values, RecipeExpression? On, RecipeExpression? By, IReadOnlyList<string> Roles,
    string? Unique, RecipeJourney? Journey)
{
    public static RecipeSet Read(DocumentReader reader)
    {
        var set = new RecipeSet(reader.Key("set"), reader.String("form"), reader.String("per"), reader.String("along"), RecipeReading.Value(reader, "count"), reader.Integer("within"),
            [.. reader.Objects("rows").Select(r => RecipeReading.Row(r.Json))], RecipeReading.Members(reader, "let"), RecipeReading.Members(reader, "values"),
            RecipeReading.Value(reader, "on"), RecipeReading.Value(reader, "by"), reader.Strings("roles"), reader.String("unique"),
            reader.Has("journey") ? RecipeJourney.Read(reader.Object("journey")) : null);
        reader.Close();
        return set;
    }
}

/// <summary>
/// The way of a record through its pipeline. Season: weight of each month as a start. Stays: days at each open stage. Pace
/// multiplies them. Win: chance in percent. Loses: weight of each stage as the last one of a lost record. Rest: some stay
/// much longer. Enter: values on entering a stage. Edits: changes on the way. Open: what is told of those that still stand.
/// </summary>
internal sealed record RecipeJourney(string Field, IReadOnlyList<double> Season, IReadOnlyDictionary<string, (int Low, int High)> Stays, RecipeExpression? Pace, RecipeExpression? Win,
    IReadOnlyDictionary<string, double> Loses, (double Chance, int Low, int High)? Rest, IReadOnlyDictionary<string, IReadOnlyList<(string Key, RecipeExpression Value)>> Enter,
    IReadOnlyList<RecipeEdit> Edits, RecipeEdit? Open, RecipeTasks? Tasks)
{
    public static RecipeJourney Read(DocumentReader reader)
    {
        var stays = reader.Object("stays");
        var loses = reader.Object("loses");
        var enter = reader.Object("enter");
        var rest = reader.Has("rest") ? reader.Object("rest") : null;
        var journey = new RecipeJourney(reader.String("field", required: true) ?? "", RecipeReading.Numbers(reader, "season"),
            stays.IsObject ? stays.Json.EnumerateObject().ToDictionary(s => s.Name, s => RecipeReading.Range(stays, s.Name)) : [],
            RecipeReading.Value(reader, "pace"), RecipeReading.Value(reader, "win"),
            loses.IsObject ? loses.Json.EnumerateObject().ToDictionary(s => s.Name, s => (double)(loses.Number(s.Name) ?? 0)) : [],
            rest is null ? null : ((double)(rest.Number("chance") ?? 0), RecipeReading.Range(rest, "days").Low, RecipeReading.Range(rest, "days").High),
            enter.IsObject ? enter.Json.EnumerateObject().ToDictionary(s => s.Name, s => RecipeReading.Members(enter, s.Name)) : [],
            [.. reader.Objects("edits").Select(RecipeEdit.Read)], reader.Has("open") ? RecipeEdit.Read(reader.Object("open")) : null,
            reader.Has("tasks") ? RecipeTasks.Read(reader.Object("tasks")) : null);
        rest?.Close();
        reader.Close();
        return journey;
    }
}

/// <summary>A change on the way: how often it happens at all, how many times then, and what it sets.</summary>
internal sealed record RecipeEdit(double Chance, int Least, int Most, IReadOnlyList<(string Key, RecipeExpression Value)> Values)
{
    public static RecipeEdit Read(DocumentReader reader)
    {
        var times = reader.Has("times") ? RecipeReading.Range(reader, "times") : (Low: 1, High: 1);
        var edit = new RecipeEdit((double)(reader.Number("chance") ?? 1), times.Low, times.High, RecipeReading.Members(reader, "values"));
        reader.Close();
        return edit;
    }
}

/// <summary>The pipeline's key tasks of stages entered within so many days before loading. Done: the share that is done where the record still stands.</summary>
internal sealed record RecipeTasks(int Within, double Done, RecipeExpression? Language)
{
    public static RecipeTasks Read(DocumentReader reader)
    {
        var tasks = new RecipeTasks(reader.Integer("within") ?? 90, (double)(reader.Number("done") ?? 0.5m), RecipeReading.Value(reader, "language"));
        reader.Close();
        return tasks;
    }
}
