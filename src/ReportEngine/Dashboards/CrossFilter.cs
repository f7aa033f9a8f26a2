using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.ReportEngine.Dashboards;

/// <summary>
/// What a reader chose by clicking part of a drawing: it narrows every other widget about the same form. Widget: where it was
/// clicked, which keeps showing all, so that another part can be chosen.
/// </summary>
public sealed record CrossFilter(string Widget, string Source, Filter Condition)
{
    /// <summary>Null when nothing is chosen. Throws 400 with every fault.</summary>
    public static CrossFilter? Read(JsonElement? json)
    {
        if (json is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
            return null;
        var problems = new List<Problem>();
        var root = DocumentReader.On(given, "/cross", problems);
        var (widget, source) = (root.String("widget", required: true), root.String("source", required: true));
        var filter = root.Raw("filter");
        root.Close();
        if (problems.Count > 0)
            throw ValidationException.BadRequest(problems);
        return Filter.Parse(filter, "/cross/filter") is { } condition ? new CrossFilter(widget!, source!, condition) : null;
    }

    public Filter? For(string widget, string source) => widget != Widget && source == Source ? Condition : null;
}
