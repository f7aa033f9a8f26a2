using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>An absolute http or https address; no other scheme, so that a link is never code.</summary>
public sealed class UrlFieldType : TextFieldType
{
    public override string Key => "url";
    public override string SchemaFormat => "uri";
    protected override int DefaultMaxLength => 2_000;
    protected override string FormatCode => "text.url";

    protected override object? CheckFormat(string text, FieldDefinition field, string path, List<Problem> problems)
    {
        var isWeb = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        return isWeb ? text : Refuse(problems, path, "text.url", field);
    }
}
