namespace NoCodeCrm.Conformance.Tests;

/// <summary>
/// The reviewed list of what of the suite is not run, each entry with its argument. A group is left out only when every
/// keyword by which it leaves the subset is listed for its file. No case within the subset is left out.
/// </summary>
internal static class Exclusions
{
    private const string Combination = "Rules across fields are form rules and expressions, which can say why they refuse; a schema that combines schemas can't.";
    private const string Reference = "A form is one document; nothing in it points to another schema.";
    private const string Tuple = "A list holds items of one kind; a list whose places mean different things is several fields.";
    private const string OtherFormat = "No field type has this format; a document that names it is refused, not ignored.";

    public static readonly IReadOnlyList<KeywordExclusion> Keywords =
    [
        new("$ref", Reference, "definitions.json", "ref.json", "refRemote.json"),
        new("definitions", Reference, "infinite-loop-detection.json", "items.json", "optional/id.json", "optional/unknownKeyword.json", "ref.json", "refRemote.json"),
        new("allOf", Combination, "additionalItems.json", "additionalProperties.json", "allOf.json", "if-then-else.json", "infinite-loop-detection.json", "optional/cross-draft.json", "ref.json", "refRemote.json"),
        new("anyOf", Combination, "allOf.json", "anyOf.json", "optional/id.json", "optional/unknownKeyword.json"),
        new("oneOf", Combination, "allOf.json", "oneOf.json"),
        new("not", Combination, "not.json"),
        new("if", Combination, "if-then-else.json", "optional/id.json"),
        new("then", Combination, "if-then-else.json", "optional/id.json"),
        new("else", Combination, "if-then-else.json", "optional/id.json"),
        new("dependencies", "What depends on another field is requiredWhen, which the form shows while it is filled.", "dependencies.json"),
        new("const", "A field with one possible value is no question to anybody; enum with one entry says the same.", "const.json"),
        new("contains", "No list field asks for one item of a kind among others.", "contains.json"),
        new("items as a list of schemas", Tuple, "additionalItems.json", "items.json", "ref.json", "uniqueItems.json"),
        new("additionalItems", Tuple, "additionalItems.json", "items.json", "uniqueItems.json"),
        new("patternProperties", "The fields of a form are named one by one.", "additionalProperties.json", "optional/ecmascript-regex.json", "optional/non-bmp-regex.json", "patternProperties.json", "properties.json"),
        new("propertyNames", "The fields of a form are named one by one.", "propertyNames.json"),
        new("minProperties", "How many fields are filled is no rule that a form has; which are, is required.", "minProperties.json"),
        new("maxProperties", "How many fields are filled is no rule that a form has; which are, is required.", "maxProperties.json"),
        new("contentEncoding", "Files are records of their own, not text within a field.", "optional/content.json"),
        new("contentMediaType", "Files are records of their own, not text within a field.", "optional/content.json"),
        new("format hostname", OtherFormat, "format.json", "optional/format/hostname.json"),
        new("format idn-email", OtherFormat, "format.json", "optional/format/idn-email.json"),
        new("format idn-hostname", OtherFormat, "format.json", "optional/format/idn-hostname.json"),
        new("format ipv4", OtherFormat, "format.json", "optional/format/ipv4.json"),
        new("format ipv6", OtherFormat, "format.json", "optional/format/ipv6.json"),
        new("format iri", OtherFormat, "format.json", "optional/format/iri.json"),
        new("format iri-reference", OtherFormat, "format.json", "optional/format/iri-reference.json"),
        new("format json-pointer", OtherFormat, "format.json", "optional/format/json-pointer.json"),
        new("format regex", OtherFormat, "format.json", "optional/format/ecmascript-regex.json", "optional/format/regex.json"),
        new("format relative-json-pointer", OtherFormat, "format.json", "optional/format/relative-json-pointer.json"),
        new("format time", OtherFormat, "format.json", "optional/format/time.json"),
        new("format uri-reference", OtherFormat, "format.json", "optional/format/uri-reference.json"),
        new("format uri-template", OtherFormat, "format.json", "optional/format/uri-template.json"),
        new("format unknown", "An unknown format is refused like an unknown keyword, never ignored.", "optional/format/unknown.json"),
    ];

    public static bool Covers(SuiteGroup group) =>
        group.Outside.Count > 0 && group.Outside.All(o => Keywords.Any(k => k.Keyword == o && k.Files.Contains(group.File)));
}

/// <summary>Groups of these files that use a keyword which the subset does not have.</summary>
internal sealed record KeywordExclusion(string Keyword, string Reason, params string[] Files);
