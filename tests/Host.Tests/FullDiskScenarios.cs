using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Host.Tests;

/// <summary>A full disk refuses what would write, loses nothing that was acknowledged, and is forgotten once there is room again.</summary>
public sealed class FullDiskScenarios
{
    [Fact]
    public async Task A_full_disk_is_a_503_in_the_callers_language_and_nothing_is_half_done()
    {
        using var volume = SmallVolume.Mount(megabytes: 24);
        Assert.SkipWhen(volume is null, "This process may not mount a small volume (root on Linux may).");
        await using var host = await HostProcess.StartAsync(volume.Directory);
        using var admin = await host.AdministratorAsync();
        (await admin.PatchAsync("/api/me", new { locale = "zh-CN" }, null)).Must(HttpStatusCode.OK);
        var account = (await admin.PostAsync("/api/forms/account/records", new { name = "Before" })).Must(HttpStatusCode.Created);
        var attach = $"/api/forms/account/records/{account.Id}/files";
        volume.Fill();

        // The log of the database may have room for some more; each of those must be there afterwards.
        var acknowledged = new List<string>();
        var refusal = await UntilRefusedAsync(admin, acknowledged);
        Assert.Equal(("storage.full", "服务器空间已满，未做任何修改，请联系管理员。"), (refusal.Json.GetProperty("code").GetString(), refusal.Json.GetProperty("title").GetString()));
        Assert.Equal("application/problem+json", refusal.ContentHeaders.ContentType?.MediaType);
        (await admin.PatchAsync($"/api/forms/account/records/{account.Id}", new { note = new string('x', 20_000) }, account.Version)).Must(HttpStatusCode.ServiceUnavailable);
        (await admin.UploadAsync(attach, new byte[200_000], "a.bin")).Must(HttpStatusCode.ServiceUnavailable);
        (await admin.UploadAsync("/api/forms/account/import", Rows(5_000), "rows.csv", ("mapping", Mapping))).Must(HttpStatusCode.ServiceUnavailable);
        (await admin.PostAsync("/api/forms/account/records/" + account.Id + "/comments", new { text = new string('x', 900) })).Must(HttpStatusCode.ServiceUnavailable);

        // Reading goes on, and shows what was acknowledged and nothing else.
        Assert.Equal(acknowledged.Append("Before").Order(StringComparer.Ordinal), await NamesAsync(admin));
        var same = (await admin.GetAsync($"/api/forms/account/records/{account.Id}")).Must(HttpStatusCode.OK);
        Assert.Equal(account.Version, same.Version);
        Assert.Empty(Directory.EnumerateFiles(volume.Directory, "*.csv", SearchOption.AllDirectories));

        volume.Free();
        (await admin.PostAsync("/api/forms/account/records", new { name = "After" })).Must(HttpStatusCode.Created);
        (await admin.UploadAsync(attach, new byte[200_000], "a.bin")).Must(HttpStatusCode.Created);
        Assert.Equal(acknowledged.Concat(["After", "Before"]).Order(StringComparer.Ordinal), await NamesAsync(admin));
    }

    [Fact]
    public async Task An_import_that_fills_the_disk_ends_with_that_reason_and_keeps_the_rows_it_counted()
    {
        using var volume = SmallVolume.Mount(megabytes: 24);
        Assert.SkipWhen(volume is null, "This process may not mount a small volume (root on Linux may).");
        await using var host = await HostProcess.StartAsync(volume.Directory);
        using var admin = await host.AdministratorAsync();
        volume.Fill(left: 3_000_000);
        var id = (await admin.UploadAsync("/api/forms/account/import", Rows(6_000), "rows.csv", ("mapping", Mapping))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        // Its end is written when there is room for it: until then the job stands still.
        var (still, before) = (0, "");
        await Wait.UntilAsync(
            async () =>
            {
                var job = (await admin.GetAsync($"/api/jobs/{id}")).Must(HttpStatusCode.OK);
                (still, before) = (job.Text == before ? still + 1 : 0, job.Text);
                return job.Json.GetProperty("state").GetString();
            },
            state => state == "failed" || (state == "running" && still >= 60));
        volume.Free();
        var job = await admin.JobAsync(id);
        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Equal("The server has no space left. Nothing was changed; tell your administrator.", job.GetProperty("problem").GetString());
        var total = (await admin.GetAsync("/api/forms/account/records?limit=1&count=true")).Json.GetProperty("total").GetInt32();
        Assert.Equal(job.GetProperty("created").GetInt32(), total);
        Assert.True(total < 6_000, "The disk was not full.");
        var again = (await admin.UploadAsync("/api/forms/account/import", Rows(2_000), "rows.csv", ("mapping", Mapping))).Must(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!;
        Assert.Equal("succeeded", (await admin.JobAsync(again)).GetProperty("state").GetString());
    }

    private static string Mapping => JsonSerializer.Serialize(new { mode = "upsert", key = new[] { "name" }, columns = new object[] { new { column = "name", field = "name" }, new { column = "note", field = "note" } } });

    private static byte[] Rows(int count)
    {
        var file = new StringBuilder("name,note\n");
        for (var i = 0; i < count; i++)
            file.Append($"Row {i:00000},{new string('n', 300)}\n");
        return Encoding.UTF8.GetBytes(file.ToString());
    }

    private static async Task<Answer> UntilRefusedAsync(ApiClient client, List<string> acknowledged)
    {
        for (var i = 0; i < 5_000; i++)
        {
            var answer = await client.PostAsync("/api/forms/account/records", new { name = $"Full {i}", note = new string('x', 5_000) });
            if (answer.Status != HttpStatusCode.Created)
                return answer.Must(HttpStatusCode.ServiceUnavailable);
            acknowledged.Add($"Full {i}");
        }
        throw new InvalidOperationException("The disk never filled.");
    }

    private static async Task<IEnumerable<string>> NamesAsync(ApiClient client)
    {
        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await client.GetAsync($"/api/forms/account/records?limit=500&fields=name{(cursor is null ? "" : "&cursor=" + cursor)}")).Must(HttpStatusCode.OK).Json;
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("name").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return names.Order(StringComparer.Ordinal);
    }
}
