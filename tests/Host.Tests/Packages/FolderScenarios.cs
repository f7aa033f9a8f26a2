using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests.Packages;

/// <summary>A template leaves as a folder and comes as one, by the program's own command line.</summary>
public sealed class FolderScenarios
{
    [Fact]
    public async Task An_installed_template_is_written_to_a_folder_as_it_was_shipped_and_a_changed_folder_installs_elsewhere()
    {
        using var work = new Work();
        await work.SetUpAsync("here", "repairs");
        var folder = Path.Combine(work.Root, "repairs");
        Assert.Equal((0, $"8 files were written to {folder}.", ""), await work.RunAsync("here", "export-template", folder, "--template=repairs"));
        var shipped = Path.Combine(AppContext.BaseDirectory, "templates", "repairs");
        Assert.Equal(Contents(shipped), Contents(folder));

        // A change of a document and a file of one's own beside it: the same folder, now another template.
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "template.json"), TestContext.Current.CancellationToken))!;
        manifest["key"] = "workshop";
        await File.WriteAllTextAsync(Path.Combine(folder, "template.json"), manifest.ToJsonString(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "NOTES.txt"), "ours", TestContext.Current.CancellationToken);
        await work.SetUpAsync("there", "none");
        var (code, said, fault) = await work.RunAsync("there", "install-template", folder);
        Assert.Equal((0, "workshop 1.0.0 is installed: 7 of 7 documents changed.", ""), (code, said, fault));
        await using (var host = await HostProcess.StartAsync(Path.Combine(work.Root, "there")))
        {
            using var admin = await host.AdministratorAsync();
            (await admin.GetAsync("/api/forms/ticket")).Must(HttpStatusCode.OK);
            // A server that runs keeps its database to itself.
            Assert.Equal(1, (await work.RunAsync("there", "install-template", folder)).Code);
        }

        // Exported again over what was there: what is no more goes, what is one's own stays.
        await File.WriteAllTextAsync(Path.Combine(folder, "forms", "gone.json"), "{}", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await work.RunAsync("there", "export-template", folder, "--template=workshop", "--version=1.1")).Code);
        Assert.False(File.Exists(Path.Combine(folder, "forms", "gone.json")));
        Assert.True(File.Exists(Path.Combine(folder, "NOTES.txt")));
        Assert.Contains("\"1.1\"", await File.ReadAllTextAsync(Path.Combine(folder, "template.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone_and_each_refusal_says_what_to_do()
    {
        using var work = new Work();
        var taken = Directory.CreateDirectory(Path.Combine(work.Root, "taken")).FullName;
        await File.WriteAllTextAsync(Path.Combine(taken, "letter.txt"), "mine", TestContext.Current.CancellationToken);
        Assert.Contains("(setup.needed)", (await work.RunAsync("fresh", "export-template", taken, "--template=repairs")).Fault, StringComparison.Ordinal);
        await work.SetUpAsync("here", "repairs");
        foreach (var (code, args) in new[] { ("template.folder_taken", new[] { "export-template", taken, "--template=repairs" }), ("export.which", ["export-template", taken]), ("template.unknown", ["export-template", taken + "2", "--template=none"]), ("template.no_folder", ["install-template", taken]), ("command.folder", ["install-template"]), ("command.folder", ["export-template", "--template=repairs"]) })
        {
            var (exit, _, fault) = await work.RunAsync("here", args);
            Assert.Equal(1, exit);
            Assert.Contains($"({code})", fault, StringComparison.Ordinal);
        }
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(taken).Select(Path.GetFileName));
    }

    private static SortedDictionary<string, string> Contents(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText), StringComparer.Ordinal);

    /// <summary>Data directories by name, and commands run on them to their end.</summary>
    private sealed class Work : IDisposable
    {
        public string Root { get; } = Directory.CreateTempSubdirectory("nocodecrm-folders-").FullName;

        public async Task SetUpAsync(string data, string template)
        {
            await using var host = await HostProcess.StartAsync(Path.Combine(Root, data), ("Setup__Template", template));
            await host.TerminateAsync();
        }

        public async Task<(int Code, string Said, string Fault)> RunAsync(string data, params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = AppContext.BaseDirectory };
            foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "NoCodeCrm.Host.dll")))
                start.ArgumentList.Add(argument);
            start.Environment["Data__Directory"] = Path.Combine(Root, data);
            start.Environment["Serilog__MinimumLevel__Default"] = "Error";
            using var process = Process.Start(start)!;
            var (said, fault) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, (await said).Trim(), (await fault).Trim());
        }

        public void Dispose() => Directory.Delete(Root, recursive: true);
    }
}
