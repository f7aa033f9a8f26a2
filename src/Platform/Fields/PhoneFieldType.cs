using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>A telephone number as people write it: digits, blanks and <c>+-().#/</c>, extension with x or 转; 3–15 digits and more with an extension.</summary>
public sealed class PhoneFieldType : TextFieldType
{
    public override string Key => "phone";
    protected override int DefaultMaxLength => 40;

    protected override object? CheckFormat(string text, FieldDefinition field, string path, List<Problem> problems)
    {
        var digits = text.Count(char.IsAsciiDigit);
        var wellFormed = digits is >= 3 and <= 20 && text.All(c => char.IsAsciiDigit(c) || "+-(). #/x转ext".Contains(c));
        return wellFormed ? text : Refuse(problems, path, "text.phone", field);
    }
}
