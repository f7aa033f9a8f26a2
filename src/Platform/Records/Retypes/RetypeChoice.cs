using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>
/// How values are read when types change, and how many of them may be lost to the new type: whoever publishes names the number that
/// they were shown. Language: in which choices and yes/no are written. DateFormat: a .NET pattern, null = the ISO forms.
/// </summary>
public sealed record RetypeChoice(long AcceptedFailures, string Language, string? DateFormat)
{
    /// <summary>Nothing may be lost; for templates and whoever was shown nothing.</summary>
    public static readonly RetypeChoice Strict = new(0, "en", null);

    /// <summary>Days and instants are read in the installation's zone.</summary>
    public TextFormat Format(ClockSource clock) => new(DateFormat, clock.Zone, Language);
}
