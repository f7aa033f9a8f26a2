using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Setup;
using NoCodeCrm.Host.Templates.Packages;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host;

/// <summary>
/// What the program does instead of serving, when its first argument says so: <c>export-template FOLDER</c> and
/// <c>install-template FOLDER</c> (docs/operations.md). Rest: the arguments that are settings as ever.
/// </summary>
public sealed record CommandLine(string? Command, string Folder, string[] Rest)
{
    private const string Language = "en";

    /// <summary>A command without its folder is one all the same, so that it is refused and no server starts in its place.</summary>
    public static CommandLine Read(string[] args) => args switch
    {
        ["export-template" or "install-template", var folder, .. var rest] when !folder.StartsWith('-') => new CommandLine(args[0], Path.GetFullPath(folder), rest),
        ["export-template" or "install-template", .. var rest] => new CommandLine(args[0], "", rest),
        _ => new CommandLine(null, "", args),
    };

    /// <summary>The exit code: 0, or 1 with what was refused on standard error.</summary>
    public async Task<int> RunAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        try
        {
            if (services.GetRequiredService<InitialSetup>().IsNeeded)
                throw ValidationException.Refused(new Problem("", "setup.needed"));
            if (Folder.Length == 0)
                throw ValidationException.Refused(new Problem("", "command.folder").With("command", Command));
            var folders = services.GetRequiredService<TemplateFolders>();
            await Console.Out.WriteLineAsync(Command == "export-template" ? await ExportAsync(folders, app.Configuration) : await InstallAsync(folders));
            return 0;
        }
        catch (DomainException e)
        {
            var messages = services.GetRequiredService<ProblemMessages>();
            foreach (var problem in e.Problems)
                await Console.Error.WriteLineAsync($"{problem.Path} {messages.For(problem, Language)} ({problem.Code})".TrimStart());
            return 1;
        }
    }

    private async Task<string> ExportAsync(TemplateFolders folders, IConfiguration settings)
    {
        var (template, key, title) = (settings["template"], settings["key"], settings["title"]);
        if (template is null && (key is null || !Keys.IsWellFormed(key) || title is null))
            throw ValidationException.Refused(new Problem("", "export.which"));
        var data = settings["data"] switch { null or "none" => ExportData.None, "records" => ExportData.Records, "sample" => ExportData.Sample, _ => throw ValidationException.Refused(new Problem("/data", "export.data")) };
        var request = new ExportRequest(template, key, title is null ? null : LocalizedText.Of(title), null, settings["version"], null, data);
        return $"{await folders.ExportAsync(Folder, request, CancellationToken.None)} files were written to {Folder}.";
    }

    private async Task<string> InstallAsync(TemplateFolders folders)
    {
        var (template, plan) = await folders.InstallAsync(Folder, CancellationToken.None);
        var changed = plan.Changes.Count(c => c.Change is "new" or "changed");
        var kept = string.Concat(plan.Conflicts.Select(c => $"\nKept as it is here: {c.Kind} {c.Key} {c.At.Path}"));
        return $"{template.Key} {template.Version} is installed: {changed} of {plan.Changes.Count} documents changed.{kept}";
    }
}
