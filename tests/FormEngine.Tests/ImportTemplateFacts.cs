using NoCodeCrm.FormEngine.Transfer;

namespace NoCodeCrm.FormEngine.Tests;

public sealed class ImportTemplateFacts
{
    [Theory]
    [InlineData("Acme", "Pro", "Acme · Pro")]
    [InlineData("Acme", "", "Acme")]
    [InlineData(null, "Pro", "Pro")]
    [InlineData(" ", null, null)]
    public void Blank_parts_drop_with_their_separator(string? account, string? product, string? expected) =>
        Assert.Equal(expected, new ImportTemplate("{account} · {product}").Compose(name => name == "account" ? account : product));

    [Fact]
    public void Text_around_the_parts_stays() =>
        Assert.Equal("No. 7 (Ann)", new ImportTemplate("No. {n} ({who})").Compose(name => name == "n" ? "7" : "Ann"));

    [Fact]
    public void The_columns_are_known_before_any_row() =>
        Assert.Equal(["account", "product"], new ImportTemplate("{account} · { product }").Columns);
}
