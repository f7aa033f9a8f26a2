using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace NoCodeCrm.Host.Tests;

/// <summary>What was acknowledged is there when the process is stopped, and nobody else writes beside it.</summary>
public sealed class DurabilityScenarios
{
    [Fact]
    public async Task Stopping_under_load_loses_no_acknowledged_write_and_takes_less_than_20_seconds()
    {
        var directory = Directory.CreateTempSubdirectory("nocodecrm-term-").FullName;
        var acknowledged = new ConcurrentDictionary<long, string>();
        await using (var host = await HostProcess.StartAsync(directory))
        {
            using var admin = await host.AdministratorAsync();
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 8).Select(w => WriteAsync(admin, $"t{w}", acknowledged, stop.Token)).ToList();
            await Wait.UntilAsync(() => Task.FromResult(acknowledged.Count), count => count > 20);
            var took = await host.TerminateAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            Assert.True(took < TimeSpan.FromSeconds(20), $"It took {took.TotalSeconds:F1} s.");
        }
        await using var last = await HostProcess.StartAsync(directory);
        using var reader = await last.AdministratorAsync();
        foreach (var chunk in acknowledged.Chunk(100))
        {
            var filter = Uri.EscapeDataString(System.Text.Json.JsonSerializer.Serialize(new { member = "id", @operator = "in", values = chunk.Select(a => a.Key) }));
            var page = (await reader.GetAsync($"/api/forms/account/records?limit=500&fields=name&filter={filter}")).Must(HttpStatusCode.OK).Json.GetProperty("items");
            Assert.Equal(chunk.Select(a => a.Value).Order(StringComparer.Ordinal), page.EnumerateArray().Select(r => r.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        }
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_second_process_on_one_database_refuses_to_start_and_says_why()
    {
        var directory = Directory.CreateTempSubdirectory("nocodecrm-twice-").FullName;
        await using (await HostProcess.StartAsync(directory))
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartAsync(directory));
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled exception", refusal.Message, StringComparison.Ordinal);
        }
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Whoever_does_not_hold_the_lock_leaves_the_tables_as_they_are()
    {
        var directory = Directory.CreateTempSubdirectory("nocodecrm-locked-").FullName;
        var path = Path.Combine(directory, "nocodecrm.db");
        await using (new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartAsync(directory));
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
            await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync();
            await using var ask = connection.CreateCommand();
            ask.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            Assert.Equal(0L, await ask.ExecuteScalarAsync());
        }
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Of_two_processes_that_start_at_once_on_one_database_one_comes_up_and_the_other_says_why_not()
    {
        var directory = Directory.CreateTempSubdirectory("nocodecrm-both-").FullName;
        var starts = new[] { HostProcess.StartAsync(directory), HostProcess.StartAsync(directory) };
        await Task.WhenAll(starts.Select(s => s.ContinueWith(_ => { }, TaskScheduler.Default)));
        var refusal = Assert.Single(starts, s => s.IsFaulted).Exception!.InnerException!.Message;
        Assert.Contains("in use by another process", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", refusal, StringComparison.Ordinal);
        await using (var host = await Assert.Single(starts, s => s.IsCompletedSuccessfully))
        using (var admin = await host.AdministratorAsync())
            (await admin.GetAsync("/api/forms")).Must(HttpStatusCode.OK);
        Directory.Delete(directory, recursive: true);
    }

    private static async Task WriteAsync(ApiClient client, string tag, ConcurrentDictionary<long, string> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var answer = await client.PostAsync("/api/forms/account/records", new { name = $"{tag}-{i}" });
                if (answer.Status == HttpStatusCode.Created)
                    acknowledged[answer.Id] = $"{tag}-{i}";
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                return; // the process is gone; this write was not acknowledged
            }
        }
    }
}
