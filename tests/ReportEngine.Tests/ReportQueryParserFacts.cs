using System.Buffers;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Tests.World;
using Xunit;

namespace NoCodeCrm.ReportEngine.Tests;

public sealed class ReportQueryParserFacts
{
    [Theory]
    [InlineData("""{"measures": [{"id": "n", "agg": "count"}]}""", "/source")]
    [InlineData("""{"source": "x"}""", "/measures")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "median", "field": "a"}]}""", "/measures/0/agg")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "sum"}]}""", "/measures/0/field")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count", "type": "share"}]}""", "/measures/0/type")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}, {"id": "n", "agg": "count"}]}""", "/measures/1/id")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "dimensions": [{"id": "n", "field": "a"}]}""", "/dimensions/0/id")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}, {"id": "r", "type": "ratio", "numerator": "n", "denominator": "r"}]}""", "/measures/1/denominator")]
    [InlineData("""{"source": "x", "timeDimensions": [{"id": "t", "field": "a", "granularity": "decade"}]}""", "/timeDimensions/0/granularity")]
    [InlineData("""{"source": "x", "timeDimensions": [{"id": "t", "field": "a", "granularity": "day", "dateRange": {"from": "2017-02-30"}}]}""", "/timeDimensions/0/dateRange")]
    [InlineData("""{"source": "x", "timeDimensions": [{"id": "t", "field": "a", "granularity": "day", "dateRange": {"from": "2017-02-03", "to": "2017-02-02"}}]}""", "/timeDimensions/0/dateRange")]
    [InlineData("""{"source": "x", "timeDimensions": [{"id": "t", "field": "a", "granularity": "day", "dateRange": {"unit": "fortnight"}}]}""", "/timeDimensions/0/dateRange")]
    [InlineData("""{"source": "x", "timezone": "../../etc/passwd", "measures": [{"id": "n", "agg": "count"}]}""", "/timezone")]
    [InlineData("""{"source": "x", "timezone": "Mars/Olympus", "measures": [{"id": "n", "agg": "count"}]}""", "/timezone")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "filters": {"and": [{"member": "a", "operator": "resembles"}]}}""", "/filters/and/0/operator")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "order": [{"id": "z"}]}""", "/order/0/id")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "order": [{"id": "n", "dir": "up"}]}""", "/order/0/dir")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "limit": 10001}""", "/limit")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "limit": 0}""", "/limit")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "groupBy": []}""", "/groupBy")]
    [InlineData("""{"source": "x", "measures": [{"id": "n", "agg": "count"}], "fields": ["name"]}""", "/fields")]
    [InlineData("""{"source": "x", "measures": [7]}""", "/measures/0")]
    [InlineData("[]", "")]
    public void A_fault_is_named_at_its_place(string query, string path)
    {
        var refusal = Assert.Throws<ValidationException>(() => ReportQueryParser.Parse(ReportWorld.Json(query)));
        Assert.True(refusal.Unreadable);
        Assert.Contains(refusal.Problems, p => p.Path == path);
    }

    [Fact]
    public void More_than_twenty_measures_or_ten_dimensions_are_too_many()
    {
        var measures = string.Join(", ", Enumerable.Range(0, 21).Select(i => $$"""{"id": "m{{i}}", "agg": "count"}"""));
        var dimensions = string.Join(", ", Enumerable.Range(0, 11).Select(i => $$"""{"id": "d{{i}}", "field": "a"}"""));
        var refusal = Assert.Throws<ValidationException>(() => ReportQueryParser.Parse(ReportWorld.Json($$"""{"source": "x", "measures": [{{measures}}], "dimensions": [{{dimensions}}]}""")));
        Assert.Equal(["/dimensions", "/measures"], refusal.Problems.Select(p => p.Path).Order());
    }

    [Fact]
    public void A_query_written_and_read_again_is_the_same()
    {
        const string Text = """{"source":"opportunity","timezone":"Asia/Shanghai","measures":[{"id":"won","agg":"sum","field":"amount","filters":{"and":[{"member":"stage","operator":"equals","values":["won"]},{"not":{"member":"region","operator":"set"}}]},"label":{"en":"Won","zh-CN":"赢单"}},{"id":"n","agg":"count"},{"id":"rate","type":"ratio","numerator":"won","denominator":"n"}],"dimensions":[{"id":"who","field":"owner"}],"timeDimensions":[{"id":"m","field":"closed_on","granularity":"month","dateRange":{"unit":"month","from":-5,"to":0}}],"filters":{"or":[{"member":"amount","operator":"gt","values":[1.50]}]},"having":{"member":"n","operator":"gt","values":[1]},"order":[{"id":"won","dir":"desc"}],"limit":100}""";
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            ReportQueryJson.Write(writer, ReportQueryParser.Parse(ReportWorld.Json(Text)));
        Assert.Equal(Text, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
