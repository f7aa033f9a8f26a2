using System.Text.RegularExpressions;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>Somebody who must not hear some canaries: whatever they ask is listened to, and which endpoint it was is noted.</summary>
internal sealed partial class CanaryAsker(string who, ApiClient client, IReadOnlyList<(string Text, string Where)> canaries, CanaryEar ear)
{
    private readonly HashSet<string> _asked = [];

    /// <summary>What was asked, as <c>METHOD /path</c> without queries.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public long UserId => client.UserId;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body = null, long? version = null, params string[] sent) => SendAsync(HttpMethod.Post, path, body, version, sent);

    public Task<Answer> PatchAsync(string path, object body, long? version, params string[] sent) => SendAsync(HttpMethod.Patch, path, body, version, sent);

    public Task<Answer> PutAsync(string path, object body, long? version = null, params string[] sent) => SendAsync(HttpMethod.Put, path, body, version, sent);

    public Task<Answer> DeleteAsync(string path, long? version = null) => SendAsync(HttpMethod.Delete, path, null, version);

    public async Task<Answer> UploadAsync(string path, byte[] file, string name, params (string Name, string Value)[] parts) =>
        Hear("POST", path, "", await client.UploadAsync(path, file, name, parts));

    /// <summary>What has come of a job, once it has ended.</summary>
    public async Task JobAsync(string id)
    {
        await client.JobAsync(id);
        await GetAsync($"/api/jobs/{id}");
        await GetAsync($"/api/jobs/{id}/result");
    }

    /// <param name="sent">Canaries that they say themselves and may hear again.</param>
    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, long? version = null, params string[] sent) =>
        Hear(method.Method, path, System.Text.Json.JsonSerializer.Serialize(body), await client.SendAsync(method, path, body, version), sent);

    private Answer Hear(string method, string path, string body, Answer answer, params string[] sent)
    {
        _asked.Add($"{method} {path.Split('?')[0]}");
        ear.To(canaries, who, $"{method} {path} {(body.Length > 200 ? body[..200] : body)}", answer, sent);
        return answer;
    }

    /// <summary>Those of the endpoints that none of these have asked.</summary>
    public static IReadOnlyList<string> Unasked(IEnumerable<string> endpoints, params IEnumerable<CanaryAsker> askers)
    {
        var asked = askers.SelectMany(a => a.Asked).ToHashSet();
        return [.. endpoints.Where(e => !asked.Any(Pattern(e).IsMatch))];
    }

    private static Regex Pattern(string endpoint) => new($"^{Place().Replace(endpoint, "[^/]+")}$", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
