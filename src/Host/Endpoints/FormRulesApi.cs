using System.Text.Json;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>
/// The expressions of a form as checked trees, for a client that answers while one types; the save decides all the same. Of a rule that
/// names what its reader may not see only that there is one is told: <c>{"server": true}</c>.
/// </summary>
internal static class FormRulesApi
{
    public static void MapFormRules(this WebApplication app)
    {
        app.MapGet("/api/forms/{form}/rules", Get);
        app.MapPost("/api/expressions/rules", (Delegate)OfDraftAsync);
    }

    private static ApiAnswer Get(HttpContext http, string form)
    {
        var model = http.Form(form);
        return Answer(http.Access(), model) with { Version = model.Version };
    }

    /// <summary>The same of a form that is being designed: an expression with a fault is not there, and nothing is kept.</summary>
    private static async Task<ApiAnswer> OfDraftAsync(HttpContext http)
    {
        DefinitionsApi.RequireDesign(http);
        var access = http.Access();
        return Answer(access, ExpressionsApi.FormOf(await http.JsonAsync(), access.Metadata));
    }

    private static ApiAnswer Answer(AccessPolicy access, FormModel model) => ApiAnswer.Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("fields");
        foreach (var field in model.Fields.Where(f => access.FieldAccess(model, f.Key) != FieldAccess.Hidden))
            Write(writer, access, model, field);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, AccessPolicy access, FormModel form, FieldDefinition field)
    {
        var rules = RulesOf(field).Where(r => r.Expression is not null).ToList();
        if (rules.Count == 0)
            return;
        writer.WriteStartObject(field.Key);
        foreach (var (name, expression) in rules)
        {
            writer.WritePropertyName(name);
            // A masked value must not be worked out anew beside its mask.
            if (!access.IsMasked(form, field.Key) && ToldExpressions.MayBeTold(access, form, expression!))
                writer.WriteRawValue(expression!.ToJson());
            else
                WriteUntold(writer);
        }
        writer.WriteEndObject();
    }

    private static void WriteUntold(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("server", true);
        writer.WriteEndObject();
    }

    private static IEnumerable<(string Name, CheckedExpression? Expression)> RulesOf(FieldDefinition field) =>
        [("formula", field.Formula), ("default", field.DefaultExpression), ("requiredWhen", field.RequiredWhen), ("readOnlyWhen", field.ReadOnlyWhen)];
}
