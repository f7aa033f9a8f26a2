using System.Collections.Immutable;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Records.Periods;

/// <summary>Names the forms of which periods are kept; registered by whoever reads them.</summary>
public interface ITrackedForms
{
    /// <summary>Each form at most once.</summary>
    IEnumerable<TrackedForm> Of(MetadataSnapshot metadata);
}

/// <summary>A form and its members whose state by day is kept: stored fields that hold one value, and <c>owner</c>; in order.</summary>
public sealed record TrackedForm(FormModel Form, ImmutableArray<string> Members)
{
    /// <summary>Under which name the change log tells of a member.</summary>
    public string LogName(string member) => member == SystemMembers.Owner ? member : Form.Field(member)!.Id;

    /// <summary>What periods of this form are made of. Grows a number when their making changes.</summary>
    public string Basis(TimeZoneInfo zone, MetadataSnapshot metadata)
    {
        var pipeline = metadata.PipelinesOf(Form).Select(p => p.Pipeline.Key).FirstOrDefault();
        return $"1|{zone.Id}|{pipeline}|{string.Join(',', Members.Select(LogName))}";
    }
}
