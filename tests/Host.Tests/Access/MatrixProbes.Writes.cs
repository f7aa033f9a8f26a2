namespace NoCodeCrm.Host.Tests.Access;

/// <summary>What is asked of endpoints that write, or of which reading takes more than their route.</summary>
internal static partial class MatrixProbes
{
    private const string Records = "/api/forms/opportunity/records";

    private static readonly object Nothing = new { };

    private static readonly Dictionary<string, Func<Question, Task<Answer>>> Written = new()
    {
        ["GET /api/forms/{form}/duplicates"] = q => q.Client.GetAsync("/api/forms/account/duplicates?field=name&value=Matrix"),
        ["POST /api/forms/{form}/records"] = q => q.Client.PostAsync(Records, new { name = "Matrix new", stage = "no_such_stage" }),
        ["POST /api/forms/{form}/records/query"] = q => q.Client.PostAsync(Records + "/query", new { limit = 1 }),
        ["POST /api/forms/{form}/records/bulk"] = q => q.Client.PostAsync(Records + "/bulk", new { ids = Array.Empty<long>(), patch = new { name = "x" } }),
        ["PATCH /api/forms/{form}/records/{id:long}"] = async q => await q.Client.PatchAsync($"{Records}/{await q.FreshAsync()}", new { name = "Matrix changed" }, q.Version),
        ["DELETE /api/forms/{form}/records/{id:long}"] = async q => await q.Client.DeleteAsync($"{Records}/{await q.FreshAsync()}", q.Version),
        ["POST /api/forms/{form}/records/{id:long}/restore"] = async q => await q.Client.PostAsync($"{Records}/{await q.FreshAsync()}/restore", null, q.Version),
        ["POST /api/forms/{form}/records/{id:long}/move"] = async q => await q.Client.PostAsync($"{Records}/{await q.FreshAsync()}/move", new { to = "lost", fields = new { lost_reason = "price" } }, q.Version),
        ["POST /api/forms/{form}/records/{id:long}/comments"] = async q => await q.Client.PostAsync($"{Records}/{await q.FreshAsync()}/comments", new { text = "Matrix" }),
        ["DELETE /api/forms/{form}/records/{id:long}/comments/{commentId:long}"] = async q =>
        {
            var (record, comment) = await q.World.WithPartAsync(q.Asker, q.Kind!.Value, async id => (await q.World.Admin.PostAsync($"{Records}/{id}/comments", new { text = "Matrix" })).Must(HttpStatusCode.Created).Id);
            return await q.Client.DeleteAsync($"{Records}/{record}/comments/{comment}");
        },
        ["POST /api/forms/{form}/records/{id:long}/files"] = async q => await q.Client.UploadAsync($"{Records}/{await q.FreshAsync()}/files", "matrix"u8.ToArray(), "matrix.txt"),
        ["DELETE /api/forms/{form}/records/{id:long}/files/{fileId:long}"] = async q =>
        {
            var (record, file) = await q.World.WithPartAsync(q.Asker, q.Kind!.Value, id => FileAsync(q, id));
            return await q.Client.DeleteAsync($"{Records}/{record}/files/{file}");
        },
        ["GET /api/files/{id:long}"] = async q =>
        {
            var (_, file) = await q.World.WithPartAsync(q.Asker, q.Kind!.Value, id => FileAsync(q, id));
            return await q.Client.GetAsync($"/api/files/{file}");
        },
        ["POST /api/files"] = q => q.Client.UploadAsync("/api/files", "matrix"u8.ToArray(), "matrix.txt"),
        ["PUT /api/forms/{form}/records/{id:long}/follow"] = async q => await q.Client.PutAsync($"{Records}/{await q.FreshAsync()}/follow", Nothing),
        ["DELETE /api/forms/{form}/records/{id:long}/follow"] = async q => await q.Client.DeleteAsync($"{Records}/{await q.FreshAsync()}/follow"),

        ["PUT /api/forms/{form}"] = q => Definition(q, "PUT", "/api/forms/opportunity"),
        ["DELETE /api/forms/{form}"] = q => Definition(q, "DELETE", "/api/forms/opportunity"),
        ["POST /api/forms/{form}/deleted-fields/{field}/restore"] = q => q.Client.PostAsync("/api/forms/opportunity/deleted-fields/no_such/restore", Nothing, 1),
        ["DELETE /api/forms/{form}/deleted-fields/{field}"] = q => q.Client.DeleteAsync("/api/forms/opportunity/deleted-fields/no_such?values=0"),
        ["POST /api/deleted-forms/{form}/restore"] = q => q.Client.PostAsync("/api/deleted-forms/no_such/restore"),
        ["POST /api/templates/{key}/install"] = q => q.Client.PostAsync("/api/templates/no_such/install"),
        ["POST /api/templates/{key}/remove"] = q => q.Client.PostAsync("/api/templates/no_such/remove"),
        ["POST /api/templates/upload"] = q => q.Client.UploadAsync("/api/templates/upload", "no zip"u8.ToArray(), "template.zip"),
        ["DELETE /api/templates/{key}"] = q => q.Client.DeleteAsync("/api/templates/no_such"),
        ["POST /api/sample"] = q => q.Client.PostAsync("/api/sample", new { template = "no_such" }),
        ["POST /api/sample/remove"] = q => q.Client.PostAsync("/api/sample/remove"),

        ["POST /api/reports/query"] = q => q.Client.PostAsync("/api/reports/query", new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } }),
        ["POST /api/reports/drill"] = q => q.Client.PostAsync("/api/reports/drill", new { query = new { source = "opportunity", measures = new[] { new { id = "n", agg = "count" } } }, row = Nothing, measure = "n" }),

        ["POST /api/homes/preview"] = q => q.Client.PostAsync("/api/homes/preview", new { document = new { key = "matrix", sections = new[] { new { kind = "mentions" } } } }),
        ["POST /api/expressions/rules"] = q => q.Client.PostAsync("/api/expressions/rules", new { form = "opportunity" }),
        ["POST /api/expressions/check"] = q => q.Client.PostAsync("/api/expressions/check", new { form = "opportunity", expression = "amount * 2", use = "formula" }),
        ["POST /api/pipelines/{key}/try"] = q => q.Client.PostAsync("/api/pipelines/sales/try", Nothing),
        ["POST /api/pipelines/{key}/relocate"] = q => q.Client.PostAsync("/api/pipelines/sales/relocate", Nothing),

        ["POST /api/forms/{form}/import/preview"] = q => ImportAsync(q, "/preview"),
        ["POST /api/forms/{form}/import/values"] = q => ImportAsync(q, "/values"),
        ["POST /api/forms/{form}/import"] = q => ImportAsync(q, ""),
        ["POST /api/jobs/{id}/cancel"] = q => q.Client.PostAsync("/api/jobs/no-such-job/cancel"),

        ["POST /api/handovers"] = q => q.Client.PostAsync("/api/handovers", Nothing),
        ["POST /api/handovers/preview"] = q => q.Client.PostAsync("/api/handovers/preview", Nothing),
        ["POST /api/handovers/{id}/undo"] = q => q.Client.PostAsync("/api/handovers/no-such/undo"),

        ["POST /api/notifications/read"] = q => q.Client.PostAsync("/api/notifications/read", new { ids = Array.Empty<long>() }),
        ["PUT /api/users/{id:long}/roles"] = q => q.Client.PutAsync("/api/users/987654321/roles", new { roles = new[] { "rep" } }),
        ["POST /api/users/{id:long}/invite"] = q => q.Client.PostAsync("/api/users/987654321/invite"),

        ["POST /api/session"] = q => q.World.Host.Anonymous().PostAsync("/api/session", new { email = $"{q.Asker.Role}.matrix@example.com", password = "not this one" }),
        ["DELETE /api/session"] = async q =>
        {
            // Signs out a session of its own; the asker's goes on.
            if (q.Asker.User is null)
                return await q.Client.DeleteAsync("/api/session");
            using var leaving = await q.World.Host.AdministratorAsync();
            return await leaving.DeleteAsync("/api/session");
        },
        ["PATCH /api/me"] = q => q.Client.PatchAsync("/api/me", Nothing, null),
        ["POST /api/me/password"] = q => q.Client.PostAsync("/api/me/password", new { current = "not this one", password = "nor will it be this" }),
        ["POST /api/invitations/{token}"] = q => q.Client.PostAsync("/api/invitations/no-such-token", new { password = "a long enough secret" }),
        ["POST /api/setup"] = q => q.Client.PostAsync("/api/setup", Nothing),
        ["POST /api/tokens"] = q => q.Client.PostAsync("/api/tokens", new { name = "Matrix" }),
        ["DELETE /api/tokens/{id:long}"] = q => q.Client.DeleteAsync("/api/tokens/987654321"),
        ["POST /api/session/view-as"] = q => q.Client.PostAsync("/api/session/view-as", new { role = "no_such" }),
        ["DELETE /api/session/view-as"] = q => q.Client.DeleteAsync("/api/session/view-as"),

        ["/api/hub"] = q => q.Client.GetAsync("/api/hub"),
        ["/api/hub/negotiate"] = q => q.Client.PostAsync("/api/hub/negotiate?negotiateVersion=1"),
        ["POST /api/hub/negotiate"] = q => q.Client.PostAsync("/api/hub/negotiate?negotiateVersion=1"),
    };

    private static async Task<long> FileAsync(Question q, long record) =>
        (await q.World.Admin.UploadAsync($"{Records}/{record}/files", "matrix"u8.ToArray(), "matrix.txt")).Must(HttpStatusCode.Created).Id;

    private static Task<Answer> ImportAsync(Question q, string step) =>
        q.Client.UploadAsync("/api/forms/opportunity/import" + step, "Name\nMatrix import\n"u8.ToArray(), "matrix.csv", ("mapping", """{"columns":{"Nothing":{"field":"name"}}}"""));
}
