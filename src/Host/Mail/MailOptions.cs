using NoCodeCrm.Platform.Events;

namespace NoCodeCrm.Host.Mail;

/// <summary>How mail leaves (docs/operations.md). Without a host none does.</summary>
public sealed record MailOptions
{
    public string? Host { get; init; }
    public int Port { get; init; } = 587;
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>Sender, as an address or <c>Name &lt;address&gt;</c>; absent = <c>User</c>.</summary>
    public string? From { get; init; }

    /// <summary><c>auto</c> (TLS when the server offers it), <c>startTls</c>, <c>always</c> (from the first byte) or <c>none</c>.</summary>
    public string Tls { get; init; } = "auto";

    /// <summary>The address of this installation, for links.</summary>
    public string PublicUrl { get; init; } = "";

    public string Sender => From ?? User ?? "";

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Host);

    public static MailOptions Read(IConfiguration configuration)
    {
        var options = (configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions()) with
        {
            PublicUrl = (configuration["PublicUrl"] ?? configuration["Urls"]?.Split(';')[0] ?? "http://localhost:5080").TrimEnd('/'),
        };
        if (options.IsConfigured && options.Sender.Length == 0)
            throw new InvalidOperationException("Mail:From is needed when Mail:Host is set.");
        return options.Tls is "auto" or "startTls" or "always" or "none" ? options : throw new InvalidOperationException($"Mail:Tls is '{options.Tls}'; it can be auto, startTls, always or none.");
    }
}

/// <summary>A mail as it goes out. Id: the same for the same event and receiver, so that a receiving server can tell a repetition.</summary>
public sealed record OutgoingMail(string Id, string To, string ToName, string Subject, string Text, string Html);

/// <summary>Hands a mail to a server. Throws <see cref="UndeliverableException"/> for what will never be taken, <see cref="DeliveryException"/> for what may be later.</summary>
public interface IMailSender
{
    Task SendAsync(OutgoingMail mail, CancellationToken ct);
}
