using System.Text.RegularExpressions;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Fields;

/// <summary>A running number by a pattern such as <c>OPP-{yyyy}-{0000}</c>; given once, on creation, gaps allowed.</summary>
public sealed partial class AutoNumberFieldType : TextFieldType
{
    public override string Key => "autoNumber";
    public override bool IsGenerated => true;

    public override void CheckSettings(FieldDefinition field, string path, List<Problem> problems)
    {
        if (field.NumberPattern is not { } pattern || !Counter().IsMatch(pattern))
            problems.Add(new Problem(path + "/x-field/pattern", "form.number_pattern"));
    }

    /// <summary>The text for the n-th record, on a day.</summary>
    public static string Format(string pattern, long number, DateOnly day) =>
        Counter().Replace(pattern, match => number.ToString(new string('0', match.Length - 2)))
            .Replace("{yyyy}", day.Year.ToString("0000")).Replace("{yy}", (day.Year % 100).ToString("00"))
            .Replace("{MM}", day.Month.ToString("00")).Replace("{dd}", day.Day.ToString("00"));

    [GeneratedRegex(@"\{0+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Counter();
}
