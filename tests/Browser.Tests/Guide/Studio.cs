using System.Text.Json;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>A host of its own with the whole sample, the words of one language, and people of the sample to look through.</summary>
public sealed class Studio : IAsyncDisposable
{
    private const string Password = "a long enough secret";
    private readonly Site _site;
    private readonly string _data;
    private readonly Dictionary<string, long> _people = [];

    private Studio(Site site, string data, HostProcess host, ApiClient admin, string language)
    {
        (_site, _data, Host, Admin) = (site, data, host, admin);
        (Words, Camera) = (new Words(language), new Camera(language));
    }

    /// <summary>What could not be taken, with its reason.</summary>
    public List<string> Faults { get; } = [];

    public HostProcess Host { get; }

    public ApiClient Admin { get; }

    public Words Words { get; }

    public Camera Camera { get; }

    /// <summary>Starts the host and waits until its sample is loaded.</summary>
    public static async Task<Studio> OpenAsync(Site site, string language)
    {
        site.NeedsBrowser();
        var data = Directory.CreateTempSubdirectory("nocodecrm-guide-").FullName;
        var host = await Site.StartHostAsync(data, ("Setup__SampleData", "true"), ("Setup__Language", language), ("Setup__Currency", "CNY"), ("Setup__TimeZone", "Asia/Shanghai"),
            ("Setup__AdminName", language == "en" ? "Ada Lin" : "林一"), ("Setup__Company", language == "en" ? "Northwind" : "北风科技"));
        var admin = await host.AdministratorAsync();
        for (var tries = 0; (await admin.GetAsync("/api/sample")).Must(HttpStatusCode.OK).Json.GetProperty("state").GetString() != "loaded"; tries++)
        {
            Assert.True(tries < 1_200, "The sample was not loaded in ten minutes.");
            await Task.Delay(500);
        }
        return new Studio(site, data, host, admin, language);
    }

    /// <summary>Opens an address, waits for what makes the screen ready, does what the picture needs, and takes it. A fault is kept for the end: the other pictures are taken all the same.</summary>
    public async Task SceneAsync(Visit visit, string name, string address, string ready, Func<IPage, Task>? act = null)
    {
        // Those that need looking at again: NOCODECRM_PICTURE="admin-try|manager-"
        if (Environment.GetEnvironmentVariable("NOCODECRM_PICTURE") is { Length: > 0 } only && !Regex.IsMatch(name, $"^({only})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            return;
        try
        {
            var page = await visit.OpenAsync(address);
            await Expect(page.Locator(ready).First).ToBeVisibleAsync();
            if (act is not null)
                await act(page);
            await Camera.TakeAsync(page, name);
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
        {
            Faults.Add($"{Words.Language}/{name}: {fault.Message}");
        }
    }

    /// <summary>The administrator's window.</summary>
    public Task<Visit> AdministratorAsync() => WindowAsync(TestHost.AdminEmail, TestHost.AdminPassword);

    /// <summary>The window of one of the sample's people, signed up on the first visit.</summary>
    public async Task<Visit> PersonAsync(string email, bool phone = false)
    {
        await IdAsync(email);
        return await WindowAsync(email, Password, phone);
    }

    public async Task<long> IdAsync(string email)
    {
        if (_people.TryGetValue(email, out var known))
            return known;
        var id = (await RecordAsync("user", "email", email)).GetProperty("id").GetInt64();
        using var person = Host.Anonymous();
        (await person.PostAsync($"/api/invitations/{await Site.InviteAsync(Admin, id)}", new { password = Password })).Must(HttpStatusCode.OK);
        return _people[email] = id;
    }

    /// <summary>The first record whose member has that value, in the order asked for.</summary>
    public async Task<JsonElement> RecordAsync(string form, string member, object value, string sort = "id") =>
        await FirstAsync(form, new { member, @operator = "equals", values = new[] { value } }, sort);

    public async Task<JsonElement> FirstAsync(string form, object filter, string sort = "id") =>
        (await Admin.GetAsync($"/api/forms/{form}/records?limit=1&sort={sort}&filter={Uri.EscapeDataString(JsonSerializer.Serialize(filter))}")).Must(HttpStatusCode.OK).Json.GetProperty("items")[0];

    /// <summary>A window on another host, or with nobody signed in (""). A desk of 1440 points is pictured 1200 wide.</summary>
    public Task<Visit> WindowAsync(string email, string password, bool phone = false, HostProcess? host = null) =>
        _site.VisitAsync(email, password, Words.IsChinese ? "zh" : "en", phone ? 390 : 1440, phone ? 780 : 900, touch: phone, host: host ?? Host, scale: phone ? 1 : 1200f / 1440);

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
