using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Templates;

/// <summary>
/// A template's <c>template.json</c>: what it is and which documents it brings, in order. Sample: records written by hand;
/// Recipe: how many more are made. Data: files of real records, a form each. Json: the manifest as it stands.
/// </summary>
public sealed record TemplateManifest(string Key, string Directory, LocalizedText Title, LocalizedText? Description, IReadOnlyList<string> Order, string? Sample, string? Recipe)
{
    private const int MaxDepth = 64;

    public string? Version { get; init; }
    public IReadOnlyList<string> Data { get; init; } = [];
    public JsonElement Json { get; init; }

    /// <summary>It was uploaded, and does not come with the program.</summary>
    public bool IsUploaded { get; init; }

    /// <summary>Reads the manifest of a folder; throws with every fault.</summary>
    public static TemplateManifest Read(string directory) => Read(StrictJson.Parse(File.ReadAllBytes(Path.Combine(directory, "template.json")), MaxDepth), directory);

    /// <summary>The same of a manifest that has been read; throws with every fault.</summary>
    public static TemplateManifest Read(JsonElement json, string directory)
    {
        var problems = new List<Problem>();
        var root = DocumentReader.On(json, "", problems);
        var manifest = new TemplateManifest(root.Key("key"), directory, root.Text("title") ?? LocalizedText.Empty, root.Text("description"), root.Strings("order"), root.String("sample"), root.String("recipe"))
        {
            Version = root.Label("version"),
            Data = root.Strings("data"),
            Json = json,
        };
        root.Strings("requires");
        root.Close("$schema");
        return problems.Count == 0 ? manifest : throw new ValidationException("template.invalid", problems);
    }

    /// <summary>The text of one of its files. A path that leaves the folder is refused.</summary>
    public byte[] ReadFile(string relative) => File.ReadAllBytes(PathOf(relative));

    public Stream OpenFile(string relative) => File.OpenRead(PathOf(relative));

    private string PathOf(string relative)
    {
        var path = Path.GetFullPath(relative, Directory);
        return path.StartsWith(Path.GetFullPath(Directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ValidationException("template.path", [new Problem("/order", "template.path").With("path", relative)]);
    }
}
