using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>Names the values of a split: titles of records, of options and of stages. A record that the reader may not see stays without.</summary>
internal sealed class SplitLabels(RecordStore records, ForecastView view, ForecastSplit split)
{
    public async Task<IReadOnlyDictionary<object, string>> ReadAsync(ISqlSession session, IReadOnlyList<object> keys, CancellationToken ct)
    {
        var (member, behind) = split.Parts;
        var form = behind is null ? view.Form : TargetOf(view.Form, member);
        var path = behind ?? member;
        if (form is not null && TargetOf(form, path) is { } target)
            return (await records.TitlesAsync(session, view.Access, target, [.. keys.OfType<long>()], ct)).ToDictionary(t => (object)t.Key, t => t.Value);
        var language = view.Access.Actor.Language;
        var field = form?.Field(path);
        var titles = field is null ? [] : view.Access.Metadata.PipelineOf(field)?.Stages.Select(s => (s.Key, s.Title)) ?? field.Options.Select(o => (o.Key, o.Title));
        var known = titles.ToDictionary(t => t.Key, t => t.Title.For(language) ?? t.Key);
        return keys.OfType<string>().ToDictionary(k => (object)k, k => known.GetValueOrDefault(k, k));
    }

    private FormModel? TargetOf(FormModel form, string member) =>
        view.Access.Metadata.Form(member == SystemMembers.Owner ? BuiltInForms.User : form.Field(member) is { Targets: [var target] } ? target : "");
}
