using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace NoCodeCrm.Host.Tests;

/// <summary>What holds for every endpoint there is, found by asking the router.</summary>
public sealed class EndpointFacts
{
    // Reviewed one by one: each is of use before there is a session, or is the client itself.
    private static readonly string[] Anonymous =
    [
        "GET /api/invitations/{token}",
        "GET /api/setup",
        "GET /health/live",
        "GET /health/ready",
        "POST /api/invitations/{token}",
        "POST /api/session",
        "POST /api/setup",
        "{*path:nonfile}",
    ];

    // Listens only; its negotiation changes nothing.
    private static readonly string[] WithoutCsrf = ["/api/hub", "/api/hub/negotiate"];

    [Fact]
    public async Task Only_the_reviewed_endpoints_are_open_to_anybody()
    {
        var open = (await EndpointsAsync()).Where(e => e.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => e.Name);
        Assert.Equal(Anonymous.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_other_endpoint_answers_401_without_a_session()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var nobody = host.Anonymous();
        foreach (var (name, method, path, _) in (await EndpointsAsync()).Where(e => !Anonymous.Contains(e.Name)))
            Assert.True((await nobody.SendAsync(method, path, Body(method))).Status == HttpStatusCode.Unauthorized, name);
    }

    [Fact]
    public async Task Every_unsafe_endpoint_refuses_a_cookie_without_its_token()
    {
        var host = await Hosts.GetAsync("SQLite");
        using var admin = await host.AdministratorAsync();
        admin.WithoutCsrf();
        var probed = 0;
        foreach (var (name, method, path, endpoint) in (await EndpointsAsync()).Where(e => e.Method != HttpMethod.Get && e.Method != HttpMethod.Options && !WithoutCsrf.Contains(e.Path)))
        {
            var answer = await admin.SendAsync(method, path, Body(method));
            Assert.True(answer.Status == HttpStatusCode.Forbidden && answer.Json.GetProperty("code").GetString() == "csrf", $"{name}: {answer.Status}");
            probed++;
        }
        Assert.True(probed > 25, $"Only {probed} were probed.");
        (await admin.GetAsync("/api/session")).Must(HttpStatusCode.OK);
    }

    private static object? Body(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Delete ? null : "{}";

    private static async Task<List<(string Name, HttpMethod Method, string Path, RouteEndpoint Endpoint)>> EndpointsAsync()
    {
        var host = await Hosts.GetAsync("SQLite");
        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Distinct();
        var found = new List<(string, HttpMethod, string, RouteEndpoint)>();
        foreach (var endpoint in endpoints)
        {
            var pattern = endpoint.RoutePattern.RawText!;
            var path = Regex.Replace(pattern, @"\{[^}]*\}", "1", RegexOptions.None, TimeSpan.FromSeconds(1));
            path = path.StartsWith('/') ? path : "/" + path;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [""])
                found.Add(($"{method} {pattern}".Trim(), new HttpMethod(method.Length > 0 ? method : "GET"), path.TrimEnd('/'), endpoint));
        }
        Assert.True(found.Count > 50, $"Only {found.Count} endpoints were found.");
        return found;
    }
}
