using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records.Periods;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>Has the state by day kept of whatever a forecast is made of.</summary>
public sealed class ForecastForms : ITrackedForms
{
    public IEnumerable<TrackedForm> Of(MetadataSnapshot metadata) => metadata.Documents.Values.Where(d => d.Kind == ForecastDefinition.Kind)
        .OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => Of(ForecastParser.Read(d.Document, []), metadata)).OfType<TrackedForm>()
        .GroupBy(t => t.Form.Key).Select(same => same.First() with { Members = [.. same.SelectMany(t => t.Members).Distinct().Order(StringComparer.Ordinal)] });

    // A document that no longer fits its form asks for nothing, rather than for what is not there.
    private static TrackedForm? Of(ForecastDefinition forecast, MetadataSnapshot metadata)
    {
        if (metadata.Pipelines.GetValueOrDefault(forecast.Pipeline) is not { } pipeline || metadata.Form(pipeline.Form) is not { } form)
            return null;
        string[] members = [SystemMembers.Owner, pipeline.Field, forecast.Amount, forecast.Weighted, forecast.Date, .. forecast.Splits.Select(s => s.Parts.Member)];
        return new TrackedForm(form, [.. members.Distinct().Where(m => m == SystemMembers.Owner || form.Field(m) is { IsLive: false }).Order(StringComparer.Ordinal)]);
    }
}
