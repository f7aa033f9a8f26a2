using System.Globalization;
using NoCodeCrm.Host;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var builder = WebApplication.CreateBuilder(args);
builder.AddNoCodeCrm();
var app = builder.Build();
app.UseNoCodeCrm();
if (!await app.PrepareAsync())
    return 1;
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the host in their own process.</summary>
public partial class Program;
