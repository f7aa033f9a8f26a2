using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Records;

/// <summary>
/// What stands in a record in the place of a value that its reader may know by a mask alone. Of an e-mail address the first
/// letter and the domain, of a text or phone number the last four characters when at least eight are there, of anything else that there is something.
/// </summary>
public sealed record MaskedValue(string Text)
{
    public const string Dots = "•••";
    private const int Shown = 4;
    private const int Enough = 8;

    /// <summary>The mask of a value; null for a blank one, itself for one that is masked already.</summary>
    public static MaskedValue? Of(FieldDefinition field, object? value) => value switch
    {
        null => null,
        MaskedValue masked => masked,
        System.Collections.ICollection { Count: 0 } => null,
        string address when field.Type is EmailFieldType => new MaskedValue(Address(address)),
        string text when field.Type is PhoneFieldType || field.Type.GetType() == typeof(TextFieldType) => new MaskedValue(Ending(text)),
        _ => new MaskedValue(Dots),
    };

    private static string Address(string text) => text.LastIndexOf('@') is > 0 and var at ? text[..FirstLetter(text)] + Dots + text[at..] : Dots;

    // The end of a phone or card number tells it from others; of a short text it would be the text.
    private static string Ending(string text) => text.Length < Enough ? "••••" : $"•••• {text[LastLetters(text)..]}";

    // Halves of a surrogate pair belong together.
    private static int FirstLetter(string text) => char.IsSurrogate(text[0]) ? 2 : 1;

    private static int LastLetters(string text) => char.IsLowSurrogate(text[^Shown]) ? text.Length - Shown + 1 : text.Length - Shown;
}
