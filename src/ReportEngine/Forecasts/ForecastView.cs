using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>A forecast as one reader may have it: Splits are those whose members are not hidden from them.</summary>
public sealed record ForecastView(ForecastDefinition Forecast, PipelineModel Pipeline, FormModel Form, AccessPolicy Access, IReadOnlyList<ForecastSplit> Splits)
{
    /// <summary>Those that the reader may have, in order.</summary>
    public static IReadOnlyList<ForecastView> All(AccessPolicy access) => [.. access.Metadata.Documents.Values.Where(d => d.Kind == ForecastDefinition.Kind)
        .Select(d => Of(ForecastParser.Read(d.Document, []), access)).OfType<ForecastView>().Where(v => v.IsReadable)
        .OrderBy(v => v.Forecast.Order).ThenBy(v => v.Forecast.Key, StringComparer.Ordinal)];

    /// <summary>Throws 404 for one that is not there for the reader, 403 when they may not read what it is made of.</summary>
    public static ForecastView Find(string key, AccessPolicy access)
    {
        var document = access.Metadata.Documents.GetValueOrDefault((ForecastDefinition.Kind, key)) ?? throw new NotFoundException(ForecastDefinition.Kind);
        var view = Of(ForecastParser.Read(document.Document, []), access) ?? throw new NotFoundException(ForecastDefinition.Kind);
        return view.IsReadable ? view : throw new ForbiddenException("forbidden.read", new Problem("", "forbidden.read").With("form", view.Form.Title));
    }

    /// <summary>The split of a key, the first when none is named; 400 for one that there is not.</summary>
    public ForecastSplit Split(string? key) => Splits.FirstOrDefault(s => key is null || s.Key == key)
        ?? throw ValidationException.BadRequest(new Problem("/by", "forecast.split_unknown").With("split", key ?? ""));

    private bool IsReadable => Access.May(Form, RecordAction.Read)
        && new[] { Pipeline.Field, Forecast.Amount, Forecast.Weighted, Forecast.Date, Forecast.ClosedOn }.All(m => !Access.IsHidden(Form, m));

    private static ForecastView? Of(ForecastDefinition forecast, AccessPolicy access)
    {
        if (access.Metadata.Pipelines.GetValueOrDefault(forecast.Pipeline) is not { } pipeline || access.Metadata.Form(pipeline.Form) is not { } form
            || !(forecast.Roles.IsEmpty || access.Actor.IsAdministrator || forecast.Roles.Any(access.Actor.Roles.Contains)))
            return null;
        return new ForecastView(forecast, pipeline, form, access, [.. forecast.Splits.Where(s => MayRead(form, s.Field, access) && (s.WonBy is null || MayRead(form, s.WonBy, access)))]);
    }

    private static bool MayRead(FormModel form, string path, AccessPolicy access)
    {
        var parts = path.Split('.');
        if (access.IsHidden(form, parts[0]))
            return false;
        var target = form.Field(parts[0])?.Targets is [var key] ? key : parts[0] == SystemMembers.Owner ? BuiltInForms.User : null;
        return parts.Length == 1 || target is null || (access.Metadata.Form(target) is { } behind && !access.IsHidden(behind, parts[1]));
    }
}
