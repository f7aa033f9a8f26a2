namespace NoCodeCrm.Conformance.Tests;

/// <summary>Mistakes that people make in documents, at every level of them.</summary>
internal static class Mutations
{
    private const string Form = "templates/opportunity/forms/opportunity.json";
    private const string Activity = "templates/opportunity/forms/activity.json";
    private const string Pipeline = "templates/opportunity/pipelines/sales.json";
    private const string Role = "templates/opportunity/roles/rep.json";
    private const string Dashboard = "templates/opportunity/dashboards/sales_overview.json";
    private const string View = "templates/opportunity/views/closing_this_quarter.json";
    private const string Home = "templates/opportunity/homes/rep.json";
    private const string Forecast = "templates/opportunity/forecasts/sales.json";
    private const string Template = "templates/opportunity/template.json";
    private const string Recipe = "templates/opportunity/sample/recipe.json";

    public static readonly IReadOnlyList<Mutation> All =
    [
        .. Of("form", Form,
            ("/colour", "true"), ("/allOf", "[]"), ("/x-form/colour", "\"red\""), ("/properties/name/const", "\"x\""), ("/properties/name/minimum", "1"),
            ("/properties/amount/minLength", "1"), ("/properties/name/x-field/colour", "1"), ("/properties/name/x-field/form", "\"account\""),
            ("/properties/source/x-field/options/0/label", "\"x\""), ("/x-form/layouts/detail/elements/0/hint", "1"), ("/x-form/access", "{\"by\": \"x\"}"),
            ("/properties/win_factors/items/pattern", "\"x\""), ("/properties/win_factors/items/type", "\"integer\""), ("/properties/collaborators/items/enum", "[1]"),
            ("/type", null), ("/type", "\"array\""), ("/$id", null), ("/$id", "\"Opportunity\""), ("/title", "1"), ("/description", "1"), ("/additionalProperties", "{}"),
            ("/required", "\"name\""), ("/properties/name/type", null), ("/properties/name/type", "\"integer\""), ("/properties/amount/type", "\"integer\""),
            ("/properties/name/maxLength", "-1"), ("/properties/name/maxLength", "1.5"), ("/properties/name/minLength", "\"1\""), ("/properties/name/pattern", "1"),
            ("/properties/name/pattern", "\"[\""), ("/properties/name/format", "\"email\""), ("/properties/expected_close/format", "\"date-time\""),
            ("/properties/amount/minimum", "\"0\""), ("/properties/amount/multipleOf", "0"), ("/properties/amount/exclusiveMaximum", "true"),
            ("/properties/win_factors/uniqueItems", "1"), ("/properties/win_factors/minItems", "-1"), ("/properties/source/enum", "\"website\""),
            ("/properties/weighted/readOnly", "\"yes\""), ("/properties/name/x-field", null), ("/properties/name/x-field/type", null), ("/properties/name/x-field/type", "\"string\""),
            ("/properties/amount/x-field/scale", "7"), ("/properties/stage/x-field/pipeline", null), ("/properties/account/x-field/form", null),
            ("/properties/source/x-field/options/0/key", null), ("/properties/source/x-field/allowCreate", "\"yes\""), ("/properties/Name", "{\"type\": \"string\", \"x-field\": {\"id\": \"f\", \"type\": \"text\"}}"),
            ("/x-form/nav", "\"yes\""), ("/x-form/order", "1.5"), ("/x-form/search", "\"name\""), ("/x-form/duplicates", "\"name\""), ("/x-form/unique", "[\"external_id\"]"), ("/x-form/title", "1"),
            ("/x-form/layouts/detail/type", "\"Grid\""), ("/x-form/layouts/create/elements/0/scope", null), ("/x-form/layouts/create/elements/0/scope", "\"name\""),
            ("/x-form/layouts/detail/elements/3/rule/effect", "\"BLINK\""), ("/x-form/layouts/detail/elements/3/rule/condition", null)),
        .. Of("form", Activity, ("/x-form/timeline/by", null), ("/properties/record/type", "\"integer\""), ("/x-form/timeline/since", "1")),
        .. Of("pipeline", Pipeline,
            ("/colour", "1"), ("/key", null), ("/form", null), ("/field", null), ("/stages", null), ("/stages", "[]"), ("/stages", "{}"), ("/title", "1"), ("/amountField", "1"),
            ("/stages/0/key", null), ("/stages/0/kind", null), ("/stages/0/kind", "\"lead\""), ("/stages/0/weight", "1"), ("/stages/0/probability", "101"), ("/stages/0/probability", "\"10\""),
            ("/stages/0/staleAfterDays", "1.5"), ("/stages/0/category", "1"), ("/categories", "{}"), ("/categories/0/key", null), ("/categories/0/colour", "1"), ("/stages/0/required", "\"name\""), ("/stages/0/tasks/0/key", null), ("/stages/0/tasks/0/owner", "1"), ("/stages/0/tasks/0/must", "\"no\""),
            ("/stages/0/exit/0/when", null), ("/stages/0/exit/0/if", "\"x\""), ("/stages/0/deliverables/0/key", "\"A b\""), ("/stages/5/onEnter/clear", "[]"),
            ("/taskForm/due", null), ("/taskForm/priority", "\"x\""), ("/moves/sideways", "[]"), ("/moves/back/roles", "\"rep\""), ("/moves/back/comment", "true")),
        .. Of("role", Role,
            ("/key", null), ("/key", "\"admin\""), ("/key", "\"Rep\""), ("/colour", "1"), ("/title", "1"), ("/forms/*/print", "true"), ("/forms/*/create", "\"yes\""),
            ("/forms/*/read", "\"mine\""), ("/forms/*/read", "[\"mine\"]"), ("/forms/*/read", "{\"when\": 1}"), ("/forms/*/read", "{\"if\": \"x\"}"), ("/forms/*/fields", "{\"name\": \"secret\"}"), ("/forms/*", "true")),
        .. Of("dashboard", Dashboard,
            ("/key", null), ("/source", null), ("/colour", "1"), ("/order", "1.5"), ("/filters/0/kind", null), ("/filters/0/kind", "\"colour\""), ("/filters/0/member", null), ("/filters/1/form", null),
            ("/filters/0/default", "3"), ("/filters/0/label", "1"), ("/widgets/0/id", null), ("/widgets/0/type", "\"dial\""), ("/widgets/0/layout", null), ("/widgets/0/layout/w", "13"),
            ("/widgets/0/layout/z", "1"), ("/widgets/0/colour", "1"), ("/widgets/0/options/format", "\"roman\""), ("/widgets/0/options/size", "1"), ("/widgets/0/query", null),
            ("/widgets/0/query/source", null), ("/widgets/0/query/join", "1"), ("/widgets/0/query/limit", "0"), ("/widgets/0/query/measures/0/agg", "\"median\""), ("/widgets/0/query/measures/0/agg", null),
            ("/widgets/0/query/measures/0/field", null), ("/widgets/0/query/measures/0/of", "1"), ("/widgets/1/query/measures/0/denominator", null), ("/widgets/1/query/measures/0/type", "\"share\""),
            ("/widgets/0/query/filters/and/0/operator", "\"like\""), ("/widgets/0/query/filters/and/0/member", null), ("/widgets/0/query/filters/and/0/values", "\"won\""),
            ("/widgets/0/query/order", "[{\"dir\": \"asc\"}]"), ("/widgets/0/query/order", "[{\"id\": \"n\", \"dir\": \"up\"}]"), ("/widgets/0/filterMembers", "{\"period\": 1}")),
        .. Of("view", View,
            ("/key", null), ("/key", "\"Mine\""), ("/title", null), ("/title", "1"), ("/form", null), ("/colour", "1"), ("/order", "1.5"), ("/access", "\"me\""), ("/access", "{\"owner\": \"me\"}"), ("/default", "\"rep\""),
            ("/filter", "\"open\""), ("/filter/and/0/operator", "\"like\""), ("/filter/and/0/member", null), ("/filter/and/0/values", "\"open\""), ("/search", "1"), ("/sort", "[\"name\"]"), ("/columns", "\"name\""), ("/columns", "[1]"), ("/columns", "[\"name\", \"name\"]")),
        .. Of("home", Home,
            ("/key", null), ("/colour", "1"), ("/order", "\"first\""), ("/roles", "\"rep\""), ("/sections/0/kind", null), ("/sections/0/kind", "\"weather\""), ("/sections/0/since", "1"), ("/sections/0/sources/0/form", null),
            ("/sections/0/sources/0/date", null), ("/sections/0/sources/0/tick", "1"), ("/sections/0/sources/0/colour", "1"), ("/sections/2/form", null), ("/sections/2/reasons/0/field", null), ("/sections/2/reasons/0/why", "1"),
            ("/sections/3/widgets/0/type", "\"dial\""), ("/sections/3/widgets/0/query/measures/0/agg", "\"median\"")),
        .. Of("forecast", Forecast,
            ("/key", null), ("/key", "\"Sales\""), ("/colour", "1"), ("/order", "1.5"), ("/roles", "\"rep\""), ("/pipeline", null), ("/amount", null), ("/weighted", "1"), ("/date", null), ("/closedOn", null),
            ("/splits", "[]"), ("/splits", null), ("/splits/0/key", null), ("/splits/0/field", null), ("/splits/0/colour", "1"), ("/splits/0/wonBy", "1"), ("/targets", "1"),
            ("/targets/form", null), ("/targets/start", null), ("/targets/amount", null), ("/targets/by", null), ("/targets/by", "[]"), ("/targets/by/0/split", null), ("/targets/by/0/team", "1")),
        .. Of("template", Template, ("/key", null), ("/colour", "1"), ("/title", "1"), ("/order", "\"forms\""), ("/order/0", "1"), ("/sample", "{}"), ("/recipe", "1"), ("/key", "\"Opportunity\"")),
        .. Of("recipe", Recipe,
            ("/colour", "1"), ("/seed", "\"7\""), ("/days", "1.5"), ("/sets", null), ("/sets", "{}"), ("/pools/d", "[]"), ("/pools/d", "\"0\""), ("/pools/d/0", "\"{\""),
            ("/sets/0/set", null), ("/sets/0/set", "\"Teams\""), ("/sets/0/form", "1"), ("/sets/0/rows", "1"), ("/sets/0/colour", "1"), ("/sets/0/roles", "\"rep\""),
            ("/sets/0/values", "[]"), ("/sets/0/values/name", "{\"draw\": 1}"), ("/sets/0/values/name", "\"{name\""), ("/sets/0/values/name", "\"name}\""), ("/sets/0/values/name", "\"{}\""),
            ("/sets/0/values/name", "{\"pick\": []}"), ("/sets/0/values/name", "{\"pick\": {\"a\": \"b\"}}"), ("/sets/0/values/name", "{\"some\": [1]}"), ("/sets/0/values/name", "{\"number\": [1]}"),
            ("/sets/0/values/name", "{\"number\": [1, 2], \"step\": 0}"), ("/sets/0/values/name", "{\"sum\": 1}"), ("/sets/0/values/name", "{\"day\": \"today\"}"), ("/sets/0/values/name", "{\"case\": \"x\"}"),
            ("/sets/0/values/name", "{\"chance\": 1}"), ("/sets/0/values/name", "{\"one\": 1}"), ("/sets/0/values/name", "{\"pick\": [1], \"day\": 1}"), ("/sets/0/values/name", "{\"day\": 1, \"until\": 2}")),
    ];

    private static IEnumerable<Mutation> Of(string kind, string file, params (string Pointer, string? Value)[] changes) =>
        changes.Select(c => new Mutation(kind, file, c.Pointer, c.Value));
}
