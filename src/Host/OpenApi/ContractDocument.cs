using System.Net.Http;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.Host.OpenApi;

/// <summary>Adds to the description of the endpoints what their signatures do not say: summaries, tags, bodies, problems, ways to sign in, and the forms as the caller may see them.</summary>
internal sealed class ContractDocument(IHttpContextAccessor accessor) : IOpenApiDocumentTransformer
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";
    private const string RecordsPath = "/api/forms/{form}/records";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "NoCodeCrm", Version = "1" };
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["problem"] = ProblemSchema();
        var access = accessor.HttpContext!.Access();
        var records = RecordSchemas.Of(access);
        foreach (var (name, schema) in records)
            document.Components.Schemas[name] = schema;
        document.Components.Schemas["record"] = new OpenApiSchema { AnyOf = [.. records.Keys.Select(name => (IOpenApiSchema)new OpenApiSchemaReference(name, document))], Description = "A record of the form in the path." };
        document.Components.Schemas["page"] = PageSchema(document);
        AddSecurity(document);
        document.Tags = new HashSet<OpenApiTag>();
        foreach (var (path, item) in document.Paths)
            foreach (var (method, operation) in item.Operations ?? [])
                Describe(document, path, method, operation);
        return Task.CompletedTask;
    }

    private static void AddSecurity(OpenApiDocument document)
    {
        document.Components!.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "nocodecrm", Description = "POST /api/session starts it. Unsafe calls carry its csrfToken as X-CSRF-TOKEN." },
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token made by POST /api/tokens." },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("cookie", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
        ];
    }

    private static void Describe(OpenApiDocument document, string path, HttpMethod method, OpenApiOperation operation)
    {
        var tag = Tag(path);
        document.Tags!.Add(new OpenApiTag { Name = tag });
        operation.Tags = new HashSet<OpenApiTagReference> { new(tag, document) };
        operation.Summary = OperationSummaries.Of(method, path);
        var takesFile = method == HttpMethod.Post && (path.EndsWith("/files", StringComparison.Ordinal) || path.EndsWith("/upload", StringComparison.Ordinal) || path.Contains("/import", StringComparison.Ordinal));
        if (method == HttpMethod.Post || method == HttpMethod.Put || method == HttpMethod.Patch)
            operation.RequestBody ??= new OpenApiRequestBody { Content = Content(takesFile ? "multipart/form-data" : Json, takesFile ? FileSchema() : Body(document, path, method)) };
        operation.Responses ??= [];
        operation.Responses.Clear();
        var (status, answer) = Success(document, path, method);
        operation.Responses[status] = new OpenApiResponse { Description = "Done.", Content = status == "204" ? null : Content(Json, answer) };
        operation.Responses["default"] = new OpenApiResponse { Description = "A problem (RFC 9457); its code tells which.", Content = Content(ProblemJson, new OpenApiSchemaReference("problem", document)) };
    }

    private static string Tag(string path) =>
        path.StartsWith(RecordsPath, StringComparison.Ordinal) ? "records" : path.Trim('/').Split('/') is ["api", var second, ..] ? second : "other";

    private static (string Status, IOpenApiSchema Schema) Success(OpenApiDocument document, string path, HttpMethod method)
    {
        if (method == HttpMethod.Delete)
            return ("204", Object());
        IOpenApiSchema record = new OpenApiSchemaReference("record", document);
        return path switch
        {
            RecordsPath when method == HttpMethod.Post => ("201", record),
            RecordsPath or RecordsPath + "/query" => ("200", new OpenApiSchemaReference("page", document)),
            RecordsPath + "/{id}" or RecordsPath + "/{id}/move" or RecordsPath + "/{id}/restore" => ("200", record),
            _ => ("200", Object()),
        };
    }

    private static IOpenApiSchema Body(OpenApiDocument document, string path, HttpMethod method) =>
        (path == RecordsPath && method == HttpMethod.Post) || path == RecordsPath + "/{id}" ? new OpenApiSchemaReference("record", document) : Object();

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) => new() { [type] = new OpenApiMediaType { Schema = schema } };

    private static OpenApiSchema Object() => new() { Type = JsonSchemaType.Object };

    private static OpenApiSchema FileSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
    };

    private static OpenApiSchema PageSchema(OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["items"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference("record", document) },
            ["nextCursor"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
            ["total"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
        },
    };

    private static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text(),
                ["title"] = Text(),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["code"] = Text(),
                ["detail"] = Text(),
                ["traceId"] = Text(),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["path"] = Text(), ["code"] = Text(), ["message"] = Text() } },
                },
            },
        };
    }
}

/// <summary>One schema per form that the caller may read: its visible fields and the system members.</summary>
internal static class RecordSchemas
{
    public static SortedDictionary<string, OpenApiSchema> Of(AccessPolicy access)
    {
        var schemas = new SortedDictionary<string, OpenApiSchema>(StringComparer.Ordinal);
        foreach (var form in access.Metadata.Forms.Values.Where(f => access.May(f, RecordAction.Read) || access.May(f, RecordAction.Create)))
            schemas["record_" + form.Key] = Record(access, form);
        return schemas;
    }

    private static OpenApiSchema Record(AccessPolicy access, FormModel form)
    {
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["id"] = new OpenApiSchema { Type = JsonSchemaType.Integer, ReadOnly = true },
            ["version"] = new OpenApiSchema { Type = JsonSchemaType.Integer, ReadOnly = true },
        };
        foreach (var field in RecordStore.VisibleFields(access, form))
            properties[field.Key] = field.IsMasked ? Mask(field) : Field(field, access.FieldAccess(form, field.Key) == FieldAccess.ReadOnly);
        return new OpenApiSchema { Type = JsonSchemaType.Object, Title = form.Title.For("en"), Properties = properties };
    }

    private static OpenApiSchema Mask(FieldDefinition field) =>
        new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Title = field.Title.For("en"), ReadOnly = true, Description = "A mask in the place of the value." };

    private static OpenApiSchema Field(FieldDefinition field, bool isReadOnly)
    {
        var type = field.Type.SchemaType switch
        {
            "integer" => JsonSchemaType.Integer,
            "number" => JsonSchemaType.Number,
            "boolean" => JsonSchemaType.Boolean,
            "array" => JsonSchemaType.Array,
            "object" => JsonSchemaType.Object,
            _ => JsonSchemaType.String,
        };
        var choices = field.Options.Select(o => (JsonNode)o.Key).ToList();
        return new OpenApiSchema
        {
            Type = type | JsonSchemaType.Null,
            Title = field.Title.For("en"),
            Format = field.Type.SchemaFormat,
            ReadOnly = isReadOnly || field.ReadOnly || field.IsComputed,
            Enum = type == JsonSchemaType.String && choices.Count > 0 ? choices : null,
            Items = type != JsonSchemaType.Array ? null : choices.Count > 0 ? new OpenApiSchema { Type = JsonSchemaType.String, Enum = choices } : new OpenApiSchema { Type = JsonSchemaType.Integer },
        };
    }
}
