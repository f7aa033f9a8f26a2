using System.Text.Json.Nodes;

namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>The form that the administrator's guide builds: twelve fields in two sections, a field shown on a condition, a formula; and a field whose type was chosen too loosely.</summary>
public static class VisitForm
{
    public const string Key = "customer_visit";

    /// <summary>Publishes it with a few records, so that a change of type has values to convert.</summary>
    public static async Task MakeAsync(ApiClient admin, Words words)
    {
        (await admin.PutAsync($"/api/forms/{Key}", Document().ToJsonString())).Must(HttpStatusCode.Created);
        foreach (var (name, attendees) in new[] { ("Plant tour", "3"), ("Kick-off", "12"), ("Yearly review", words.Either("about ten", "十来人")), ("Demo", "5") })
            (await admin.PostAsync($"/api/forms/{Key}/records", new { name = words.Either(name, "拜访 " + attendees), attendees, travel = 420, hotel = 380 })).Must(HttpStatusCode.Created);
    }

    private static JsonObject Document()
    {
        var properties = new JsonObject();
        JsonObject Control(string key, string json, string en, string zh, JsonNode? rule = null)
        {
            var field = JsonNode.Parse(json)!.AsObject();
            field["title"] = en;
            field["x-field"]!["id"] = $"fld_{Key}_{key}";
            field["x-field"]!["title"] = new JsonObject { ["en"] = en, ["zh-CN"] = zh };
            properties[key] = field;
            var control = new JsonObject { ["type"] = "Control", ["scope"] = "#/properties/" + key };
            if (rule is not null)
                control["rule"] = rule;
            return control;
        }
        static JsonObject Pair(params JsonNode[] elements) => new() { ["type"] = "HorizontalLayout", ["elements"] = new JsonArray(elements) };
        static JsonObject Section(string en, string zh, params JsonNode[] elements) =>
            new() { ["type"] = "Group", ["label"] = en, ["options"] = new JsonObject { ["title"] = new JsonObject { ["en"] = en, ["zh-CN"] = zh } }, ["elements"] = new JsonArray(elements) };
        const string money = """{"type":"number","multipleOf":0.01,"x-field":{"type":"money"}}""";
        var whenLost = JsonNode.Parse("""{"effect":"SHOW","condition":{"scope":"#/properties/outcome","schema":{"enum":["poor"]}}}""");
        var layout = new JsonObject
        {
            ["type"] = "VerticalLayout",
            ["elements"] = new JsonArray(
                Section("Visit", "拜访",
                    Pair(Control("name", """{"type":"string","x-field":{"type":"text"}}""", "Subject", "主题"), Control("account", """{"type":"integer","x-field":{"type":"relation","form":"account","reverse":{"en":"Visits","zh-CN":"拜访"}}}""", "Account", "客户")),
                    Pair(Control("visited_on", """{"type":"string","format":"date","x-field":{"type":"date"}}""", "Date", "日期"), Control("attendees", """{"type":"string","x-field":{"type":"text"}}""", "Attendees", "参会人数")),
                    Pair(Control("travel", money, "Travel", "交通费"), Control("hotel", money, "Hotel", "住宿费")),
                    Control("cost", """{"type":"number","readOnly":true,"x-field":{"type":"money","formula":"travel + hotel"}}""", "Total cost", "费用合计")),
                Section("Result", "结果",
                    Pair(Control("outcome", """{"type":"string","enum":["good","open","poor"],"x-field":{"type":"select","options":[{"key":"good","title":{"en":"Good","zh-CN":"良好"}},{"key":"open","title":{"en":"Open","zh-CN":"待定"}},{"key":"poor","title":{"en":"Poor","zh-CN":"不佳"}}]}}""", "Outcome", "拜访结果"),
                        Control("next_on", """{"type":"string","format":"date","x-field":{"type":"date"}}""", "Next visit", "下次拜访")),
                    Control("reason", """{"type":"string","x-field":{"type":"longText"}}""", "What went wrong?", "哪里不顺利？", whenLost),
                    Control("notes", """{"type":"string","x-field":{"type":"longText"}}""", "Notes", "备注"),
                    Control("photos", """{"type":"array","items":{"type":"integer"},"x-field":{"type":"file"}}""", "Photos", "照片"))),
        };
        return new JsonObject
        {
            ["$id"] = Key,
            ["title"] = "Customer visit",
            ["type"] = "object",
            ["x-form"] = new JsonObject
            {
                ["title"] = new JsonObject { ["en"] = "Customer visit", ["zh-CN"] = "客户拜访" },
                ["plural"] = new JsonObject { ["en"] = "Customer visits", ["zh-CN"] = "客户拜访" },
                ["recordTitle"] = "name",
                ["nav"] = true,
                ["layouts"] = new JsonObject { ["detail"] = layout },
            },
            ["required"] = new JsonArray("name"),
            ["properties"] = properties,
        };
    }
}
