using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>What is answered to writes that must not succeed, and to those that do: verdicts, refusals, conflicts and results of imports.</summary>
internal static class CanaryWrites
{
    /// <summary>Of records that are hidden from who asks.</summary>
    public static async Task AsRepAsync(CanaryWorld world, IReadOnlyList<(string Text, string Where)> hidden, CanaryAsker rep)
    {
        foreach (var (form, id) in world.Hidden)
        {
            var path = $"/api/forms/{form}/records/{id}";
            await rep.PatchAsync(path, new { owner = rep.UserId }, 1);
            await rep.PatchAsync(path, new { owner = rep.UserId }, 77);
            await rep.DeleteAsync(path, 1);
            await rep.PostAsync(path + "/restore", null, 1);
            await rep.PostAsync(path + "/comments", new { text = "x" });
            await rep.PutAsync(path + "/follow", new { });
            await rep.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { id }, patch = new { } });
            await rep.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { id }, delete = true });
        }
        await rep.PostAsync($"/api/forms/opportunity/records/{world.Hidden["opportunity"]}/move", new { to = "lost" }, 1);
        foreach (var form in new[] { "activity", "task" })
            await rep.PostAsync($"/api/forms/{form}/records", new { title = "x", subject = "x", type = "note", record = new { form = "opportunity", id = world.Hidden["opportunity"] } });
        await rep.PostAsync("/api/forms/case/records", new { title = "x", opportunity = world.Hidden["opportunity"] });
        // The same unique value as a hidden record: that it is taken is told, of what is not.
        var taken = hidden.Single(c => c.Where == "hidden opportunity external id").Text;
        await rep.PatchAsync($"/api/forms/opportunity/records/{world.Visible["opportunity"]}", new { external_id = taken }, 2, taken);
    }

    /// <summary>Of records that who asks sees without some of their fields.</summary>
    public static async Task AsLimitedAsync(CanaryWorld world, CanaryAsker limited)
    {
        foreach (var (form, id) in world.Visible)
        {
            var path = $"/api/forms/{form}/records/{id}";
            var version = (await limited.GetAsync(path)).Must(HttpStatusCode.OK).Version;
            await limited.PatchAsync(path, form == "opportunity" ? new { next_step = "Call soon" } : (object)new { name = "Visible again" }, version);
            await limited.PatchAsync(path, new { name = "Visible still" }, version);
            await limited.PatchAsync(path, CanaryWorld.Limits[form].Keys.ToDictionary(k => k, _ => (object?)null), version + 1);
            await limited.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { id }, patch = new { name = "Visible again" } });
            await limited.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { 987654321 }, delete = true });
        }
        var deal = $"/api/forms/opportunity/records/{world.Visible["opportunity"]}";
        var at = (await limited.GetAsync(deal)).Must(HttpStatusCode.OK).Version;
        await limited.PostAsync(deal + "/move", new { to = "lost", fields = new { lost_reason = "price" } }, at);
        await limited.PostAsync("/api/forms/case/records", new { opportunity = world.Visible["opportunity"], title = "Copied" });
        await limited.GetAsync(deal + "/offers");
        await limited.PostAsync("/api/handovers/preview", new { from = world.Rep.UserId, to = limited.UserId });
        await limited.PostAsync("/api/forms/account/records", new { name = "Visible Ltd" });
        var imported = 0;
        foreach (var (form, name) in new[] { ("opportunity", "Visible deal"), ("account", "Visible Ltd"), ("contact", "Visible Kim") })
            foreach (var field in CanaryWorld.Limits[form].Keys.Prepend("name"))
                foreach (var step in new[] { "/preview", "/values", "" })
                {
                    // Found by name, or by what they may not know; in vain, or changing what they see.
                    var mapping = JsonSerializer.Serialize(new { mode = "upsert", key = new[] { field }, columns = new[] { new { column = "Name", field = "name" }, new { column = "Other", field = field == "name" ? "no_such" : field } }.Take(field == "name" ? 1 : 2) });
                    var answer = await limited.UploadAsync($"/api/forms/{form}/import{step}", System.Text.Encoding.UTF8.GetBytes($"Name,Other\n{name},1\nNew {name},1\n"), "x.csv", ("mapping", mapping));
                    if (answer.Status != HttpStatusCode.Accepted)
                        continue;
                    imported++;
                    await limited.JobAsync(answer.Json.GetProperty("id").GetString()!);
                }
        Assert.Equal(3, imported); // those by name, of each form
    }
}
