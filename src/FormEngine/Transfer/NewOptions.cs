using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Adds options that a file names and a form does not have yet, all in one publish before the first row is written.</summary>
public sealed class NewOptions(Publisher publisher, MetadataCache metadata)
{
    /// <summary>Publishes the form with the options added. The caller has checked that the author may design. Throws ConflictException when others keep publishing it.</summary>
    public async Task PublishAsync(string form, IReadOnlyList<(PlannedColumn Column, string Text)> options, long? author, string language, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = metadata.Current.Form(form) ?? throw new NotFoundException("form");
            try
            {
                await publisher.PublishAsync(DefinitionKinds.Form, form, With(current, options, language), current.Version, author, null, ct);
                return;
            }
            catch (ConflictException) when (attempt < 3)
            {
                // someone published in between: their version is the one to add to
            }
        }
    }

    /// <summary>The form's document with the options that it still lacks.</summary>
    public static JsonElement With(FormModel form, IReadOnlyList<(PlannedColumn Column, string Text)> options, string language)
    {
        var root = JsonNode.Parse(form.Document.GetRawText())!;
        foreach (var field in options.GroupBy(o => o.Column.Field.Key))
        {
            if (form.Field(field.Key) is not { } definition || root["properties"]?[field.Key] is not JsonObject property)
                continue;
            var settings = property["x-field"]!;
            var list = settings["options"] as JsonArray ?? (JsonArray)(settings["options"] = new JsonArray());
            var keys = (definition.Type is MultiSelectFieldType ? property["items"]?["enum"] : property["enum"]) as JsonArray;
            foreach (var (key, text) in KeysFor(definition, field.Select(o => o.Text)))
            {
                list.Add(new JsonObject { ["key"] = key, ["title"] = new JsonObject { [language] = text } });
                keys?.Add(JsonValue.Create(key));
            }
        }
        return JsonSerializer.SerializeToElement(root, PlainJson.Options);
    }

    /// <summary>A key for each text that is no option yet, distinct from all others of the field.</summary>
    public static IEnumerable<(string Key, string Text)> KeysFor(FieldDefinition field, IEnumerable<string> texts)
    {
        var taken = field.Options.Select(o => o.Key).ToHashSet();
        foreach (var text in texts.Where(t => SelectFieldType.Match(field, t) is null))
        {
            var (slug, key) = (Slug(text), "");
            for (var n = 1; key.Length == 0 || !taken.Add(key); n++)
                key = n == 1 ? slug : $"{slug}_{n}";
            yield return (key, text);
        }
    }

    /// <summary>A key that reads like the text: <c>East &amp; West</c> becomes <c>east_west</c>. Text in other scripts is known by its digest.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(c) && !char.IsAsciiLetterOrDigit(c))
                return Digest(text);
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '_')
                slug.Append('_');
        }
        var key = slug.ToString().Trim('_');
        if (key.Length > Keys.MaxLength - 4)
            key = key[..(Keys.MaxLength - 4)].TrimEnd('_');
        return key.Length == 0 ? Digest(text) : char.IsAsciiDigit(key[0]) ? "o_" + key : key;
    }

    private static string Digest(string text) => "o_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
