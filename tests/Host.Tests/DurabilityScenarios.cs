using System.Collections.Concurrent;

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
            await Task.Delay(800);
            var took = await host.TerminateAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            Assert.True(took < TimeSpan.FromSeconds(20), $"It took {took.TotalSeconds:F1} s.");
        }
        Assert.True(acknowledged.Count > 20, $"Only {acknowledged.Count} writes were acknowledged: too few to prove anything.");
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
