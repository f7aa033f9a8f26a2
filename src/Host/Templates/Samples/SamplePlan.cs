using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Samples;

/// <summary>Everything that a template's sample consists of on a given day, in the order in which it can be loaded.</summary>
internal static class SamplePlan
{
    private const int DefaultDays = 540;

    /// <summary>Throws ValidationException where the sample or its recipe does not fit the forms.</summary>
    public static IReadOnlyList<SampleEntry> Of(TemplateManifest template, MetadataSnapshot metadata, DateOnly day, TimeZoneInfo zone, bool small)
    {
        var calendar = new SampleCalendar(day, zone);
        var recipe = template.Recipe is { } file ? ReadRecipe(template, file) : null;
        IReadOnlyList<SampleEntry> written = [];
        if (template.Sample is { } sample)
        {
            using var document = JsonDocument.Parse(template.ReadFile(sample));
            written = new SampleDocument(metadata, calendar, recipe?.Days ?? DefaultDays).Read(document.RootElement);
        }
        return small || recipe is null ? written : [.. written, .. new RecipeRun(recipe, metadata, calendar, written.ToDictionary(w => w.Ref)).Run()];
    }

    private static Recipe ReadRecipe(TemplateManifest template, string file)
    {
        using var document = JsonDocument.Parse(template.ReadFile(file));
        var problems = new List<Problem>();
        var recipe = Recipe.Parse(document.RootElement, problems);
        return problems.Count == 0 ? recipe : throw new ValidationException("template.invalid", problems);
    }
}
