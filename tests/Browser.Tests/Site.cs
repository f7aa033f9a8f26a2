namespace NoCodeCrm.Browser.Tests;

/// <summary>The built product as a process, with the shipped template and its sample data, and one Chromium to visit it with.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string _data = Directory.CreateTempSubdirectory("nocodecrm-browser-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private HostProcess? _host;
    private string? _noBrowser;

    public HostProcess Host => _host ?? throw new InvalidOperationException("The site is not up.");

    public async ValueTask InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("NOCODECRM_CHROMIUM") is { Length: > 0 } told ? told : "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            _noBrowser = $"There is no Chromium at {chromium}: install it or name one in NOCODECRM_CHROMIUM.";
            return;
        }
        _host = await StartHostAsync(_data, ("Setup__SampleData", "small"), ("Setup__AdminName", "Ada Lin"));
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        if (Driver() is { } node)
            Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", node);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = Flags });
        Assertions.SetDefaultExpectTimeout(10_000);
    }

    /// <summary>A further host, for what needs a data directory of its own.</summary>
    public static Task<HostProcess> StartHostAsync(string data, params (string Key, string? Value)[] settings)
    {
        var content = Path.Combine(Repository(), "src", "Host");
        if (!File.Exists(Path.Combine(content, "wwwroot", "index.html")))
            throw new InvalidOperationException("The client has not been built: run `dotnet build src/Host` without -p:SkipClient=true first.");
        return HostProcess.StartAsync(data, [("ASPNETCORE_CONTENTROOT", content), .. settings]);
    }

    public void NeedsBrowser() => Assert.SkipWhen(_noBrowser is not null, _noBrowser ?? "");

    /// <summary>An administrator over HTTP, to arrange what a visit needs.</summary>
    public async Task<ApiClient> AdministratorAsync()
    {
        NeedsBrowser();
        return await Host.AdministratorAsync();
    }

    /// <summary>Opens a browser profile of its own; signed in as the administrator unless someone else, or no one (""), is named.</summary>
    public async Task<Visit> VisitAsync(string email = TestHost.AdminEmail, string password = TestHost.AdminPassword, string language = "en", int width = 1440, int height = 900, bool dark = false, bool touch = false, HostProcess? host = null, float scale = 1)
    {
        NeedsBrowser();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (host ?? Host).Address.ToString(),
            Locale = language == "zh" ? "zh-CN" : "en-US",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = touch,
            DeviceScaleFactor = scale,
        });
        context.SetDefaultTimeout(10_000);
        if (email.Length > 0)
        {
            var answer = await context.APIRequest.PostAsync("/api/session", new() { DataObject = new { email, password } });
            Assert.True(answer.Ok, $"{email} could not sign in: {await answer.TextAsync()}");
        }
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>A new person with an account of their own, so that settings and sessions of one test stay out of the next.</summary>
    public async Task<(string Email, string Password, long Id)> PersonAsync(string name, params string[] roles)
    {
        using var admin = await AdministratorAsync();
        var email = $"{Guid.NewGuid().ToString("N")[..12]}@example.com";
        var user = (await admin.PostAsync("/api/forms/user/records", new { name, email, active = true })).Must(HttpStatusCode.Created);
        (await admin.PutAsync($"/api/users/{user.Id}/roles", new { roles })).Must(HttpStatusCode.NoContent);
        const string password = "a long enough secret";
        using var person = Host.Anonymous();
        (await person.PostAsync($"/api/invitations/{await InviteAsync(admin, user.Id)}", new { password })).Must(HttpStatusCode.OK);
        return (email, password, user.Id);
    }

    public static async Task<string> InviteAsync(ApiClient admin, long user) =>
        (await admin.PostAsync($"/api/users/{user}/invite")).Must(HttpStatusCode.OK).Json.GetProperty("url").GetString()!.Split('/')[^1];

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>The node to run the driver with when the package's own is not there; null when it is.</summary>
    private static string? Driver()
    {
        if (Environment.GetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH") is { Length: > 0 })
            return null;
        var own = Directory.Exists(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"))
            ? Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), "node*", SearchOption.AllDirectories).ToList() : [];
        foreach (var file in own)
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
        }
        return own.Count > 0 ? null
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, "node")).FirstOrDefault(File.Exists);
    }

    public static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NoCodeCrm.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
