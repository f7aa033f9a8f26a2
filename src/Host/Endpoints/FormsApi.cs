using System.Text;
using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

internal static class FormsApi
{
    public static void MapForms(this WebApplication app)
    {
        app.MapGet("/api/forms", List);
        app.MapGet("/api/forms/{form}", Get);
        app.MapPut("/api/forms/{form}", PutAsync);
        app.MapDelete("/api/forms/{form}", DeleteAsync);
        app.MapGet("/api/forms/{form}/usages/{field}", Usages);
    }

    private static ApiAnswer List(HttpContext http)
    {
        var access = http.Access();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var form in access.Metadata.Forms.Values.Where(f => access.May(f, RecordAction.Read) || access.May(f, RecordAction.Create)).OrderBy(f => f.Order).ThenBy(f => f.Key, StringComparer.Ordinal))
                WriteSummary(writer, form, access);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void WriteSummary(Utf8JsonWriter writer, FormModel form, AccessPolicy access)
    {
        writer.WriteStartObject();
        writer.WriteString("key", form.Key);
        writer.WriteText("title", form.Title);
        writer.WriteText("plural", form.Plural ?? form.Title);
        writer.WriteString("icon", form.Icon);
        writer.WriteString("color", form.Color);
        writer.WriteBoolean("system", form.Key is BuiltInForms.User or BuiltInForms.Team);
        writer.WriteString("recordTitle", form.RecordTitle is { } title && !access.IsHidden(form, title) ? title : null);
        writer.WriteBoolean("nav", form.ShowInNavigation);
        writer.WriteNumber("order", form.Order);
        writer.WriteNumber("version", form.Version);
        writer.WriteNumber("fields", form.Fields.Count(f => !access.IsHidden(form, f.Key)));
        writer.WriteStartObject("can");
        foreach (var action in Enum.GetValues<RecordAction>())
            writer.WriteBoolean(action.ToString().ToLowerInvariant(), access.May(form, action));
        writer.WriteEndObject();
        writer.WriteStartObject("fieldAccess");
        foreach (var field in form.Fields)
            if (RoleParser.WordFor(access.FieldAccess(form, field.Key)) is { } limit)
                writer.WriteString(field.Key, limit);
        writer.WriteEndObject();
        writer.WriteBoolean("canLog", access.Metadata.Forms.Values.Any(f => f.Timeline is { } timeline && access.May(f, RecordAction.Create) && f.Field(timeline.By)?.Targets.Contains(form.Key) == true));
        writer.WriteStartArray("pipelines");
        foreach (var (field, pipeline) in access.Metadata.PipelinesOf(form).Where(p => !access.IsHidden(form, p.Field.Key)))
        {
            writer.WriteStartObject();
            writer.WriteString("key", pipeline.Key);
            writer.WriteString("field", field.Key);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static ApiAnswer Get(HttpContext http, string form)
    {
        var model = http.Form(form);
        return new ApiAnswer(200, Encoding.UTF8.GetBytes(MaskedForm.Of(http.Access(), model).GetRawText())) { Version = model.Version };
    }

    private static async Task<IResult> PutAsync(HttpContext http, string form, Publisher publisher, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var document = await http.JsonAsync();
        if (http.Request.Query.Flag("dryRun"))
            return await DryRunAsync(http, form, document, publisher, ct);
        var isNew = http.Access().Metadata.Form(form) is null;
        var expected = DefinitionsApi.ExpectedVersion(http, isNew);
        var version = await publisher.PublishAsync(DefinitionKinds.Form, form, document, expected, http.Person().Id, VersionsApi.Note(http), ct);
        var published = http.RequestServices.GetRequiredService<MetadataCache>().Current.Form(form)!;
        return new ApiAnswer(isNew ? 201 : 200, Encoding.UTF8.GetBytes(published.Document.GetRawText())) { Version = version, Location = isNew ? $"/api/forms/{form}" : null };
    }

    private static async Task<ApiAnswer> DryRunAsync(HttpContext http, string key, JsonElement document, Publisher publisher, CancellationToken ct)
    {
        var metadata = http.Access().Metadata;
        var problems = publisher.Check(DefinitionKinds.Form, key, document, metadata);
        var before = metadata.Form(key);
        var after = FormParser.Parse(Publisher.Complete(DefinitionKinds.Form, key, document, metadata), []);
        var impact = before is null || after is null ? [] : await ImpactAsync(http.RequestServices.GetRequiredService<Database>(), before, after, ct);
        var messages = http.RequestServices.GetRequiredService<Errors.ProblemMapper>();
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("changes");
            foreach (var (kind, field) in FormChanges.Between(before, after))
            {
                writer.WriteStartObject();
                writer.WriteString("kind", kind);
                writer.WriteString("field", field.Key);
                writer.WriteText("title", field.Title);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("impact");
            foreach (var (rule, field, count) in impact)
            {
                writer.WriteStartObject();
                writer.WriteString("rule", rule);
                writer.WriteString("field", field);
                writer.WriteNumber("records", count);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            messages.WriteErrors(writer, problems, http.Language());
            writer.WriteEndObject();
        });
    }

    // Live records that a rule of the new version would find wanting: blank where required, or not alone where unique.
    private static async Task<List<(string Rule, string Field, long Count)>> ImpactAsync(Database database, FormModel before, FormModel after, CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        var impact = new List<(string, string, long)>();
        foreach (var field in after.Fields.Where(f => f.Required && before.Field(f.Key) is { Required: false, IsLive: false }))
            if (await SchemaScan.CountBlanksAsync(session, before, before.Field(field.Key)!, ct) is > 0 and var blank)
                impact.Add(("required", field.Key, blank));
        foreach (var keys in SchemaEditor.NewlyUnique(before, after).Where(keys => keys.All(k => before.Field(k) is { IsLive: false })))
            if (await SchemaScan.CountDuplicatesAsync(session, before, keys, ct) is > 0 and var twice)
                impact.Add(("unique", keys[0], twice));
        return impact;
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string form, Publisher publisher, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var metadata = http.Access().Metadata;
        var model = metadata.Form(form) ?? throw new NotFoundException("form");
        var users = metadata.Forms.Values.Where(f => f.Key != form && f.Fields.Any(x => x.Targets.Contains(form))).Select(f => f.Title)
            .Concat(metadata.Pipelines.Values.Where(p => p.Form == form).Select(p => p.Title)).ToList();
        if (form is BuiltInForms.User or BuiltInForms.Team)
            throw ValidationException.Refused(new Problem("", "form.built_in"));
        if (users.Count > 0)
            throw ValidationException.Refused(users.Select(t => new Problem("", "form.used").With("form", model.Title).With("by", t)));
        await publisher.DeleteAsync(DefinitionKinds.Form, form, DefinitionsApi.CurrentVersion(http), http.Person().Id, ct);
        return ApiAnswer.NoContent;
    }

    private static ApiAnswer Usages(HttpContext http, string form, string field)
    {
        DefinitionsApi.RequireDesign(http);
        var metadata = http.Access().Metadata;
        var model = metadata.Form(form) ?? throw new NotFoundException("form");
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var usage in FieldUsages.Find(metadata, model, field))
            {
                writer.WriteStartObject();
                writer.WriteString("kind", usage.Kind);
                writer.WriteString("key", usage.Key);
                writer.WriteText("title", usage.Title);
                writer.WriteString("path", usage.Path);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
