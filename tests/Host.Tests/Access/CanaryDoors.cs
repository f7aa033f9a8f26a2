using System.Text.Json;

namespace NoCodeCrm.Host.Tests.Access;

/// <summary>Everything that somebody can ask without writing: the same questions again give the same answers as long as nothing visible changes.</summary>
internal sealed class CanaryDoors(CanaryWorld world, IReadOnlyList<FormFields> forms)
{
    private static readonly string[] Operators =
        ["equals", "notEquals", "in", "notIn", "contains", "notContains", "startsWith", "gt", "gte", "lt", "lte", "between", "set", "notSet", "beforeDate", "afterDate"];

    /// <summary>Every endpoint that reads, of every form, about what is visible and what is not.</summary>
    public IEnumerable<string> Reads()
    {
        foreach (var endpoint in MatrixFacts.EndpointsOf(world.Host).Where(e => e.StartsWith("GET ", StringComparison.Ordinal)))
        {
            var route = endpoint["GET ".Length..];
            var query = MatrixProbes.Queries.GetValueOrDefault(endpoint, "");
            if (route.Contains("/records/{id:long}", StringComparison.Ordinal))
                foreach (var (form, id) in world.Visible.Concat(world.Hidden))
                    yield return MatrixProbes.Path(route, id, form);
            else if (route == "/api/files/{id:long}")
                for (var id = 1; id < 20; id++)
                    yield return $"/api/files/{id}";
            else if (route.Contains("{form}", StringComparison.Ordinal))
                foreach (var form in forms)
                    yield return MatrixProbes.Path(route, null, form.Key) + query;
            else
                yield return MatrixProbes.Path(route, null) + query;
        }
        foreach (var form in forms)
        {
            yield return $"/api/forms/{form.Key}/export?format=xlsx";
            yield return $"/api/forms/{form.Key}/records?limit=500&expand=*&count=true";
            yield return $"/api/forms/{form.Key}/records?deleted=true&limit=500&expand=*";
            yield return $"/api/forms/{form.Key}/records?search=canary&limit=500";
            yield return $"/api/forms/{form.Key}/duplicates?field=phone&value=canary";
            yield return $"/api/forms/{form.Key}/duplicates?field=name&value=canary";
        }
        foreach (var data in new[] { "none", "records", "sample" })
            yield return $"/api/app/export?template=opportunity&data={data}";
        foreach (var (board, widget) in new[] { ("sales_overview", "won_total"), ("win_loss_review", "none") })
            foreach (var field in forms.Single(f => f.Key == "opportunity").Fields.Where(f => CanaryWorld.Limits["opportunity"].ContainsKey(f.Key)))
            {
                // Narrowed by what they may not know: refused as a field that there is not.
                var cross = JsonSerializer.Serialize(new { widget, source = "opportunity", filter = new { member = field.Key, @operator = "set", values = Array.Empty<object>() } });
                yield return $"/api/dashboards/{board}/data?cross={Uri.EscapeDataString(cross)}";
            }
        yield return "/api/search?q=canary";
        yield return "/api/search?q=Visible";
        yield return "/api/pipelines/sales/board?limit=200";
        yield return "/api/pipelines/sales/board?search=canary";
        yield return "/api/forms/account/duplicates?field=name&value=Visible";
        foreach (var by in new[] { "owner", "team", "product", "region" })
            yield return $"/api/forecasts/sales/table?by={by}&quarter=2027-Q1";
        yield return "/api/forecasts/sales/attainment?period=all";
        foreach (var who in new[] { "me", "team", "all" })
            yield return $"/api/calendar?from=2027-03-01&to=2027-04-15&who={who}";
        foreach (var notifications in new[] { "", "?kind=mention", "?unread=true" })
            yield return "/api/notifications" + notifications;
    }

    /// <summary>Every member of every form: as a condition by every operator, as an order, a group, a measure.</summary>
    public IEnumerable<(string Path, object Body)> Queries(string text, decimal number)
    {
        foreach (var form in forms)
            foreach (var field in form.Fields)
            {
                foreach (var @operator in Operators)
                    yield return ($"/api/forms/{form.Key}/records/query", new { filter = Condition(field, @operator, text, number), count = true, limit = 1, fields = new[] { "id" } });
                yield return ($"/api/forms/{form.Key}/records/query", new { sort = field.Key, limit = 200, fields = new[] { "id" } });
                yield return ($"/api/forms/{form.Key}/records/query", new { sort = "-" + field.Key, limit = 200, fields = new[] { "id" } });
                yield return ($"/api/forms/{form.Key}/records/query", new { totals = new[] { field.Key }, limit = 1, fields = new[] { "id" } });
                yield return ("/api/reports/query", new { source = form.Key, dimensions = new[] { new { id = "d", field = field.Key } }, measures = new[] { new { id = "n", agg = "count" } } });
                yield return ("/api/reports/query", new { source = form.Key, ungrouped = true, fields = new[] { field.Key } });
                foreach (var agg in new[] { "sum", "min", "max", "avg", "countDistinct", "count" })
                    yield return ("/api/reports/query", new { source = form.Key, measures = new[] { new { id = "m", agg, field = field.Key } }, having = new { member = "m", @operator = "gt", values = new[] { 0 } } });
            }
    }

    /// <summary>Through relations, from what everybody sees to what they do not.</summary>
    public static IEnumerable<(string Path, object Body)> Paths()
    {
        foreach (var (form, member) in new[] { ("case", "opportunity.name"), ("case", "opportunity.amount"), ("opportunity", "account.revenue"), ("opportunity", "account.phone"), ("contact", "account.note"), ("opportunity", "decision_maker.email") })
        {
            yield return ($"/api/forms/{form}/records/query", new { filter = new { member, @operator = "set" }, count = true, limit = 1 });
            yield return ($"/api/forms/{form}/records/query", new { sort = member, limit = 50 });
            yield return ("/api/reports/query", new { source = form, dimensions = new[] { new { id = "d", field = member } }, measures = new[] { new { id = "n", agg = "count" } } });
        }
    }

    private static object Condition(FieldOf field, string @operator, string text, decimal number)
    {
        object value = field.Type switch
        {
            "money" or "decimal" or "percent" or "integer" => number,
            "date" => "2027-03-12",
            "dateTime" => "2027-03-12T00:00:00Z",
            "boolean" => true,
            "select" or "multiSelect" or "stage" => field.Option ?? "none",
            "relation" or "user" or "users" or "file" => 1,
            _ => text,
        };
        object[] values = @operator switch { "set" or "notSet" => [], "between" => [value, value], "in" or "notIn" => [value, value], _ => [value] };
        return new { member = field.Key, @operator, values };
    }
}

/// <summary>A form with its fields, as the administrator knows them.</summary>
internal sealed record FormFields(string Key, IReadOnlyList<FieldOf> Fields)
{
    public static async Task<IReadOnlyList<FormFields>> AllAsync(ApiClient admin)
    {
        var forms = new List<FormFields>();
        foreach (var form in (await admin.GetAsync("/api/forms")).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray())
        {
            var key = form.GetProperty("key").GetString()!;
            var fields = (await admin.GetAsync($"/api/forms/{key}")).Must(HttpStatusCode.OK).Json.GetProperty("properties").EnumerateObject().Select(FieldOf.Read);
            forms.Add(new FormFields(key, [.. fields]));
        }
        return forms;
    }
}

/// <summary>Option: one of its keys where it is a choice.</summary>
internal sealed record FieldOf(string Key, string Type, string? Option)
{
    public static FieldOf Read(JsonProperty property)
    {
        var settings = property.Value.GetProperty("x-field");
        var option = settings.TryGetProperty("options", out var options) && options.GetArrayLength() > 0 ? options[0].GetProperty("key").GetString() : null;
        return new FieldOf(property.Name, settings.GetProperty("type").GetString()!, option);
    }
}
