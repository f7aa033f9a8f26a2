using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Testing;

/// <summary>Speaks the HTTP contract as a browser does: cookie, CSRF token, versions.</summary>
public sealed class ApiClient(HttpClient http) : IDisposable
{
    private string? _csrf;

    public HttpClient Http { get; } = http;
    public long UserId { get; private set; }

    /// <summary>What other clients must carry to act in this session.</summary>
    public string Cookie { get; private set; } = "";
    public string? Csrf => _csrf;

    public async Task SignInAsync(string email, string password)
    {
        var answer = await PostAsync("/api/session", new { email, password });
        answer.Must(HttpStatusCode.OK);
        Adopt(answer);
    }

    /// <summary>Goes on with the session that an answer has started.</summary>
    public void Adopt(Answer session)
    {
        _csrf = session.Json.GetProperty("csrfToken").GetString();
        UserId = session.Json.GetProperty("user").GetProperty("id").GetInt64();
    }

    public void WithoutCsrf() => _csrf = null;

    /// <summary>Goes on by a token, which does not end as a session does.</summary>
    public async Task UseTokenAsync()
    {
        var token = (await PostAsync("/api/tokens", new { name = "test" })).Json.GetProperty("token").GetString();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body = null, long? version = null, string? key = null) => SendAsync(HttpMethod.Post, path, body, version, key);

    public Task<Answer> PatchAsync(string path, object body, long? version, string? key = null) => SendAsync(HttpMethod.Patch, path, body, version, key);

    public Task<Answer> PutAsync(string path, object body, long? version = null) => SendAsync(HttpMethod.Put, path, body, version);

    public Task<Answer> DeleteAsync(string path, long? version = null) => SendAsync(HttpMethod.Delete, path, null, version);

    /// <summary>Sends a file, with further text parts.</summary>
    public Task<Answer> UploadAsync(string path, byte[] file, string name, params (string Name, string Value)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (part, value) in parts)
            form.Add(new StringContent(value), part);
        form.Add(new ByteArrayContent(file), "file", name);
        return SendAsync(HttpMethod.Post, path, form);
    }

    /// <summary>A job once it has ended.</summary>
    public Task<JsonElement> JobAsync(string id) =>
        Wait.UntilAsync(async () => (await GetAsync($"/api/jobs/{id}")).Must(HttpStatusCode.OK).Json, job => job.GetProperty("state").GetString() is not ("queued" or "running"));

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, long? version = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        if (_csrf is not null)
            request.Headers.Add("X-CSRF-TOKEN", _csrf);
        if (version is { } expected)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{expected}\""));
        else if (method == HttpMethod.Put)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await Http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            Cookie = cookies.First().Split(';')[0];
        return new Answer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers);
    }

    public void Dispose() => Http.Dispose();
}

/// <summary>An answer, read whole.</summary>
public sealed record Answer(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public long Id => Json.GetProperty("id").GetInt64();

    public long Version => Json.GetProperty("version").GetInt64();

    /// <summary>The <c>path code</c> pairs of a problem document, in order of path.</summary>
    public IReadOnlyList<string> Faults => [.. Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("path").GetString()} {e.GetProperty("code").GetString()}").Order(StringComparer.Ordinal)];

    /// <summary>What a fault of a problem document says to people.</summary>
    public string Message(int fault) => Json.GetProperty("errors")[fault].GetProperty("message").GetString()!;

    public Answer Must(HttpStatusCode status) => Status == status ? this : throw new Xunit.Sdk.XunitException($"Expected {status}, got {Status}: {(Text.Length > 2_000 ? Text[..2_000] : Text)}");
}
