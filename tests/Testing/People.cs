using System.Net;

namespace NoCodeCrm.Testing;

/// <summary>People for scenarios about rights.</summary>
public static class People
{
    /// <summary>Creates a person with roles, accepts their invitation and answers their signed-in client.</summary>
    public static async Task<ApiClient> JoinAsync(this TestHost host, ApiClient administrator, string name, string[] roles, long? manager = null, long? team = null)
    {
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}.{Guid.NewGuid().ToString("N")[..8]}@example.com";
        var user = (await administrator.PostAsync("/api/forms/user/records", new { name, email, manager, team, active = true })).Must(HttpStatusCode.Created);
        (await administrator.PutAsync($"/api/users/{user.Id}/roles", new { roles })).Must(HttpStatusCode.NoContent);
        var invitation = (await administrator.PostAsync($"/api/users/{user.Id}/invite")).Must(HttpStatusCode.OK);
        var token = invitation.Json.GetProperty("url").GetString()!.Split('/')[^1];
        var client = host.Anonymous();
        client.Adopt((await client.PostAsync($"/api/invitations/{token}", new { password = "a long enough secret" })).Must(HttpStatusCode.OK));
        return client;
    }

    /// <summary>An opportunity at the first stage with everything it needs there; members override.</summary>
    public static async Task<Answer> OpportunityAsync(this ApiClient client, string name, object? more = null)
    {
        var account = (await client.PostAsync("/api/forms/account/records", new { name = name + " Ltd" })).Must(HttpStatusCode.Created).Id;
        var contact = (await client.PostAsync("/api/forms/contact/records", new { name = "Kim", account })).Must(HttpStatusCode.Created).Id;
        var body = new Dictionary<string, object?>
        {
            ["name"] = name,
            ["account"] = account,
            ["decision_maker"] = contact,
            ["amount"] = 120000.5m,
            ["expected_close"] = "2027-03-31",
            ["pain_points"] = "Slow quotes",
            ["intent"] = "clear",
            ["budget"] = "approved",
            ["authority"] = "decides",
        };
        foreach (var property in more?.GetType().GetProperties() ?? [])
            body[property.Name] = property.GetValue(more);
        return (await client.PostAsync("/api/forms/opportunity/records", body)).Must(HttpStatusCode.Created);
    }
}
