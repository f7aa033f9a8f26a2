using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Setup;
using NoCodeCrm.Host.Templates.Packages;
using NoCodeCrm.Platform;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host;

/// <summary>What must be done before the first request: lock, tables, metadata, an unattended set-up if one is configured.</summary>
public static class Preparation
{
    /// <summary>False when the unattended set-up was refused; its faults have been told.</summary>
    public static async Task<bool> PrepareAsync(this WebApplication app)
    {
        var services = app.Services;
        var platform = services.GetRequiredService<PlatformOptions>();
        await PlatformContexts.CreateAsync(platform.Provider, platform.ConnectionString, CancellationToken.None);
        var database = services.GetRequiredService<Database>();
        try
        {
            await database.LockAsync(CancellationToken.None);
        }
        catch (DatabaseInUseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return false;
        }
        // Only whoever holds the lock changes tables: of two processes that start at once one must find them as they were.
        await PlatformContexts.MigrateAsync(platform.Provider, platform.ConnectionString, CancellationToken.None);
        services.GetRequiredService<UploadedTemplates>().Sweep();
        await LoadAsync(services, database);
        await using var scope = services.CreateAsyncScope();
        var setup = scope.ServiceProvider.GetRequiredService<InitialSetup>();
        await setup.EnsureBuiltInFormsAsync(CancellationToken.None);
        if (setup.IsNeeded && !await OfferSetupAsync(app, setup))
            return false;
        services.GetRequiredService<Readiness>().IsReady = true;
        return true;
    }

    private static async Task LoadAsync(IServiceProvider services, Database database)
    {
        await using var session = await database.OpenReadAsync(CancellationToken.None);
        await using var db = PlatformContexts.ForReading(session);
        services.GetRequiredService<MetadataCache>().Swap(await services.GetRequiredService<DefinitionStore>().LoadAsync(db, CancellationToken.None));
        await services.GetRequiredService<AppSettings>().LoadAsync(db, CancellationToken.None);
    }

    private static async Task<bool> OfferSetupAsync(WebApplication app, InitialSetup setup)
    {
        var options = app.Services.GetRequiredService<HostOptions>().Setup;
        if (options is { AdminEmail: { Length: > 0 } email, AdminPassword: { Length: > 0 } password })
        {
            var zone = options.TimeZone ?? (TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC");
            var request = new SetupRequest(options.Language, options.Company, options.Currency, zone, options.AdminName ?? "Administrator", email, password, options.Template, options.Sample);
            try
            {
                await setup.RunAsync(request, CancellationToken.None);
                return true;
            }
            catch (ValidationException e)
            {
                var messages = app.Services.GetRequiredService<ProblemMessages>();
                foreach (var problem in e.Problems)
                    await Console.Error.WriteLineAsync($"Set-up refused: {problem.Path}: {messages.For(problem, options.Language)} ({problem.Code})");
                return false;
            }
        }
        // Plain text on purpose: a person reads it on the console.
        await Console.Out.WriteLineAsync($"Set-up: open http://localhost:5080 on this machine, or from elsewhere use the path /setup?token={setup.Token}");
        return true;
    }
}

/// <summary>Whether requests can be served yet.</summary>
public sealed class Readiness
{
    public bool IsReady { get; set; }
}
