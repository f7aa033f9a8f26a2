using System.Globalization;
using NoCodeCrm.Host;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var command = CommandLine.Read(args);
var builder = WebApplication.CreateBuilder(command.Rest);
builder.AddNoCodeCrm();
var app = builder.Build();
app.UseNoCodeCrm();
if (!await app.PrepareAsync())
    return 1;
if (command.Command is not null)
    return await command.RunAsync(app);
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the host in their own process.</summary>
public partial class Program;
