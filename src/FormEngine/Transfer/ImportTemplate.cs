using System.Text;
using System.Text.RegularExpressions;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>
/// A text composed from columns of the file, such as <c>{account} · {product}</c>. A blank part drops together with the
/// separator before it, the first one with the separator after it; when all are blank the whole is.
/// </summary>
public sealed partial class ImportTemplate
{
    private readonly string _before;
    private readonly string _after;
    private readonly List<(string Column, string Separator)> _parts = [];

    public ImportTemplate(string text)
    {
        var end = 0;
        foreach (var match in Part().EnumerateMatches(text))
        {
            _parts.Add((text.Substring(match.Index + 1, match.Length - 2).Trim(), text[end..match.Index]));
            end = match.Index + match.Length;
        }
        _before = _parts.Count > 0 ? _parts[0].Separator : "";
        _after = text[end..];
    }

    public IEnumerable<string> Columns => _parts.Select(p => p.Column);

    /// <summary>The text, or null when every part is blank.</summary>
    public string? Compose(Func<string, string?> cell)
    {
        var text = new StringBuilder();
        foreach (var (column, separator) in _parts)
        {
            if (cell(column) is not { } part || string.IsNullOrWhiteSpace(part))
                continue;
            text.Append(text.Length == 0 ? _before : separator).Append(part.Trim());
        }
        return text.Length == 0 ? null : text.Append(_after).ToString();
    }

    [GeneratedRegex(@"\{[^{}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
