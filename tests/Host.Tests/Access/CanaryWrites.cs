using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>What is answered to writes that must not succeed, and to those that do: verdicts, refusals, conflicts and results of imports.</summary>
internal static class CanaryWrites
{
    public static async Task AskAsync(CanaryWorld world, IReadOnlyList<(string Text, string Where)> hidden, IReadOnlyList<(string Text, string Where)> visible, CanaryEar ear)
    {
        await AsRepAsync(world, hidden, ear);
        await AsLimitedAsync(world, visible, ear);
    }

    private static async Task AsRepAsync(CanaryWorld world, IReadOnlyList<(string Text, string Where)> hidden, CanaryEar ear)
    {
        var rep = world.Rep;
        async Task Ask(string question, Task<Answer> answer, params string[] sent) => ear.To(hidden, "rep", question, await answer, sent);
        foreach (var (form, id) in world.Hidden)
        {
            var path = $"/api/forms/{form}/records/{id}";
            await Ask("patch " + form, rep.PatchAsync(path, new { owner = rep.UserId }, 1));
            await Ask("stale patch " + form, rep.PatchAsync(path, new { owner = rep.UserId }, 77));
            await Ask("delete " + form, rep.DeleteAsync(path, 1));
            await Ask("restore " + form, rep.PostAsync(path + "/restore", null, 1));
            await Ask("comment " + form, rep.PostAsync(path + "/comments", new { text = "x" }));
            await Ask("follow " + form, rep.PutAsync(path + "/follow", new { }));
            await Ask("bulk " + form, rep.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { id }, patch = new { } }));
            await Ask("bulk delete " + form, rep.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { id }, delete = true }));
        }
        await Ask("move", rep.PostAsync($"/api/forms/opportunity/records/{world.Hidden["opportunity"]}/move", new { to = "lost" }, 1));
        foreach (var form in new[] { "activity", "task" })
            await Ask("point to a hidden record", rep.PostAsync($"/api/forms/{form}/records", new { title = "x", subject = "x", type = "note", record = new { form = "opportunity", id = world.Hidden["opportunity"] } }));
        await Ask("a case about a hidden record", rep.PostAsync("/api/forms/case/records", new { title = "x", opportunity = world.Hidden["opportunity"] }));
        // The same unique value as a hidden record: that it is taken is told, of what is not.
        var taken = hidden.Single(c => c.Where == "hidden opportunity external id").Text;
        await Ask("a unique value that is taken", rep.PatchAsync($"/api/forms/opportunity/records/{world.Visible["opportunity"]}", new { external_id = taken }, 2), taken);
    }

    private static async Task AsLimitedAsync(CanaryWorld world, IReadOnlyList<(string Text, string Where)> visible, CanaryEar ear)
    {
        var limited = world.Limited;
        async Task Ask(string question, Task<Answer> answer, params string[] sent) => ear.To(visible, "limited", question, await answer, sent);
        foreach (var (form, id) in world.Visible)
        {
            var path = $"/api/forms/{form}/records/{id}";
            var version = (await limited.GetAsync(path)).Must(HttpStatusCode.OK).Version;
            await Ask("save " + form, limited.PatchAsync(path, form == "opportunity" ? new { next_step = "Call soon" } : (object)new { name = "Visible again" }, version));
            await Ask("stale save " + form, limited.PatchAsync(path, new { name = "Visible still" }, version));
            await Ask("write what is limited", limited.PatchAsync(path, CanaryWorld.Limits[form].Keys.ToDictionary(k => k, _ => (object?)null), version + 1));
            await Ask("bulk " + form, limited.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { id }, patch = new { name = "Visible again" } }));
            await Ask("delete " + form, limited.PostAsync($"/api/forms/{form}/records/bulk", new { ids = new[] { 987654321 }, delete = true }));
        }
        var deal = $"/api/forms/opportunity/records/{world.Visible["opportunity"]}";
        var at = (await limited.GetAsync(deal)).Must(HttpStatusCode.OK).Version;
        await Ask("move", limited.PostAsync(deal + "/move", new { to = "lost", fields = new { lost_reason = "price" } }, at));
        await Ask("a case with copies", limited.PostAsync("/api/forms/case/records", new { opportunity = world.Visible["opportunity"], title = "Copied" }));
        await Ask("offers", limited.GetAsync(deal + "/offers"));
        await Ask("preview of a handover", limited.PostAsync("/api/handovers/preview", new { from = world.Rep.UserId, to = limited.UserId }));
        await Ask("a new account that looks the same", limited.PostAsync("/api/forms/account/records", new { name = "Visible Ltd" }));
        var imported = 0;
        foreach (var (form, name) in new[] { ("opportunity", "Visible deal"), ("account", "Visible Ltd"), ("contact", "Visible Kim") })
            foreach (var field in CanaryWorld.Limits[form].Keys.Prepend("name"))
                foreach (var step in new[] { "/preview", "/values", "" })
                {
                    // Found by name, or by what they may not know; in vain, or changing what they see.
                    var mapping = JsonSerializer.Serialize(new { mode = "upsert", key = new[] { field }, columns = new[] { new { column = "Name", field = "name" }, new { column = "Other", field = field == "name" ? "no_such" : field } }.Take(field == "name" ? 1 : 2) });
                    var answer = await limited.UploadAsync($"/api/forms/{form}/import{step}", System.Text.Encoding.UTF8.GetBytes($"Name,Other\n{name},1\nNew {name},1\n"), "x.csv", ("mapping", mapping));
                    ear.To(visible, "limited", $"import{step} of {form} by {field}", answer);
                    if (answer.Status != HttpStatusCode.Accepted)
                        continue;
                    imported++;
                    var job = answer.Json.GetProperty("id").GetString()!;
                    ear.To(visible, "limited", "result of an import", (await limited.JobAsync(job)).GetRawText());
                    ear.To(visible, "limited", "refused rows of an import", await limited.GetAsync($"/api/jobs/{job}/result"));
                }
        Assert.Equal(3, imported); // those by name, of each form
    }
}
