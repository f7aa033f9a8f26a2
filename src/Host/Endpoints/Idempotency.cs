using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// Runs a write for an endpoint. With an <c>Idempotency-Key</c> the answer is stored in the same transaction and given
/// again to the same request for 24 hours; another body under the key is a 422, one still in flight a 409.
/// </summary>
internal sealed class Idempotency(UnitOfWork work, ProblemMapper problems, ClockSource clock)
{
    private const int MaxKey = 200;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<(long, string), bool> _inFlight = new();

    public async Task<IResult> RunAsync(HttpContext http, Func<CommandScope, Task<ApiAnswer>> command)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
            return await work.ExecuteAsync(command, http.RequestAborted);
        if (key.Length > MaxKey)
            throw ValidationException.BadRequest("", "idempotency.key");
        var actor = http.Person().Id;
        var hash = await HashAsync(http);
        if (!_inFlight.TryAdd((actor, key), true))
            throw new ConflictException("idempotency.in_flight", new Problem("", "idempotency.in_flight"));
        try
        {
            return await work.ExecuteAsync(scope => RunOnceAsync(scope, actor, key, hash, command), http.RequestAborted);
        }
        catch (DomainException e) when (ProblemMapper.Describe(e).Status < 500)
        {
            // A refusal is an answer too: the same request gets the same one. What the server could not do may be tried again.
            var refusal = await RefusalAsync(http, e);
            return await work.ExecuteAsync(scope => RunOnceAsync(scope, actor, key, hash, _ => Task.FromResult(refusal)), http.RequestAborted);
        }
        finally
        {
            _inFlight.TryRemove((actor, key), out _);
        }
    }

    private async Task<ApiAnswer> RunOnceAsync(CommandScope scope, long actor, string key, string hash, Func<CommandScope, Task<ApiAnswer>> command)
    {
        var oldest = clock.Now - Life;
        var stored = await scope.Db.Responses.AsNoTracking().FirstOrDefaultAsync(r => r.Actor == actor && r.Key == key);
        if (stored is not null && stored.At >= oldest)
            return stored.RequestHash == hash ? Replay(stored) : throw ValidationException.Refused(new Problem("", "idempotency.other_request"));
        if (stored is not null)
            await scope.Db.Responses.Where(r => r.Actor == actor && r.Key == key).ExecuteDeleteAsync();
        var answer = await command(scope);
        scope.Db.Responses.Add(new StoredResponse
        {
            Actor = actor,
            Key = key,
            RequestHash = hash,
            Status = answer.Status,
            Headers = $"{answer.Version?.ToString(CultureInfo.InvariantCulture)}\n{answer.Location}\n{answer.ContentType}",
            Body = Encoding.UTF8.GetString(answer.Kept ?? answer.Body),
            At = clock.Now,
        });
        await scope.Db.SaveChangesAsync();
        return answer;
    }

    private async Task<ApiAnswer> RefusalAsync(HttpContext http, DomainException exception)
    {
        var (status, body) = await problems.AnswerAsync(http, exception, http.RequestAborted);
        return new ApiAnswer(status, body, ProblemMapper.ContentType);
    }

    private static ApiAnswer Replay(StoredResponse stored)
    {
        var parts = stored.Headers.Split('\n');
        return new ApiAnswer(stored.Status, Encoding.UTF8.GetBytes(stored.Body), parts[2])
        {
            Version = long.TryParse(parts[0], out var version) ? version : null,
            Location = parts[1].Length > 0 ? parts[1] : null,
        };
    }

    private static async Task<string> HashAsync(HttpContext http)
    {
        // A file's bytes are not held in memory for a digest: its length stands for them.
        var body = http.Request.HasFormContentType ? Encoding.UTF8.GetBytes($"{http.Request.ContentLength}") : await http.BodyAsync();
        var head = Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {http.Request.Headers.IfMatch}\n");
        return Convert.ToHexStringLower(SHA256.HashData([.. head, .. body]));
    }
}
