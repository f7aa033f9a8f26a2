using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.ReportEngine.Homes;

/// <summary>What a reader may be told of a form and its records on a home page or in a calendar.</summary>
internal static class HomeReading
{
    public static FormModel? Readable(AccessPolicy access, string key) => access.Metadata.Form(key) is { } form && access.May(form, RecordAction.Read) ? form : null;

    /// <summary>Whether a list may be made at all: its reader sees the members that choose and order it.</summary>
    public static bool MayAsk(AccessPolicy access, FormModel form, Filter? filter, params string?[] members) =>
        !FilterMembers.Of(filter).Select(c => c.Member).Concat(members.OfType<string>()).Any(m => access.HidesPath(form, m));

    public static string TitleOf(AccessPolicy access, FormModel form, RecordData record, string? text)
    {
        var key = text ?? form.RecordTitle;
        return key is not null && !access.IsHidden(form, key) && record[key] is { } value && form.Field(key) is { } field ? field.Type.WriteText(value) : $"#{record.Id}";
    }

    public static RecordReference? About(FormModel form, RecordData record, string? key) => key is null ? null : record[key] switch
    {
        RecordReference reference => reference,
        long id when form.Field(key)!.Targets is [var target] => new RecordReference(target, id),
        _ => null,
    };
}
