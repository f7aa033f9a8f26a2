using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Reads one property of a form. Which further keywords are allowed is the field type's word.</summary>
internal static class FieldParser
{
    public static FieldDefinition? Parse(string key, DocumentReader property, bool required)
    {
        if (!Keys.IsWellFormed(key))
            property.Fault("", "key.malformed", ("key", key));
        else if (Keys.IsReserved(key))
            property.Fault("", "key.reserved", ("key", key));
        var settings = property.Object("x-field");
        var several = settings.Has("forms");
        var typeKey = settings.String("type", required: true);
        var type = typeKey is null ? null : FieldTypes.Find(typeKey, several);
        if (type is null)
        {
            if (typeKey is not null)
                settings.Fault("type", "field.type", ("type", typeKey));
            return null;
        }
        CheckSchema(property, type);
        var field = Read(key, property, settings, type, required);
        settings.Close("help", "placeholder", "reverse", "unit", "ungrouped", "maxFiles", "hidden", "color", "group");
        type.CheckSettings(field, property.Path, property.Problems);
        if (field is { Earliest: { } earliest, Latest: { } latest } && earliest.IsAlwaysAfter(latest))
            settings.Fault("latest", "field.day_order");
        if (field.IsSystem && type is not UserFieldType)
            settings.Fault("type", "field.owner_type");
        if (field.FormulaSource is not null && (!field.ReadOnly || type.Shape != FieldShape.Column || type.IsGenerated))
            property.Fault("readOnly", "field.formula_read_only");
        if (field.IsLive && (field.FormulaSource is null || field.Unique || field.Required))
            settings.Fault("stored", "field.live");
        return field;
    }

    private static FieldDefinition Read(string key, DocumentReader property, DocumentReader settings, FieldType type, bool required)
    {
        var (constant, source) = Default(settings);
        return new FieldDefinition
        {
            Id = settings.String("id") ?? "",
            Key = key,
            Type = type,
            Schema = property.Json,
            Settings = settings.Json,
            Title = (settings.Text("title") ?? LocalizedText.Empty).WithDefault("en", property.Label("title") ?? key),
            Required = required,
            ReadOnly = property.Boolean("readOnly"),
            Unique = settings.Boolean("unique"),
            Scale = type.Column == ColumnKind.Decimal ? settings.Integer("scale") ?? type.DefaultScale : settings.Integer("scale") ?? 0,
            Earliest = Day(settings, "earliest", type),
            Latest = Day(settings, "latest", type),
            Options = Options(settings),
            AllowCreate = settings.Boolean("allowCreate"),
            Targets = Targets(settings, type),
            ReverseKey = settings.Has("reverseKey") ? settings.Key("reverseKey") : null,
            Offer = Offer(settings, type),
            Narrow = Narrow(settings, type),
            InTimeline = settings.Boolean("inTimeline"),
            Pipeline = settings.String("pipeline"),
            NumberPattern = settings.String("pattern"),
            GrantsAccess = settings.Boolean("grantsAccess"),
            DefaultValue = constant,
            DefaultSource = source,
            FormulaSource = settings.String("formula"),
            IsLive = !settings.Boolean("stored", absent: true),
            RequiredSource = settings.String("requiredWhen"),
            ReadOnlySource = settings.String("readOnlyWhen"),
        };
    }

    private static void CheckSchema(DocumentReader property, FieldType type)
    {
        if (property.String("type", required: true) is { } schemaType && schemaType != type.SchemaType)
            property.Fault("type", "field.schema_type", ("expected", type.SchemaType));
        if (property.String("format") is { } format && format != type.SchemaFormat)
            property.Fault("format", "field.format", ("expected", type.SchemaFormat));
        property.Boolean("readOnly");
        property.String("description");
        if (type.ItemType is { } itemType && property.Has("items"))
            CheckItems(property.Object("items"), type, itemType);
        property.Close([.. type.SchemaKeywords, "title", "default", "x-field"]);
        SchemaRules.Check(property);
    }

    private static void CheckItems(DocumentReader items, FieldType type, string itemType)
    {
        if (items.String("type") is { } schemaType && schemaType != itemType)
            items.Fault("type", "field.schema_type", ("expected", itemType));
        items.Close([.. type.ItemKeywords]);
        SchemaRules.Check(items);
    }

    private static DayLimit? Day(DocumentReader settings, string name, FieldType type)
    {
        if (settings.String(name) is not { } text)
            return null;
        var limit = DayLimit.Read(text);
        if (type is not (DateFieldType or DateTimeFieldType))
            settings.Fault(name, "field.day_type");
        else if (limit is null)
            settings.Fault(name, "field.day");
        return limit;
    }

    private static ImmutableArray<SelectOption> Options(DocumentReader settings)
    {
        if (settings.Raw("options") is { ValueKind: JsonValueKind.Array } raw && raw.GetArrayLength() > OptionRules.MaxOptions)
        {
            settings.Fault("options", "form.too_many_options", ("max", OptionRules.MaxOptions));
            return [];
        }
        var options = ImmutableArray.CreateBuilder<SelectOption>();
        foreach (var option in settings.Objects("options"))
        {
            var key = option.String("key", required: true) ?? "";
            options.Add(new SelectOption(key, option.Text("title") ?? LocalizedText.Of(key), option.Boolean("hidden")));
            option.Close("color", "id");
        }
        return options.ToImmutable();
    }

    private static ImmutableArray<string> Targets(DocumentReader settings, FieldType type)
    {
        if (type is UserFieldType or UsersFieldType)
            return [BuiltInForms.User];
        if (type is not RelationFieldType)
            return [];
        if (type is PolymorphicRelationFieldType)
            return Several(settings);
        return settings.String("form", required: true) is { } form ? [form] : [];
    }

    private static ImmutableArray<string> Several(DocumentReader settings)
    {
        var forms = settings.Strings("forms");
        if (forms.IsEmpty)
            settings.Fault("forms", "document.missing");
        return forms;
    }

    private static RelationNarrowing? Narrow(DocumentReader settings, FieldType type)
    {
        if (!settings.Has("narrow"))
            return null;
        if (type is not RelationFieldType || type is PolymorphicRelationFieldType)
            settings.Fault("narrow", "field.narrow");
        var narrow = settings.Object("narrow");
        var model = new RelationNarrowing(narrow.String("field", required: true) ?? "", narrow.String("by", required: true) ?? "");
        narrow.Close();
        return model;
    }

    private static RelationOffer? Offer(DocumentReader settings, FieldType type)
    {
        if (!settings.Has("offer"))
            return null;
        if (type is not RelationFieldType || type is PolymorphicRelationFieldType || type.Shape != FieldShape.Column)
            settings.Fault("offer", "field.offer");
        var offer = settings.Object("offer");
        var model = new RelationOffer(offer.Text("title") ?? LocalizedText.Empty, offer.String("while", required: true) ?? "");
        if (!offer.Has("title"))
            offer.Fault("title", "document.missing");
        offer.Close();
        return model;
    }

    private static (JsonElement Constant, string? Source) Default(DocumentReader settings)
    {
        var value = settings.Raw("default");
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("expr", out var expression) && expression.ValueKind == JsonValueKind.String)
            return (default, expression.GetString());
        return (value, null);
    }
}
