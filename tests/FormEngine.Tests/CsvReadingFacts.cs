using System.Text;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.FormEngine.Tests;

public sealed class CsvReadingFacts
{
    private const string Chinese = "客户名称,行业,成立年份\r\n华东机械有限公司,制造,1998\r\n北京软件股份,软件,2004\r\n";

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_column()
    {
        var (header, rows) = await CsvFiles.ReadAsync(CsvFiles.Bytes("name,age\nAnn,3\n", mark: true));
        Assert.Equal(["name", "age"], header.Names);
        Assert.Equal(["Ann", "3"], Assert.Single(rows).Cells);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    [InlineData("utf-16be")]
    public async Task Chinese_is_read_in_whatever_encoding_it_was_saved(string encoding)
    {
        var file = CsvFiles.Bytes(string.Concat(Enumerable.Repeat(Chinese, 3)), encoding);
        var (header, rows) = await CsvFiles.ReadAsync(file);
        Assert.Equal(encoding, CsvFiles.Detect(file).Encoding);
        Assert.Equal(["客户名称", "行业", "成立年份"], header.Names);
        Assert.Equal("华东机械有限公司", rows[0].Cells[0]);
    }

    [Fact]
    public async Task Western_letters_are_not_taken_for_Chinese()
    {
        var file = CsvFiles.Bytes("nom;ville\nRenée Müller;Orléans\nJosé Núñez;Málaga\n", "windows-1252");
        Assert.Equal(new CsvFormat("windows-1252", ';'), CsvFiles.Detect(file));
        Assert.Equal("Renée Müller", (await CsvFiles.ReadAsync(file)).Rows[0].Cells[0]);
    }

    [Fact]
    public void A_sample_that_ends_within_a_character_is_still_utf8()
    {
        var file = CsvFiles.Bytes("名称\n" + new string('客', 1_000));
        Assert.Equal("utf-8", CsvEncodings.Detect(file.AsSpan(0, file.Length - 1)));
    }

    [Fact]
    public async Task A_wrong_encoding_rejects_the_rows_that_it_spoils_and_no_others()
    {
        var file = CsvFiles.Bytes("name,city\nAnn,Paris\nRenée,Orléans\n", "windows-1252");
        var (_, rows) = await CsvFiles.ReadAsync(file, new CsvFormat("utf-8", ','));
        Assert.Null(rows[0].Fault);
        Assert.Equal("import.encoding", rows[1].Fault?.Code);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Every_usual_delimiter_is_found(char delimiter)
    {
        var text = $"name{delimiter}note{delimiter}n\nAnn{delimiter}\"a, b; c | d\"{delimiter}1\nBob{delimiter}x{delimiter}2\n";
        Assert.Equal(delimiter, CsvFiles.Detect(CsvFiles.Bytes(text)).Delimiter);
        Assert.Equal("a, b; c | d", (await CsvFiles.ReadAsync(text)).Rows[0].Cells[1]);
    }

    [Fact]
    public void Decimal_commas_do_not_hide_the_semicolon() =>
        Assert.Equal(';', CsvFiles.Detect(CsvFiles.Bytes("name;price;weight\na;1,5;2,5\nb;3,0;4,0\n")).Delimiter);

    [Fact]
    public async Task A_single_column_is_a_file_too() =>
        Assert.Equal(["Ann"], (await CsvFiles.ReadAsync("name\nAnn\n")).Rows[0].Cells);

    [Fact]
    public async Task Quoted_line_breaks_and_quotes_belong_to_their_cell()
    {
        var (_, rows) = await CsvFiles.ReadAsync("name,note\nAnn,\"first\nsecond, \"\"quoted\"\"\"\nBob,x\n");
        Assert.Equal("first\nsecond, \"quoted\"", rows[0].Cells[1]);
        Assert.Equal((3L, "Bob"), (rows[1].Number, rows[1].Cells[0]));
    }

    [Fact]
    public async Task Ragged_rows_are_faults_of_their_own_and_stop_nothing()
    {
        var (_, rows) = await CsvFiles.ReadAsync("a,b,c\n1,2,3\n1,2\n1,2,3,4\n4,5,6\n");
        Assert.Equal([null, "import.ragged", "import.ragged", null], rows.Select(r => r.Fault?.Code));
        Assert.Equal(2, rows[1].Fault!.Parameters["count"]);
        Assert.Equal(3, rows[1].Fault!.Parameters["expected"]);
        Assert.Equal("4", rows[2].Cells[3]);
    }

    [Fact]
    public async Task A_name_that_stands_twice_means_its_first_column()
    {
        var (header, _) = await CsvFiles.ReadAsync("name,amount,name\nAnn,1,Bob\n");
        Assert.Equal(["name"], header.Twice);
        Assert.Equal(0, header.IndexOf("name"));
    }

    [Fact]
    public async Task A_column_without_a_name_goes_by_its_number() =>
        Assert.Equal(["a", "#2"], (await CsvFiles.ReadAsync("a,\n1,2\n")).Header.Names);

    [Fact]
    public async Task Rows_without_any_text_are_passed_over_but_counted_as_a_spreadsheet_does()
    {
        var (_, rows) = await CsvFiles.ReadAsync("a,b\n1,2\n,\n3,4\n");
        Assert.Equal([2L, 4L], rows.Select(r => r.Number));
    }

    [Fact]
    public async Task An_endless_cell_is_handed_on_for_its_field_to_judge()
    {
        var (_, rows) = await CsvFiles.ReadAsync($"name,n\n{new string('x', 12_000)},1\nAnn,2\n");
        Assert.Equal(12_000, rows[0].Cells[0].Length);
        Assert.Null(rows[0].Fault);
        Assert.Equal("Ann", rows[1].Cells[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    public async Task A_file_without_a_header_is_refused(string text) =>
        Assert.Equal("import.empty", (await Assert.ThrowsAsync<ValidationException>(() => CsvFiles.ReadAsync(text))).Code);

    [Fact]
    public async Task A_header_of_two_thousand_columns_is_refused() =>
        Assert.Equal("import.too_wide", (await Assert.ThrowsAsync<ValidationException>(() => CsvFiles.ReadAsync(string.Join(',', Enumerable.Range(0, 2_000))))).Code);

    [Fact]
    public async Task A_quote_that_is_never_closed_swallows_no_more_than_a_row_may_hold()
    {
        var file = CsvFiles.Bytes("a,b\n1,2\n3,\"" + new string('x', 12_000_000));
        await using var rows = await CsvRows.OpenAsync(new MemoryStream(file), new CsvFormat("utf-8", ','), CancellationToken.None);
        Assert.NotNull(await rows.NextAsync(CancellationToken.None));
        var refusal = await Assert.ThrowsAsync<ValidationException>(async () => await rows.NextAsync(CancellationToken.None));
        Assert.Equal("import.quote", refusal.Code);
    }

    [Fact]
    public async Task A_short_unclosed_quote_rejects_the_row_that_opened_it()
    {
        var (_, rows) = await CsvFiles.ReadAsync("a,b\n1,2\n3,\"x\n5,6\n");
        Assert.Equal([null, "import.quote"], rows.Select(r => r.Fault?.Code));
    }

    [Fact]
    public async Task Three_hundred_megabytes_are_read_in_a_few()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var rows = await CsvRows.OpenAsync(new EndlessCsv(300L * 1024 * 1024), new CsvFormat("utf-8", ','), CancellationToken.None);
        var (count, most) = (0L, 0L);
        while (await rows.NextAsync(CancellationToken.None) is not null)
            if (++count % 500_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        Assert.True(count > 5_000_000);
        Assert.InRange(most, 0, 8 * 1024 * 1024);
    }

    /// <summary>A file that is made while it is read.</summary>
    private sealed class EndlessCsv(long length) : Stream
    {
        private static readonly byte[] Line = Encoding.ASCII.GetBytes("1C1I7A6R,Moses,GTX,Cancity,Won,2016-10-20,2017-03-01,10\n");
        private long _position;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - _position);
            for (var i = 0; i < count; i++)
                buffer[i] = Line[(_position + i) % Line.Length];
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
