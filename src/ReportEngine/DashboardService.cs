using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.ReportEngine.Dashboards;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine;

/// <summary>Dashboards as they come over HTTP. Safe for concurrent use.</summary>
public sealed class DashboardService(DashboardData data)
{
    public const string Kind = "dashboard";

    /// <summary>
    /// Filters: chosen values by filter id; one that is absent takes its default, an explicit null means all. Throws 404
    /// for an unknown dashboard, 400 for filters that it does not have. Faults of a widget stay with the widget.
    /// </summary>
    public Task<DashboardResult> DataAsync(string key, JsonElement? filters, AccessPolicy access, CancellationToken ct)
    {
        if (!access.Metadata.Documents.TryGetValue((Kind, key), out var document))
            throw new NotFoundException(Kind);
        var dashboard = DashboardParser.Read(document.Document, []);
        return data.ComputeAsync(dashboard, Choices(dashboard, filters ?? default), access, ct);
    }

    private static List<FilterChoice> Choices(DashboardDefinition dashboard, JsonElement filters)
    {
        var problems = new List<Problem>();
        if (filters.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            throw ValidationException.BadRequest("/filters", "document.object");
        var given = new Dictionary<string, JsonElement>();
        foreach (var property in filters.ValueKind == JsonValueKind.Object ? filters.EnumerateObject().ToList() : [])
            given[property.Name] = property.Value;
        foreach (var unknown in given.Keys.Where(k => dashboard.Filters.All(f => f.Id != k)))
            problems.Add(new Problem("/filters/" + unknown, "dashboard.filter_unknown").With("filter", unknown));
        var choices = dashboard.Filters
            .Select(f => FilterChoice.Read(f, given.GetValueOrDefault(f.Id, f.Default), "/filters/" + f.Id, problems))
            .OfType<FilterChoice>().ToList();
        return problems.Count == 0 ? choices : throw ValidationException.BadRequest(problems);
    }
}
