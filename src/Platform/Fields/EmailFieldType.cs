using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>One e-mail address, at most 254 characters.</summary>
public sealed class EmailFieldType : TextFieldType
{
    public override string Key => "email";
    public override string SchemaFormat => "email";
    protected override int DefaultMaxLength => 254;
    protected override string FormatCode => "text.email";

    protected override object? CheckFormat(string text, FieldDefinition field, string path, List<Problem> problems) =>
        IsAddress(text) ? text : Refuse(problems, path, "text.email", field);

    /// <summary>One @ with something before it and a domain after it, no blanks or control characters.</summary>
    public static bool IsAddress(string text)
    {
        var at = text.IndexOf('@');
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1
            && text[at + 1] != '.' && text[^1] != '.'
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',');
    }
}
