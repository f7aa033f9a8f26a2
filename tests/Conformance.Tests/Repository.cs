using System.Text.Json;

namespace NoCodeCrm.Conformance.Tests;

/// <summary>Files of the repository, wherever the tests run.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static string At(string relative) => Path.Combine(Root, relative);

    public static JsonElement Json(string relative)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(At(relative)));
        return document.RootElement.Clone();
    }

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "NoCodeCrm.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return directory;
    }
}
