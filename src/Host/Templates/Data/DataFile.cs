using System.Text;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates.Data;

/// <summary>Reads a file of records, a line each, named after their form.</summary>
internal static class DataFile
{
    private const int MaxLine = 1024 * 1024;
    private const int MaxDepth = 64;
    private const int MaxTold = 20;

    public static string FormOf(string file) => Path.GetFileNameWithoutExtension(file);

    /// <summary>The rows with the numbers of their lines, from 1. Throws ValidationException at the first line that is none.</summary>
    public static IEnumerable<(int Line, DataRow Row)> Read(TemplateManifest template, string file, FormModel form)
    {
        var problems = new List<Problem>();
        foreach (var (line, row) in Rows(template, file, form, problems))
            yield return problems.Count == 0 ? (line, row!) : throw new ValidationException("template.invalid", problems);
    }

    /// <summary>Notes what is wrong with a file, up to some lines.</summary>
    public static void Check(TemplateManifest template, string file, MetadataSnapshot metadata, List<Problem> problems)
    {
        if (FormOf(file) == BuiltInForms.User || metadata.Form(FormOf(file)) is not { } form)
        {
            problems.Add(new Problem("/" + file, "template.data_form").With("form", FormOf(file)));
            return;
        }
        var (before, refs) = (problems.Count, new HashSet<string>());
        foreach (var (line, row) in Rows(template, file, form, problems))
        {
            if (row is not null && row.Ref.Length > 0 && !refs.Add(row.Ref))
                problems.Add(new Problem($"/{file}#/{line}/ref", "template.twice").With("path", row.Ref));
            if (problems.Count - before >= MaxTold)
                return;
        }
    }

    private static IEnumerable<(int Line, DataRow? Row)> Rows(TemplateManifest template, string file, FormModel form, List<Problem> problems)
    {
        using var lines = new StreamReader(template.OpenFile(file), Encoding.UTF8);
        var buffer = new StringBuilder();
        for (var number = 1; ReadLine(lines, buffer) is { } text; number++)
            if (text.Length > 0)
                yield return (number, Row(text, $"/{file}#/{number}", form, problems));
    }

    private static DataRow? Row(string text, string path, FormModel form, List<Problem> problems)
    {
        try
        {
            return DataRow.Read(StrictJson.Parse(text, MaxDepth), form, path, problems);
        }
        catch (JsonException)
        {
            problems.Add(new Problem(path, "json.invalid"));
            return null;
        }
    }

    // A line without an end is cut, and then is no JSON: it never costs more memory than this.
    private static string? ReadLine(StreamReader reader, StringBuilder buffer)
    {
        buffer.Clear();
        var isAny = false;
        for (int c; (c = reader.Read()) >= 0;)
        {
            isAny = true;
            if (c == '\n')
                break;
            if (buffer.Length < MaxLine && c != '\r')
                buffer.Append((char)c);
        }
        return isAny ? buffer.ToString() : null;
    }
}
