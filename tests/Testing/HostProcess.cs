using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NoCodeCrm.Testing;

/// <summary>The product as a process of its own, for tests that kill it or need a real socket. Data lives in a directory that outlasts it.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Starts and waits until it is ready (a setting without a value is left out); throws with its output when it does not come up in a minute.</summary>
    public static async Task<HostProcess> StartAsync(string dataDirectory, params (string Key, string? Value)[] settings)
    {
        var address = new Uri($"http://localhost:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "NoCodeCrm.Host.dll"));
        start.Environment["Urls"] = address.ToString();
        start.Environment["Data__Directory"] = dataDirectory;
        start.Environment["Setup__AdminEmail"] = TestHost.AdminEmail;
        start.Environment["Setup__AdminPassword"] = TestHost.AdminPassword;
        start.Environment["Setup__Language"] = "en";
        start.Environment["Serilog__MinimumLevel__Default"] = "Error";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        var output = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(1);)
        {
            if (process.HasExited)
                break;
            try
            {
                if ((await http.GetAsync(new Uri(address, "/health/ready"))).StatusCode == HttpStatusCode.OK)
                    return new HostProcess(process, address);
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
            await Task.Delay(50);
        }
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(); // and until all it said has been read
        throw new InvalidOperationException("The host did not come up:\n" + string.Join('\n', output));
    }

    public ApiClient Anonymous() => new(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Address });

    public async Task<ApiClient> AdministratorAsync()
    {
        var client = Anonymous();
        await client.SignInAsync(TestHost.AdminEmail, TestHost.AdminPassword);
        return client;
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it. Answers how long it took to end; throws after a minute.</summary>
    public async Task<TimeSpan> TerminateAsync()
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(limit.Token);
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
