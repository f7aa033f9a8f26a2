namespace NoCodeCrm.Platform.Notifications;

/// <summary>Why somebody is told, the one registry. Mailed: whether a mail is sent too unless the person says otherwise.</summary>
public sealed record NotificationKind(string Key, bool Mailed)
{
    public static readonly NotificationKind Mention = new("mention", true);
    public static readonly NotificationKind Assigned = new("assigned", true);
    public static readonly NotificationKind Comment = new("comment", false);
    public static readonly NotificationKind Moved = new("moved", false);
    public static readonly NotificationKind Owner = new("owner", false);

    public static IReadOnlyList<NotificationKind> All { get; } = [Mention, Assigned, Comment, Moved, Owner];

    public static NotificationKind? Find(string key) => All.FirstOrDefault(k => k.Key == key);
}

/// <summary>What a person wants by mail, as kept with their sign-in: <c>+kind</c> or <c>-kind</c> where they chose, separated by spaces; null = the usual.</summary>
public static class MailChoice
{
    public static bool Wants(string? chosen, NotificationKind kind)
    {
        var words = chosen?.Split(' ') ?? [];
        return words.Contains("+" + kind.Key) || (kind.Mailed && !words.Contains("-" + kind.Key));
    }

    public static string With(string? chosen, NotificationKind kind, bool wanted)
    {
        var others = (chosen?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []).Where(w => w[1..] != kind.Key);
        return string.Join(' ', others.Append((wanted ? "+" : "-") + kind.Key));
    }
}
