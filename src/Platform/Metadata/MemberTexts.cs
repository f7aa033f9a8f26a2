using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// The texts of a document that can hold a member: paths, sorts, expressions. A document may be about several forms; which of its
/// texts is about which is known to the engine that reads it alone, so each is taken for each of them: one too many is shown
/// sooner than one too few.
/// </summary>
internal static class MemberTexts
{
    private static readonly HashSet<string> Prose = ["title", "label", "guidance", "description", "id", "key", "type", "kind", "color"];

    /// <summary>The places, as JSON pointers, whose text holds a path for which the question is answered yes, asked of each form the document is about.</summary>
    public static IEnumerable<string> Places(JsonElement document, Func<string, string, bool> isUse)
    {
        var forms = new HashSet<string>();
        AddForms(document, forms);
        var places = new List<string>();
        if (forms.Count > 0)
            Search(document, "", text => Of(text).Any(path => forms.Any(form => isUse(form, path))), places);
        return places;
    }

    /// <summary>The member paths in a text: <c>account.industry</c> of <c>lower(account.industry) == 'x'</c>, and each other word of it.</summary>
    public static IEnumerable<string> Of(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsPart(text[at]))
                continue;
            var start = at;
            while (at < text.Length && (IsPart(text[at]) || text[at] == '.'))
                at++;
            yield return text[start..at].TrimEnd('.');
        }
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool IsForm(JsonProperty property) => property.Name is "form" or "source" && property.Value.ValueKind == JsonValueKind.String;

    private static void AddForms(JsonElement json, HashSet<string> forms)
    {
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var item in json.EnumerateArray())
                AddForms(item, forms);
        else if (json.ValueKind == JsonValueKind.Object)
            foreach (var property in json.EnumerateObject())
                if (IsForm(property))
                    forms.Add(property.Value.GetString()!);
                else
                    AddForms(property.Value, forms);
    }

    private static void Search(JsonElement json, string path, Func<string, bool> isUse, List<string> places)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String when isUse(json.GetString()!):
                places.Add(path);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in json.EnumerateArray())
                    Search(item, $"{path}/{index++}", isUse, places);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject().Where(p => !Prose.Contains(p.Name) && !IsForm(p)))
                    if (isUse(property.Name))
                        places.Add($"{path}/{property.Name}");
                    else
                        Search(property.Value, $"{path}/{property.Name}", isUse, places);
                break;
        }
    }
}
