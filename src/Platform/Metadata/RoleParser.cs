using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Reads a role document. Forms may be named before they exist: a template brings roles first.</summary>
public static class RoleParser
{
    public static RoleModel? Parse(JsonElement document, List<Problem> problems)
    {
        var before = problems.Count;
        var root = DocumentReader.On(document, "", problems);
        var key = root.Key("key");
        if (key == RoleModel.Administrator)
            root.Fault("key", "role.built_in");
        var forms = new Dictionary<string, FormGrant>();
        var grants = root.Object("forms");
        foreach (var property in grants.IsObject ? grants.Json.EnumerateObject().ToList() : [])
            forms[property.Name] = Grant(DocumentReader.On(property.Value, $"{grants.Path}/{property.Name}", problems));
        var can = root.Raw("can") is { ValueKind: JsonValueKind.Object } abilities
            ? abilities.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.True).Select(p => p.Name).ToImmutableHashSet()
            : [];
        var role = new RoleModel { Key = key, Title = root.Text("title") ?? LocalizedText.Of(key), Document = document, Forms = forms.ToFrozenDictionary(), Can = can };
        root.Close("$schema", "description");
        return problems.Count == before ? role : null;
    }

    private static readonly FrozenDictionary<string, FieldAccess> Words = new Dictionary<string, FieldAccess>
    {
        ["hidden"] = FieldAccess.Hidden,
        ["masked"] = FieldAccess.Masked,
        ["readOnly"] = FieldAccess.ReadOnly,
    }.ToFrozenDictionary();

    /// <summary>The word of documents and of the wire for a limit; null for none.</summary>
    public static string? WordFor(FieldAccess access) => Words.FirstOrDefault(w => w.Value == access).Key;

    private static FormGrant Grant(DocumentReader reader)
    {
        var grant = new FormGrant
        {
            Create = reader.Boolean("create"),
            Read = Scope(reader, "read"),
            Update = Scope(reader, "update"),
            Delete = Scope(reader, "delete"),
            Import = reader.Boolean("import"),
            Export = reader.Boolean("export"),
            Fields = Fields(reader),
        };
        grant = grant with { Bulk = reader.Boolean("bulk", absent: !grant.Update.IsNone || !grant.Delete.IsNone) };
        reader.Close();
        return grant;
    }

    private static RowScope Scope(DocumentReader reader, string name)
    {
        var raw = reader.Raw(name);
        switch (raw.ValueKind)
        {
            case JsonValueKind.True:
                return RowScope.All;
            case JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False:
                return RowScope.None;
            case JsonValueKind.String:
                return Named(reader, name, [raw.GetString()!]);
            case JsonValueKind.Array:
                return Named(reader, name, reader.Strings(name));
            default:
                var rule = reader.Object(name);
                var when = rule.String("when", required: true);
                rule.Close();
                return new RowScope([], when);
        }
    }

    private static RowScope Named(DocumentReader reader, string name, ImmutableArray<string> scopes)
    {
        foreach (var scope in scopes.Where(s => !RowScope.Known.Contains(s)))
            reader.Fault(name, "role.scope", ("scope", scope));
        return new RowScope([.. scopes], null);
    }

    private static ImmutableDictionary<string, FieldAccess> Fields(DocumentReader reader)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, FieldAccess>();
        var raw = reader.Raw("fields");
        foreach (var property in raw.ValueKind == JsonValueKind.Object ? raw.EnumerateObject().ToList() : [])
        {
            var access = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null;
            if (Words.TryGetValue(access ?? "", out var known))
                fields[property.Name] = known;
            else
                reader.Fault($"fields/{property.Name}", "role.field_access");
        }
        return fields.ToImmutable();
    }
}
