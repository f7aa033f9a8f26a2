namespace NoCodeCrm.Platform.Access;

/// <summary>How a person signs in; exists only once they are invited. UserId is the id of their <c>user</c> record.</summary>
public sealed class Login
{
    public long UserId { get; set; }
    public required string Email { get; set; }
    public required string NormalizedEmail { get; set; }
    public string? PasswordHash { get; set; }
    public required string SecurityStamp { get; set; }
    public DateTimeOffset? LockoutEnd { get; set; }
    public int AccessFailedCount { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }
    public string? InvitationHash { get; set; }
    public DateTimeOffset? InvitationExpires { get; set; }
    public string? Locale { get; set; }
    public string? TimeZone { get; set; }
    public string? Theme { get; set; }
    public string? Density { get; set; }

    /// <summary>What they want by mail (<see cref="Notifications.MailChoice"/>).</summary>
    public string? Mail { get; set; }
}
