using System.Text;
using NoCodeCrm.FormEngine.Transfer;

namespace NoCodeCrm.FormEngine.Tests;

public sealed class CsvTextFacts
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+cmd")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    public void What_a_spreadsheet_would_run_is_shown_as_text_and_comes_back_as_it_was(string text)
    {
        Assert.Equal("'" + text, CsvText.Guard(text));
        Assert.Equal(text, CsvText.Unguard(CsvText.Guard(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ann")]
    [InlineData("'tis")]
    [InlineData("a=b")]
    public void Other_text_is_left_alone(string text)
    {
        Assert.Equal(text, CsvText.Guard(text));
        Assert.Equal(text, CsvText.Unguard(text));
    }

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("+1.50", "+1.50")]
    [InlineData("-5+6", "'-5+6")]
    public void A_plain_number_is_no_formula(string text, string expected) => Assert.Equal(expected, CsvText.GuardUnlessNumber(text));

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        string[] cells = ["a,b", "say \"hi\"", "two\nlines", "", "中文"];
        var file = new StringBuilder();
        CsvText.AppendRow(file, ["1", "2", "3", "4", "5"], ',');
        CsvText.AppendRow(file, cells, ',');
        Assert.Equal(cells, (await CsvFiles.ReadAsync(file.ToString())).Rows[0].Cells);
    }
}
