using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Tests;

/// <summary>A small shop: orders that point to customers, people and shops; a customer may belong to another one.</summary>
internal static class World
{
    public static readonly MetadataSnapshot Metadata = Load();
    public static readonly FormModel Order = Metadata.Form("order_form")!;
    public static readonly FormModel Customer = Metadata.Form("customer")!;
    public static readonly AccessPolicy Administrator = new(new Actor(1, [RoleModel.Administrator]), Metadata);
    public static readonly AccessPolicy Clerk = new(new Actor(2, ["clerk"]), Metadata);

    public static ImportPlan Plan(string mapping, CsvHeader header, out List<Problem> problems, AccessPolicy? access = null, FormModel? form = null)
    {
        problems = [];
        using var document = JsonDocument.Parse(mapping);
        var parsed = ImportMapping.Parse(document.RootElement.Clone(), problems);
        return ImportPlan.Resolve(parsed, access ?? Administrator, form ?? Order, header, problems);
    }

    private static MetadataSnapshot Load()
    {
        var problems = new List<Problem>();
        var snapshot = new MetadataSnapshot
        {
            Forms = new[] { OrderForm, CustomerForm, UserForm }.Select(d => FormParser.Parse(Json(d), problems)).OfType<FormModel>().ToFrozenDictionary(f => f.Key),
            Roles = new[] { ClerkRole }.Select(d => RoleParser.Parse(Json(d), problems)).OfType<RoleModel>().ToFrozenDictionary(r => r.Key),
        };
        snapshot = snapshot with { Pipelines = new[] { Pipeline }.Select(d => PipelineParser.Parse(Json(d), snapshot, problems)).OfType<PipelineModel>().ToFrozenDictionary(p => p.Key) };
        return problems.Count == 0 ? snapshot : throw new InvalidOperationException(string.Join('\n', problems));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private const string OrderForm = """
        { "$id": "order_form", "title": "Order", "type": "object", "required": ["title"],
          "x-form": { "title": {"en": "Order", "zh-CN": "订单"}, "recordTitle": "title" },
          "properties": {
            "title": {"type": "string", "maxLength": 200, "x-field": {"id": "f1", "type": "text", "title": {"en": "Title", "zh-CN": "标题"}}},
            "number": {"type": "string", "x-field": {"id": "f2", "type": "text", "title": {"en": "Order number", "zh-CN": "订单编号"}}},
            "customer": {"type": "integer", "x-field": {"id": "f3", "type": "relation", "form": "customer", "title": {"en": "Customer", "zh-CN": "客户"}}},
            "owner": {"type": "integer", "x-field": {"id": "f4", "type": "user", "title": {"en": "Owner", "zh-CN": "负责人"}}},
            "helpers": {"type": "array", "x-field": {"id": "f5", "type": "users", "title": {"en": "Helpers", "zh-CN": "协助人"}}},
            "colour": {"type": "string", "enum": ["red", "dark_blue"], "x-field": {"id": "f6", "type": "select", "allowCreate": true, "title": {"en": "Colour", "zh-CN": "颜色"},
              "options": [{"key": "red", "title": {"en": "Red", "zh-CN": "红"}}, {"key": "dark_blue", "title": {"en": "Dark blue", "zh-CN": "深蓝"}}]}},
            "tags": {"type": "array", "x-field": {"id": "f7", "type": "multiSelect", "title": {"en": "Tags", "zh-CN": "标签"},
              "options": [{"key": "new", "title": {"en": "New", "zh-CN": "新"}}, {"key": "big", "title": {"en": "Big", "zh-CN": "大"}}]}},
            "stage": {"type": "string", "x-field": {"id": "f8", "type": "stage", "pipeline": "orders", "title": {"en": "Stage", "zh-CN": "阶段"}}},
            "amount": {"type": "number", "x-field": {"id": "f9", "type": "money", "title": {"en": "Amount", "zh-CN": "金额"}}},
            "ordered_on": {"type": "string", "format": "date", "x-field": {"id": "f10", "type": "date", "title": {"en": "Ordered on", "zh-CN": "下单日期"}}},
            "double_amount": {"type": "number", "readOnly": true, "x-field": {"id": "f11", "type": "money", "formula": "amount * 2", "title": {"en": "Double", "zh-CN": "两倍"}}}
          } }
        """;

    private const string CustomerForm = """
        { "$id": "customer", "title": "Customer", "type": "object", "x-form": { "title": {"en": "Customer", "zh-CN": "客户"}, "recordTitle": "name" },
          "properties": {
            "name": {"type": "string", "x-field": {"id": "c1", "type": "text", "title": {"en": "Name", "zh-CN": "名称"}}},
            "code": {"type": "integer", "x-field": {"id": "c2", "type": "integer", "title": {"en": "Code", "zh-CN": "代码"}}},
            "parent": {"type": "integer", "x-field": {"id": "c3", "type": "relation", "form": "customer", "title": {"en": "Parent", "zh-CN": "上级"}}}
          } }
        """;

    private const string UserForm = """
        { "$id": "user", "title": "User", "type": "object", "x-form": { "title": {"en": "User", "zh-CN": "用户"}, "recordTitle": "name" },
          "properties": {
            "name": {"type": "string", "x-field": {"id": "u1", "type": "text", "title": {"en": "Name", "zh-CN": "姓名"}}},
            "email": {"type": "string", "format": "email", "x-field": {"id": "u2", "type": "email", "title": {"en": "E-mail", "zh-CN": "邮箱"}}}
          } }
        """;

    private const string Pipeline = """
        { "key": "orders", "form": "order_form", "field": "stage", "title": {"en": "Orders"},
          "stages": [
            {"id": "s1", "key": "open", "title": {"en": "Open", "zh-CN": "进行中"}, "kind": "open", "probability": 10},
            {"id": "s2", "key": "done", "title": {"en": "Done", "zh-CN": "完成"}, "kind": "won", "probability": 100}] }
        """;

    private const string ClerkRole = """
        { "key": "clerk", "title": {"en": "Clerk"}, "forms": {
          "*": {"read": "all", "create": false, "import": false},
          "order_form": {"read": "all", "create": true, "import": true, "fields": {"amount": "readOnly", "number": "hidden"}} } }
        """;
}
