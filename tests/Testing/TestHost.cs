using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace NoCodeCrm.Testing;

/// <summary>The whole product in this process over a real database of its own, set up with the shipped template and an administrator.</summary>
public sealed class TestHost : IAsyncDisposable
{
    public const string AdminEmail = "ada@example.com";
    public const string AdminPassword = "correct horse battery";
    private readonly WebApplicationFactory<Program> _factory;
    private readonly string _directory;

    private TestHost(WebApplicationFactory<Program> factory, string directory)
    {
        _factory = factory;
        _directory = directory;
    }

    public IServiceProvider Services => _factory.Services;

    /// <summary>Speaks to the host without a socket; for clients that bring their own pipeline.</summary>
    public HttpMessageHandler Handler() => _factory.Server.CreateHandler();

    /// <summary>A web socket to the host.</summary>
    public Task<System.Net.WebSockets.WebSocket> WebSocketAsync(Uri address, string cookie, CancellationToken ct)
    {
        var client = _factory.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Cookie = cookie;
        return client.ConnectAsync(address, ct);
    }

    /// <summary>A host on a fresh SQLite file.</summary>
    public static Task<TestHost> OnSqliteAsync(params (string Key, string Value)[] settings) => StartAsync([("Database:Provider", "Sqlite"), .. settings]);

    /// <summary>A host on a fresh PostgreSQL database; null when NOCODECRM_TEST_PG names no server.</summary>
    public static async Task<TestHost?> OnPostgreSqlAsync(params (string Key, string Value)[] settings) =>
        await CreateDatabaseAsync() is { } own ? await StartAsync([("Database:Provider", "PostgreSql"), ("ConnectionStrings:Default", own), .. settings]) : null;

    /// <summary>The connection string of a fresh PostgreSQL database; null when NOCODECRM_TEST_PG names no server.</summary>
    internal static async Task<string?> CreateDatabaseAsync()
    {
        if (Environment.GetEnvironmentVariable("NOCODECRM_TEST_PG") is not { Length: > 0 } server)
            return null;
        var name = "nc_" + Guid.NewGuid().ToString("N")[..16];
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    /// <summary>A host on a fresh database that goes by another clock; null when there is no server for it.</summary>
    public static async Task<TestHost?> WithClockAsync(string database, FakeClock clock, params (string Key, string Value)[] settings) => database == "SQLite"
        ? await StartAsync([("Database:Provider", "Sqlite"), .. settings], clock)
        : await CreateDatabaseAsync() is { } own ? await StartAsync([("Database:Provider", "PostgreSql"), ("ConnectionStrings:Default", own), .. settings], clock) : null;

    private static Task<TestHost> StartAsync(IReadOnlyList<(string Key, string Value)> settings, FakeClock? clock = null)
    {
        var directory = Directory.CreateTempSubdirectory("nocodecrm-test-").FullName;
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Data:Directory", directory);
            builder.UseSetting("Setup:AdminEmail", AdminEmail);
            builder.UseSetting("Setup:AdminPassword", AdminPassword);
            builder.UseSetting("Setup:AdminName", "Ada Admin");
            builder.UseSetting("Setup:Language", "en");
            builder.UseSetting("Setup:TimeZone", "Asia/Shanghai");
            builder.UseSetting("Serilog:MinimumLevel:Default", "Error");
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            if (clock is not null)
                builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock));
        });
        _ = factory.Server; // starts it
        return Task.FromResult(new TestHost(factory, directory));
    }

    /// <summary>A client without a session.</summary>
    public ApiClient Anonymous() => new(_factory.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = true, AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost:5080") }));

    public async Task<ApiClient> AdministratorAsync() => await SignInAsync(AdminEmail, AdminPassword);

    public async Task<ApiClient> SignInAsync(string email, string password)
    {
        var client = Anonymous();
        await client.SignInAsync(email, password);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
