using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>A reviewed table in a file beside this one: a line for each question, a cell for each role.</summary>
internal sealed class MatrixTable(string file, string head)
{
    private readonly string _path = Path.Combine(Here(), file);

    /// <summary>Holds what was found against the table: every cell that differs is told; with NOCODECRM_UPDATE_GOLDEN=1 the table is rewritten instead.</summary>
    public void Compare(IReadOnlyList<string> roles, IReadOnlyDictionary<string, IReadOnlyList<string>> found)
    {
        if (Environment.GetEnvironmentVariable("NOCODECRM_UPDATE_GOLDEN") == "1")
        {
            Write(roles, found);
            return;
        }
        var reviewed = Read();
        var faults = found.Keys.Except(reviewed.Keys).Select(k => $"{k} has no reviewed line")
            .Concat(reviewed.Keys.Except(found.Keys).Select(k => $"{k} has a line and is no longer asked"))
            .Concat(found.Where(f => reviewed.ContainsKey(f.Key)).SelectMany(f => f.Value.Select((cell, i) => (f.Key, Role: roles[i], Cell: cell, Reviewed: reviewed[f.Key].ElementAtOrDefault(i))))
                .Where(c => c.Cell != c.Reviewed).Select(c => $"{c.Key} as {c.Role}: {c.Cell}, reviewed is {c.Reviewed}")).ToList();
        Assert.True(faults.Count == 0, $"{Path.GetFileName(_path)} says otherwise:\n{string.Join('\n', faults)}");
    }

    private Dictionary<string, string[]> Read() => !File.Exists(_path) ? [] : File.ReadAllLines(_path)
        .Where(l => l.Length > 0 && !l.StartsWith('#') && !l.StartsWith(' '))
        .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(p => p[0], p => p[1..]);

    private void Write(IReadOnlyList<string> roles, IReadOnlyDictionary<string, IReadOnlyList<string>> rows)
    {
        var first = rows.Keys.Max(k => k.Length);
        var widths = roles.Select((r, i) => Math.Max(r.Length, rows.Values.Max(c => c[i].Length))).ToList();
        var text = new StringBuilder(head.ReplaceLineEndings("\n")).Append("\n\n");
        text.Append(Line(new string(' ', first), roles, widths));
        foreach (var (endpoint, cells) in rows)
            text.Append(Line(endpoint.PadRight(first), cells, widths));
        File.WriteAllText(_path, text.ToString());
    }

    private static string Line(string head, IReadOnlyList<string> cells, List<int> widths) =>
        string.Create(CultureInfo.InvariantCulture, $"{head} | {string.Join(" | ", cells.Select((c, i) => c.PadRight(widths[i])))}").TrimEnd() + "\n";

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
