using System.Collections.Immutable;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>What columns are called that no form names.</summary>
public static class SystemLabels
{
    private static readonly ImmutableDictionary<string, LocalizedText> Labels = new Dictionary<string, LocalizedText>
    {
        ["id"] = Text("Record", "记录"),
        ["version"] = Text("Version", "版本"),
        ["owner"] = Text("Owner", "负责人"),
        ["createdAt"] = Text("Created", "创建时间"),
        ["createdBy"] = Text("Created by", "创建人"),
        ["updatedAt"] = Text("Changed", "更新时间"),
        ["updatedBy"] = Text("Changed by", "更新人"),
        ["deletedAt"] = Text("Deleted", "删除时间"),
        ["stage.kind"] = Text("Kind of stage", "阶段类型"),
        ["stage.order"] = Text("Stage number", "阶段序号"),
        ["stage.from"] = Text("Stage before", "前一阶段"),
        ["stage.days"] = Text("Days in stage", "本阶段天数"),
        ["stage.limit"] = Text("Stalled after days", "停滞天数上限"),
        ["stage.category"] = Text("Forecast category", "预测类别"),
        ["stage.owner"] = Text("Owner at the time", "当时负责人"),
        ["stage.probability"] = Text("Win probability", "赢单概率"),
        ["$count"] = Text("Records", "记录数"),
        ["$ratio"] = Text("Ratio", "占比"),
    }.ToImmutableDictionary();

    public static LocalizedText For(string name) => Labels.GetValueOrDefault(name) ?? LocalizedText.Of(name);

    private static LocalizedText Text(string english, string chinese) => LocalizedText.Of(english).WithDefault("zh-CN", chinese);
}
