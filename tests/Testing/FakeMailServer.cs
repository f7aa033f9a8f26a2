using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NoCodeCrm.Testing;

/// <summary>A mail server on the loopback that keeps what it is given. Its port stays the same while it is down.</summary>
public sealed class FakeMailServer : IAsyncDisposable
{
    private readonly List<string> _mails = [];
    private readonly List<Task> _sessions = [];
    private TcpListener? _listener;

    public FakeMailServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>A part of an address that is refused for good.</summary>
    public string Refused { get; set; } = "nobody-has-this";

    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_mails)
                return [.. _mails];
        }
    }

    public void Start()
    {
        var listener = _listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _sessions.Add(AcceptAsync(listener));
    }

    public void Stop()
    {
        _listener?.Stop();
        _listener = null;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _sessions.Add(TalkAsync(await listener.AcceptTcpClientAsync()));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 loopback");
                while (await reader.ReadLineAsync() is { } line)
                    if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                    {
                        await writer.WriteLineAsync("354 go on");
                        var mail = new StringBuilder();
                        while (await reader.ReadLineAsync() is { } text && text != ".")
                            mail.AppendLine(text);
                        lock (_mails)
                            _mails.Add(mail.ToString());
                        await writer.WriteLineAsync("250 kept");
                    }
                    else if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && line.Contains(Refused, StringComparison.OrdinalIgnoreCase))
                        await writer.WriteLineAsync("550 no such person");
                    else if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
                        return;
                    else
                        await writer.WriteLineAsync("250 fine");
            }
            catch (IOException)
            {
                // the other side left
            }
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        foreach (var session in _sessions.ToArray())
            await session.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
