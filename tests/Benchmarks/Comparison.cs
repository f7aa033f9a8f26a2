using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Testing;

namespace NoCodeCrm.Benchmarks;

/// <summary>Runs the same rounds against the product and the floor in turn and prints medians and ratios. Figures are read by people, never asserted.</summary>
internal static class Comparison
{
    private const int Rounds = 5;
    private const int Clients = 16;

    public static async Task RunAsync(string[] args)
    {
        var seconds = args is ["--seconds", var told] ? double.Parse(told, CultureInfo.InvariantCulture) : 3;
        var directory = Directory.CreateTempSubdirectory("nocodecrm-bench-").FullName;
        var started = Stopwatch.StartNew();
        await using var product = await HostProcess.StartAsync(directory, ("Setup__Template", "none"));
        Console.WriteLine($"start to first answer, fresh database: {started.Elapsed.TotalSeconds:0.00} s");
        using var floor = StartFloor(Path.Combine(directory, "floor.db"), out var floorAddress);
        using var a = await ProductClientAsync(product);
        using var b = new HttpClient { BaseAddress = floorAddress };
        await WaitAsync(b);
        var (ours, theirs) = (new Side(a, product.Id), new Side(b, floor.Id));

        await CompareAsync("create, 20 fields, 16 clients", seconds, ours, "/api/forms/bench/records", theirs, "/records", seed => Row.Make(seed));
        await LevelAsync(a, b, (ofProduct, ofFloor) => Console.WriteLine($"rows after topping up: product {ofProduct}, floor {ofFloor}"));
        var filter = Uri.EscapeDataString("""{"member":"phase","operator":"equals","values":["proposal"]}""");
        await CompareAsync("page of 50, filtered and sorted", seconds, ours, $"/api/forms/bench/records?filter={filter}&sort=-amount&limit=50", theirs, "/records?phase=proposal", null);
        var query = new { source = "bench", measures = new object[] { new { id = "sum", agg = "sum", field = "amount" }, new { id = "n", agg = "count" } }, timeDimensions = new[] { new { id = "m", field = "expected_close", granularity = "month" } } };
        await CompareAsync("sum and count by month", seconds, ours, "/api/reports/query", theirs, "/by-month", _ => query, floorBody: false);
        Console.WriteLine($"memory after the load: product {Memory(product.Id)} MiB, floor {Memory(floor.Id)} MiB");
        floor.Kill();
        await product.KillAsync();
        Directory.Delete(directory, recursive: true);
    }

    // Rates and processor time per request; the latter holds still when others use the machine too.
    private static async Task CompareAsync(string name, double seconds, Side a, string productPath, Side b, string floorPath, Func<int, object>? body, bool floorBody = true)
    {
        var (ours, theirs, ratios, cpu) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (product, productCpu) = await a.MeasureAsync(() => LoadAsync(a.Http, productPath, body, seconds, round));
            var (floor, floorCpu) = await b.MeasureAsync(() => LoadAsync(b.Http, floorPath, floorBody ? body : null, seconds, round));
            if (round == 0)
                continue; // warm-up
            ours.Add(product);
            theirs.Add(floor);
            ratios.Add(product / floor);
            cpu.Add(productCpu / floorCpu);
        }
        Console.WriteLine($"{name,-36} product {Median(ours),8:0} /s   floor {Median(theirs),8:0} /s   ratio {Median(ratios):0.00}  ({ratios.Min():0.00}–{ratios.Max():0.00})   processor time per request {Median(cpu):0.00} x  ({cpu.Min():0.00}–{cpu.Max():0.00})");
    }

    /// <summary>One of the two servers.</summary>
    private sealed record Side(HttpClient Http, int Process)
    {
        /// <summary>Requests per second of a round, and seconds of processor time per request.</summary>
        public async Task<(double Rate, double Cpu)> MeasureAsync(Func<Task<(int Done, double Seconds)>> round)
        {
            var before = Used();
            var (done, seconds) = await round();
            return (done / seconds, (Used() - before).TotalSeconds / done);
        }

        private TimeSpan Used() => System.Diagnostics.Process.GetProcessById(Process).TotalProcessorTime;
    }

    // Reads are compared over equally many rows.
    private static async Task LevelAsync(HttpClient a, HttpClient b, Action<long, long> tell)
    {
        var (ours, theirs) = (await CountAsync(a, "/api/forms/bench/records?limit=1&count=true", "total"), await CountAsync(b, "/count", "total"));
        var target = Math.Max(Math.Max(ours, theirs), 10_000);
        await CreateAsync(a, "/api/forms/bench/records", target - ours);
        await CreateAsync(b, "/records", target - theirs);
        tell(target, target);
    }

    private static async Task<long> CountAsync(HttpClient http, string path, string name) =>
        (await http.GetFromJsonAsync<JsonElement>(path)).GetProperty(name).GetInt64();

    private static Task CreateAsync(HttpClient http, string path, long count) =>
        Parallel.ForAsync(0L, count, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, ct) =>
        {
            using var answer = await http.PostAsJsonAsync(path, Row.Make((int)(900_000_000 + i)), ct);
            answer.EnsureSuccessStatusCode();
        });

    private static async Task<(int Done, double Seconds)> LoadAsync(HttpClient http, string path, Func<int, object>? body, double seconds, int round)
    {
        var done = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            for (var i = 0; clock.Elapsed.TotalSeconds < seconds; i++)
            {
                using var content = body is null ? null : new StringContent(JsonSerializer.Serialize(body((round * 1_000_000) + (client * 50_000) + i)), Encoding.UTF8, "application/json");
                using var answer = body is null ? await http.GetAsync(path) : await http.PostAsync(path, content);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                Interlocked.Increment(ref done);
            }
        }));
        return (done, clock.Elapsed.TotalSeconds);
    }

    private static async Task<HttpClient> ProductClientAsync(HostProcess product)
    {
        using var admin = await product.AdministratorAsync();
        (await admin.PutAsync("/api/forms/bench", Row.Form())).Must(System.Net.HttpStatusCode.Created);
        var token = (await admin.PostAsync("/api/tokens", new { name = "bench" })).Json.GetProperty("token").GetString();
        var http = new HttpClient { BaseAddress = product.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static Process StartFloor(string path, out Uri address)
    {
        address = new Uri("http://localhost:5199");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var argument in new[] { Environment.GetCommandLineArgs()[0], "--floor", path, address.ToString() })
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task WaitAsync(HttpClient http)
    {
        for (var i = 0; i < 200; i++)
        {
            try
            {
                (await http.GetAsync("/health/ready")).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }
        throw new InvalidOperationException("The floor did not come up.");
    }

    private static long Memory(int process) => Process.GetProcessById(process).WorkingSet64 / 1024 / 1024;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
