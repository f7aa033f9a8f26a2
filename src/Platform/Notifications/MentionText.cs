using System.Globalization;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Platform.Notifications;

/// <summary>Someone named in a text. Form: <c>user</c> or <c>team</c>; the name is what the writer saw, the id is who is meant.</summary>
public sealed record Mention(string Name, string Form, long Id);

/// <summary>The tokens <c>@[Name](user:7)</c> and <c>@[Name](team:3)</c> within a plain text; anything else stays text.</summary>
public static partial class MentionText
{
    public static IReadOnlyList<Mention> Read(string text) =>
        [.. Token().Matches(text).Select(m => new Mention(m.Groups["name"].Value, m.Groups["form"].Value, long.Parse(m.Groups["id"].Value, CultureInfo.InvariantCulture))).DistinctBy(m => (m.Form, m.Id))];

    /// <summary>The text as people read it.</summary>
    public static string Plain(string text) => Token().Replace(text, "@${name}");

    [GeneratedRegex(@"@\[(?<name>[^\[\]\r\n]{1,200})\]\((?<form>user|team):(?<id>[0-9]{1,18})\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
