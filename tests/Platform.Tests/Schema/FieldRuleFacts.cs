using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Tests.Schema;

/// <summary>What a field says to a value, by the keywords of its schema and by its type. Null: it is taken.</summary>
public sealed class FieldRuleFacts
{
    [Theory]
    [InlineData("integer", """ "type": "integer" """, "1.0", null)]
    [InlineData("integer", """ "type": "integer" """, "10e-1", null)]
    [InlineData("integer", """ "type": "integer" """, "1.5", "number.whole")]
    [InlineData("integer", """ "type": "integer" """, "123456789012345678901234567890", "number.digits")]
    [InlineData("integer", """ "type": "integer" """, "1.0000000000000000000000000000000000000001", "number.digits")]
    [InlineData("decimal", """ "type": "number" """, "1e400", "number.digits")]
    [InlineData("decimal", """ "type": "number" """, "1e-400", "number.scale")]
    [InlineData("decimal", """ "type": "number", "minimum": 1 """, "0.99", "number.minimum")]
    [InlineData("decimal", """ "type": "number", "exclusiveMinimum": 1 """, "1.0", "number.above")]
    [InlineData("decimal", """ "type": "number", "exclusiveMaximum": 1 """, "1", "number.below")]
    [InlineData("decimal", """ "type": "number", "maximum": 1 """, "1.01", "number.maximum")]
    [InlineData("decimal", """ "type": "number", "multipleOf": 0.1 """, "0.3", null)]
    [InlineData("decimal", """ "type": "number", "multipleOf": 0.1 """, "0.35", "number.multiple")]
    [InlineData("text", """ "type": "string", "maxLength": 2 """, "\"🐲🐲\"", null)]
    [InlineData("text", """ "type": "string", "maxLength": 2 """, "\"🐲🐲🐲\"", "text.too_long")]
    [InlineData("text", """ "type": "string", "minLength": 2 """, "\"🐲\"", "text.too_short")]
    [InlineData("text", """ "type": "string", "pattern": "^\\d+$" """, "\"12\\n\"", "text.pattern")]
    [InlineData("text", """ "type": "string", "pattern": "^\\d+$" """, "\"١٢\"", "text.pattern")]
    [InlineData("text", """ "type": "string", "pattern": "^.$" """, "\"🐲\"", null)]
    [InlineData("dateTime", """ "type": "string", "format": "date-time" """, "\"2026-02-30T10:00:00Z\"", "type.dateTime")]
    [InlineData("dateTime", """ "type": "string", "format": "date-time" """, "\"2026-02-28T10:00Z\"", "type.dateTime")]
    [InlineData("dateTime", """ "type": "string" """, "\"2026-02-28T10:00Z\"", null)]
    [InlineData("email", """ "type": "string", "format": "email" """, "\"a..b@example.com\"", "text.email")]
    [InlineData("url", """ "type": "string", "format": "uri" """, "\"https://example.com/路\"", "text.url")]
    [InlineData("url", """ "type": "string" """, "\"https://example.com/路\"", null)]
    [InlineData("users", """ "type": "array", "minItems": 2 """, "[1]", "list.too_few")]
    [InlineData("users", """ "type": "array", "minItems": 2 """, "[1, 1]", "list.too_few")]
    [InlineData("users", """ "type": "array", "maxItems": 1 """, "[1, 2]", "list.too_many")]
    [InlineData("users", """ "type": "array", "uniqueItems": true """, "[1, 1.0]", "list.duplicate")]
    [InlineData("users", """ "type": "array" """, "[1, 1]", null)]
    [InlineData("users", """ "type": "array", "minItems": 2 """, "[]", null)]
    public void A_value_is_taken_or_refused_with_one_code(string type, string keywords, string value, string? code)
    {
        var problems = new List<Problem>();
        Field(type, keywords).Type.Read(JsonDocument.Parse(value).RootElement, Field(type, keywords), "/it", problems);
        Assert.Equal(code is null ? [] : [code], problems.Select(p => p.Code));
    }

    [Fact]
    public void A_cell_of_a_file_keeps_each_entry_once_and_is_counted_then()
    {
        var format = new TextFormat(null, TimeZoneInfo.Utc, "en");
        var field = Field("users", """ "type": "array", "uniqueItems": true, "maxItems": 2 """);
        var problems = new List<Problem>();
        Assert.Equal(new List<long> { 1, 2 }, field.Type.ReadText("1; 2; 1", field, format, "", problems));
        Assert.Empty(problems);
        field.Type.ReadText("1; 2; 3", field, format, "", problems);
        Assert.Equal("list.too_many", Assert.Single(problems).Code);
    }

    [Theory]
    [InlineData("d/M/yyyy", "31/12/2024", "2024-12-30T16:00:00Z")]
    [InlineData("d/M/yyyy", "31/12/2024 9:05", "2024-12-31T01:05:00Z")]
    [InlineData("d.M.yyyy", "31.12.2024 23:59:58", "2024-12-31T15:59:58Z")]
    [InlineData("M/d/yyyy", "12/31/2024 3:05 PM", "2024-12-31T07:05:00Z")]
    [InlineData("M/d/yyyy", "31/12/2024 9:05", null)]
    [InlineData(null, "2024/12/31 9:05", "2024-12-31T01:05:00Z")]
    [InlineData(null, "31/12/2024 9:05", null)]
    public void An_hour_may_follow_a_day_in_the_form_that_was_chosen(string? form, string cell, string? instant)
    {
        var format = new TextFormat(form, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), "en");
        var field = Field("dateTime", """ "type": "string" """);
        var problems = new List<Problem>();
        var value = field.Type.ReadText(cell, field, format, "", problems);
        Assert.Equal(instant, value is null ? null : field.Type.WriteText(value));
        Assert.Equal(instant is null ? ["type.dateTime"] : [], problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData(""" "type": "string", "pattern": "(?=a)" """, "form.pattern")]
    [InlineData(""" "type": "string", "pattern": "(a)\\1" """, "form.pattern")]
    [InlineData(""" "type": "string", "pattern": "\\bword\\b" """, "form.pattern")]
    [InlineData(""" "type": "string", "pattern": "a\\-b" """, "form.pattern")]
    [InlineData(""" "type": "string", "pattern": "(?i)a" """, "form.pattern")]
    [InlineData(""" "type": "string", "pattern": "((a{100}){100}){100}" """, "form.pattern")]
    [InlineData(""" "type": "string", "maxLength": 1.5 """, "document.integer")]
    [InlineData(""" "type": "string", "enum": ["a"] """, "document.unknown_keyword")]
    [InlineData(""" "type": "string", "minimum": 1 """, "document.unknown_keyword")]
    public void A_keyword_that_could_not_be_kept_is_refused_when_the_form_is_saved(string keywords, string code)
    {
        var problems = new List<Problem>();
        Assert.Null(Parse("text", keywords, problems));
        Assert.Equal(code, Assert.Single(problems).Code);
    }

    private static FieldDefinition Field(string type, string keywords)
    {
        var problems = new List<Problem>();
        return Parse(type, keywords, problems) ?? throw new InvalidOperationException(string.Join('\n', problems));
    }

    private static FieldDefinition? Parse(string type, string keywords, List<Problem> problems)
    {
        using var document = JsonDocument.Parse($$"""{ "$id": "thing", "type": "object", "x-form": {}, "properties": { "it": { {{keywords}}, "x-field": {"id": "f", "type": "{{type}}"} } } }""");
        return FormParser.Parse(document.RootElement.Clone(), problems)?.Fields.Single();
    }
}
