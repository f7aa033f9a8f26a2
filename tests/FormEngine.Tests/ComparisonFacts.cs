using NoCodeCrm.FormEngine.Duplicates;
using NoCodeCrm.Platform.Fields;

namespace NoCodeCrm.FormEngine.Tests;

/// <summary>When two entries look like the same thing.</summary>
public sealed class ComparisonFacts
{
    [Theory]
    [InlineData("Acme Inc.", "ACME", "Same")]
    [InlineData("The Acme Company", "acme", "Same")]
    [InlineData("华辰科技有限公司", "华辰科技", "Same")]
    [InlineData("上海华辰科技", "华辰科技有限公司", "Similar")]
    [InlineData("Hottechi", "Hottechy", "Similar")]
    [InlineData("Rangreen", "Ganjaflex", "None")]
    [InlineData("华辰科技", "宏远科技", "None")]
    [InlineData("Sun", "Sunshine Partners", "None")]
    [InlineData("Ltd", "Limited", "None")]
    public void Names_are_compared_without_legal_forms_case_and_blanks(string one, string other, string expected) =>
        Assert.Equal(expected, Comparison.For(new TextFieldType()).Compare(one, other).ToString());

    [Theory]
    [InlineData("+86 138-0013-8000", "13800138000", "Same")]
    [InlineData("13800138000", "13800138001", "None")]
    [InlineData("8000", "8000", "None")]
    public void Phone_numbers_are_compared_by_their_last_digits(string one, string other, string expected) =>
        Assert.Equal(expected, Comparison.For(new PhoneFieldType()).Compare(one, other).ToString());

    [Theory]
    [InlineData("https://www.acme.example/about", "acme.example", "Same")]
    [InlineData("https://acme.example", "https://acme.test", "None")]
    public void Web_addresses_are_compared_by_their_host(string one, string other, string expected) =>
        Assert.Equal(expected, Comparison.For(new UrlFieldType()).Compare(one, other).ToString());

    [Theory]
    [InlineData("Acme Inc.", "acme")]
    [InlineData("华辰科技有限公司", "华辰 辰科 科技")]
    [InlineData("AB", "")]
    public void Candidates_share_a_piece_of_the_name(string name, string pieces) =>
        Assert.Equal(pieces, string.Join(' ', Comparison.For(new TextFieldType()).Pieces(name)));
}
