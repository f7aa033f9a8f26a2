using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

public enum ImportMode
{
    Create,
    Update,
    Upsert,
}

/// <summary>What becomes of a cell that names nothing known: its row is refused, it is left blank, or what it names is added.</summary>
public enum Unmatched
{
    Reject,
    Null,
    Create,
}

/// <summary>How the columns of a file become fields (docs/http-api.md, import). As a person wrote it, checked for shape only.</summary>
public sealed record ImportMapping
{
    public ImportMode Mode { get; init; }
    public ImmutableArray<string> Key { get; init; } = [];
    public string? Encoding { get; init; }
    public string? Delimiter { get; init; }
    public string? DateFormat { get; init; }
    public Unmatched OnUnmatched { get; init; }
    public bool History { get; init; }
    public bool DryRun { get; init; }
    public ImmutableArray<MappedColumn> Columns { get; init; } = [];

    /// <summary>Reads a mapping; every fault is added with its JSON Pointer into the mapping.</summary>
    public static ImportMapping Parse(JsonElement json, List<Problem> problems)
    {
        var root = DocumentReader.On(json, "", problems);
        var key = root.Strings("key");
        var mapping = new ImportMapping
        {
            Key = key,
            Mode = Choice(root, "mode", key.IsEmpty ? ImportMode.Create : ImportMode.Upsert),
            Encoding = EncodingOf(root),
            Delimiter = DelimiterOf(root),
            DateFormat = DateFormatOf(root),
            OnUnmatched = Choice(root, "onUnmatched", Unmatched.Reject),
            History = root.Boolean("history"),
            DryRun = root.Boolean("dryRun"),
            Columns = [.. root.Objects("columns").Select(Column).Where(c => c.Field.Length > 0)],
        };
        root.Close();
        return mapping;
    }

    private static MappedColumn Column(DocumentReader reader, int index)
    {
        var column = new MappedColumn(index, reader.String("field") ?? "")
        {
            Column = reader.String("column"),
            Match = reader.String("match"),
            Template = reader.String("template"),
            Values = Values(reader),
            OnUnmatched = reader.Has("onUnmatched") ? Choice(reader, "onUnmatched", Unmatched.Reject) : null,
        };
        reader.Close();
        return column;
    }

    private static ImmutableDictionary<string, string?> Values(DocumentReader reader)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        var list = reader.Object("values");
        foreach (var value in list.IsObject ? list.Json.EnumerateObject().ToList() : [])
            if (value.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                values[value.Name.Trim()] = value.Value.GetString();
            else
                list.Fault(value.Name.Replace("~", "~0").Replace("/", "~1"), "document.string");
        return values.ToImmutable();
    }

    private static T Choice<T>(DocumentReader reader, string name, T absent) where T : struct, Enum
    {
        if (reader.String(name) is not { } text)
            return absent;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        reader.Fault(name, name == "mode" ? "import.mode" : "choice", ("choices", string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()));
        return absent;
    }

    private static string? EncodingOf(DocumentReader root)
    {
        if (root.String("encoding") is not { Length: > 0 } name)
            return null;
        if (CsvEncodings.Find(name) is not { } known)
            root.Fault("encoding", "choice", ("choices", string.Join(", ", CsvEncodings.Names)));
        else
            return known;
        return null;
    }

    private static string? DelimiterOf(DocumentReader root)
    {
        if (root.String("delimiter") is not { Length: > 0 } text)
            return null;
        var delimiter = text == "\\t" ? "\t" : text;
        if (delimiter.Length == 1 && CsvFormat.Delimiters.Contains(delimiter[0]))
            return delimiter;
        root.Fault("delimiter", "choice", ("choices", ", ; \\t |"));
        return null;
    }

    // Capital YYYY and DD mean the same to people; a pattern must say year, month and day to be one.
    private static string? DateFormatOf(DocumentReader root)
    {
        if (root.String("dateFormat") is not { Length: > 0 } text)
            return null;
        var pattern = text.Replace('Y', 'y').Replace('D', 'd');
        if (pattern.Length is >= 5 and <= 40 && pattern.Contains('y') && pattern.Contains('M') && pattern.Contains('d') && pattern.All(c => char.IsLetter(c) ? "yMdHhmst年月日时分秒".Contains(c) : "-/. :,".Contains(c)))
            return pattern;
        root.Fault("dateFormat", "import.date_format");
        return null;
    }
}

/// <summary>One line of a mapping: a column, or a template over several, and the field that it fills. Values: cell text to the text that is meant, null for blank.</summary>
public sealed record MappedColumn(int Index, string Field)
{
    public string? Column { get; init; }
    public string? Match { get; init; }
    public string? Template { get; init; }
    public ImmutableDictionary<string, string?> Values { get; init; } = ImmutableDictionary<string, string?>.Empty;
    public Unmatched? OnUnmatched { get; init; }
}
