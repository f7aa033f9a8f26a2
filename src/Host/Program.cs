using System.Globalization;
using NoCodeCrm.Host;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var builder = WebApplication.CreateBuilder(args);
builder.AddNoCodeCrm();
var app = builder.Build();
app.UseNoCodeCrm();
await app.PrepareAsync();
await app.RunAsync();

/// <summary>Named so that tests can start the host in their own process.</summary>
public partial class Program;
