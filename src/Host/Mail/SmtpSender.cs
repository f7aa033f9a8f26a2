using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NoCodeCrm.Platform.Events;

namespace NoCodeCrm.Host.Mail;

/// <summary>Sends over SMTP, a connection per mail.</summary>
internal sealed class SmtpSender(MailOptions options) : IMailSender
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        try
        {
            using var message = Compose(mail);
            using var client = new SmtpClient { Timeout = (int)Limit.TotalMilliseconds };
            await client.ConnectAsync(options.Host ?? "", options.Port, Security(), limit.Token);
            if (options.User is { Length: > 0 } user)
                await client.AuthenticateAsync(user, options.Password ?? "", limit.Token);
            await client.SendAsync(message, limit.Token);
            await client.DisconnectAsync(quit: false, CancellationToken.None); // it has been taken: what comes after cannot undo that
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= 500 && e.ErrorCode == SmtpErrorCode.RecipientNotAccepted)
        {
            throw new UndeliverableException($"{(int)e.StatusCode} {e.Message}", e);
        }
        catch (ParseException e)
        {
            throw new UndeliverableException(e.Message, e);
        }
        catch (Exception e) when (e is SmtpCommandException or SmtpProtocolException or ServiceNotConnectedException or AuthenticationException or SslHandshakeException or SocketException or IOException or NotSupportedException)
        {
            throw new DeliveryException(e.Message.Split('\n')[0].Trim(), e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new DeliveryException($"{options.Host}:{options.Port} did not answer within {Limit.TotalSeconds:0} s.", e);
        }
    }

    private MimeMessage Compose(OutgoingMail mail)
    {
        var from = MailboxAddress.Parse(options.Sender);
        var message = new MimeMessage { Subject = mail.Subject, MessageId = $"{mail.Id}@{from.Domain}", Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody() };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(mail.ToName, MailboxAddress.Parse(mail.To).Address));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private SecureSocketOptions Security() => options.Tls switch
    {
        "none" => SecureSocketOptions.None,
        "startTls" => SecureSocketOptions.StartTls,
        "always" => SecureSocketOptions.SslOnConnect,
        _ => options.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable,
    };
}
