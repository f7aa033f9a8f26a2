using System.Collections.Frozen;

namespace NoCodeCrm.ReportEngine.Definitions;

/// <summary>What a widget can be. HasQuery: it shows the answer to a query; without one it shows what its options say.</summary>
public sealed record WidgetKind(string Key, bool HasQuery);

/// <summary>The one list of widget kinds; the client draws each (src/Web/src/widgets/registry.ts).</summary>
public static class WidgetKinds
{
    public static readonly FrozenDictionary<string, WidgetKind> All = new WidgetKind[]
    {
        new("number", true),
        new("gauge", true),
        new("bar", true),
        new("column", true),
        new("line", true),
        new("area", true),
        new("pie", true),
        new("funnel", true),
        new("table", true),
        new("pivot", true),
        new("text", false),
        new("filter", false),
    }.ToFrozenDictionary(k => k.Key);
}
