using System.Globalization;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records.Retypes;

namespace NoCodeCrm.Host.Endpoints;

internal static class FormsApi
{
    private const int MaxDateFormat = 20;

    public static void MapForms(this WebApplication app)
    {
        app.MapGet("/api/forms", List);
        app.MapGet("/api/forms/{form}", Get);
        app.MapPut("/api/forms/{form}", PutAsync);
        app.MapDelete("/api/forms/{form}", DeleteAsync);
        app.MapGet("/api/forms/{form}/usages/{field}", Usages);
        app.MapGet("/api/field-types", FieldTypesList);
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
        var pipelines = access.Metadata.PipelinesOf(form).Where(p => !access.IsHidden(form, p.Field.Key)).ToList();
        writer.WriteStartArray("views");
        foreach (var view in FormViews.Of(form, pipelines.Count > 0))
            writer.WriteStringValue(view);
        writer.WriteEndArray();
        writer.WriteStartArray("pipelines");
        foreach (var (field, pipeline) in pipelines)
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

    private static async Task<IResult> PutAsync(HttpContext http, string form, Publisher publisher, RetypePublisher retypes, FormImpact impact, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var document = await http.JsonAsync();
        var (metadata, choice) = (http.Access().Metadata, Choice(http));
        if (http.Request.Query.Flag("dryRun"))
            return await impact.AnswerAsync(http, metadata.Form(form), FormParser.Parse(Publisher.Complete(DefinitionKinds.Form, form, document, metadata), []), publisher.Check(DefinitionKinds.Form, form, document, metadata), choice, ct);
        var isNew = metadata.Form(form) is null;
        var publish = new FormPublish(form, document, DefinitionsApi.ExpectedVersion(http, isNew), http.Person().Id, VersionsApi.Note(http), choice);
        var outcome = await retypes.PublishAsync(publish, ct);
        if (outcome.Job is { } job)
            return JobsApi.Accepted(job);
        var published = http.RequestServices.GetRequiredService<MetadataCache>().Current.Form(form)!;
        return new ApiAnswer(isNew ? 201 : 200, Encoding.UTF8.GetBytes(published.Document.GetRawText())) { Version = outcome.Version, Location = isNew ? $"/api/forms/{form}" : null };
    }

    /// <summary>How values are read when types change: <c>?acceptFailures=37&amp;dateFormat=dd.MM.yyyy</c>, in the caller's language.</summary>
    private static RetypeChoice Choice(HttpContext http)
    {
        var (accepted, format) = (http.Request.Query["acceptFailures"].ToString(), http.Request.Query["dateFormat"].ToString());
        var count = 0L;
        if (accepted.Length > 0 && !long.TryParse(accepted, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            throw ValidationException.BadRequest("/acceptFailures", "retype.accept");
        if (format.Length > MaxDateFormat || (format.Length > 0 && format.Any(c => !"yMd-/. 年月日".Contains(c))))
            throw ValidationException.BadRequest("/dateFormat", "retype.date_format");
        return new RetypeChoice(count, http.Language(), format.Length > 0 ? format : null);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string form, Publisher publisher, CancellationToken ct)
    {
        DefinitionsApi.RequireDesign(http);
        var metadata = http.Access().Metadata;
        var model = metadata.Form(form) ?? throw new NotFoundException("form");
        if (form is BuiltInForms.User or BuiltInForms.Team)
            throw ValidationException.Refused(new Problem("", "form.built_in"));
        if (FormUsages.Find(metadata, form) is { Count: > 0 } users)
            throw ValidationException.Refused(users.Select(u => new Problem("", "form.used").With("form", model.Title).With("kind", u.Kind).With("key", u.Key).With("by", u.Title)));
        await publisher.DeleteAsync(DefinitionKinds.Form, form, DefinitionsApi.CurrentVersion(http), http.Person().Id, ct);
        return ApiAnswer.NoContent;
    }

    private static ApiAnswer FieldTypesList(HttpContext http)
    {
        DefinitionsApi.RequireDesign(http);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (var type in FieldTypes.All)
            {
                writer.WriteStartObject();
                writer.WriteString("key", type.Key);
                writer.WriteStartArray("becomes");
                foreach (var target in FieldConversions.From(type.Key).Order(StringComparer.Ordinal))
                    writer.WriteStringValue(target);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
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
                WriteUsage(writer, usage);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public static void WriteUsage(Utf8JsonWriter writer, FieldUsage usage)
    {
        writer.WriteString("kind", usage.Kind);
        writer.WriteString("key", usage.Key);
        writer.WriteText("title", usage.Title);
        writer.WriteString("path", usage.Path);
        if (usage.Form is not null)
            writer.WriteString("form", usage.Form);
    }
}
