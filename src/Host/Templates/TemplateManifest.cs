using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates;

/// <summary>A template's <c>template.json</c>: what it is and which documents it brings, in order. Sample: records written by hand; Recipe: how many more are made.</summary>
public sealed record TemplateManifest(string Key, string Directory, LocalizedText Title, LocalizedText? Description, IReadOnlyList<string> Order, string? Sample, string? Recipe)
{
    /// <summary>Reads the manifest of a folder; throws with every fault.</summary>
    public static TemplateManifest Read(string directory)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "template.json")));
        var problems = new List<Problem>();
        var root = DocumentReader.On(document.RootElement, "", problems);
        var manifest = new TemplateManifest(root.Key("key"), directory, root.Text("title") ?? LocalizedText.Empty, root.Text("description"), root.Strings("order"), root.String("sample"), root.String("recipe"));
        root.Close("$schema", "version", "requires");
        return problems.Count == 0 ? manifest : throw new ValidationException("template.invalid", problems);
    }

    /// <summary>The text of one of its files. A path that leaves the folder is refused.</summary>
    public byte[] ReadFile(string relative)
    {
        var path = Path.GetFullPath(relative, Directory);
        if (!path.StartsWith(Path.GetFullPath(Directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ValidationException("template.path", [new Problem("/order", "template.path").With("path", relative)]);
        return File.ReadAllBytes(path);
    }
}
