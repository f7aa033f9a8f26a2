using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.ReportEngine.Dashboards;
using NoCodeCrm.ReportEngine.Definitions;
using NoCodeCrm.ReportEngine.Execution;

namespace NoCodeCrm.ReportEngine;

/// <summary>Dashboards as they come over HTTP. Safe for concurrent use.</summary>
public sealed class DashboardService(DashboardData data)
{
    public const string Kind = "dashboard";

    /// <summary>
    /// Filters: chosen values by filter id; one that is absent takes its default, an explicit null means all. Cross: what was
    /// chosen by a click (<see cref="CrossFilter"/>). Throws 404 for a dashboard that is unknown or not for this reader, 400 for
    /// filters that it does not have. Faults of a widget stay with the widget.
    /// </summary>
    public Task<DashboardResult> DataAsync(string key, JsonElement? filters, AccessPolicy access, CancellationToken ct, JsonElement? cross = null)
    {
        var dashboard = Find(key, access);
        return data.ComputeAsync(dashboard, Choices(dashboard, filters ?? default), CrossFilter.Read(cross), access, ct);
    }

    /// <summary>As <see cref="DataAsync"/>, of one widget with its definition, all its rows. Throws what went wrong with it.</summary>
    public async Task<(DashboardWidget Widget, ReportResult Result)> WidgetAsync(string key, string widget, JsonElement? filters, AccessPolicy access, CancellationToken ct, JsonElement? cross = null)
    {
        var dashboard = Find(key, access);
        var found = dashboard.Widgets.FirstOrDefault(w => w.Id == widget && w.HasQuery) ?? throw new NotFoundException("widget");
        var answer = await data.ComputeAsync(found, Choices(dashboard, filters ?? default), CrossFilter.Read(cross), access, ct, ReportQuery.MaxLimit);
        return answer.Problem is null ? (found, answer.Result!) : throw answer.Problem;
    }

    /// <summary>Whether somebody may see the dashboard at all: it is shared with them, and they may read the form that it is about.</summary>
    public static bool MayRead(JsonElement document, AccessPolicy access) =>
        DocumentSharing.Of(document).MayRead(access)
        && document.TryGetProperty("source", out var source) && access.Metadata.Form(source.GetString() ?? "") is { } form && access.May(form, RecordAction.Read);

    private static DashboardDefinition Find(string key, AccessPolicy access)
    {
        if (!access.Metadata.Documents.TryGetValue((Kind, key), out var document) || !DocumentSharing.Of(document.Document).MayRead(access))
            throw new NotFoundException(Kind);
        return DashboardParser.Read(document.Document, []);
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
