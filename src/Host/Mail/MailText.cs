using System.Net;
using System.Text.Json;
using NoCodeCrm.Host.Errors;

namespace NoCodeCrm.Host.Mail;

/// <summary>The words of mails, from texts.en.json and texts.zh-CN.json.</summary>
internal sealed class MailText
{
    private readonly Dictionary<string, Dictionary<string, string>> _byLanguage = new[] { Languages.English, Languages.Chinese }.ToDictionary(l => l, Load);

    /// <summary>Quote: the comment that it is about, as people read it. Link: where the record stands; Settings: where such mails are switched off.</summary>
    public OutgoingMail Compose(string language, string kind, string? actor, string title, string? quote, string link, string settings)
    {
        var texts = _byLanguage.GetValueOrDefault(language) ?? _byLanguage[Languages.English];
        var subject = OneLine(texts[kind].Replace("{actor}", OneLine(actor ?? texts["someone"]), StringComparison.Ordinal).Replace("{title}", OneLine(title), StringComparison.Ordinal));
        var (open, why) = (texts["open"], texts["why"]);
        var text = string.Join("\n\n", new[] { subject, quote, open.Replace("{link}", link, StringComparison.Ordinal), why.Replace("{link}", settings, StringComparison.Ordinal) }.Where(p => p is not null)) + "\n";
        var html = $"<p>{Html(subject)}</p>{(quote is null ? "" : $"<blockquote style=\"white-space:pre-wrap\">{Html(quote)}</blockquote>")}<p>{Linked(open, link)}</p><p><small>{Linked(why, settings)}</small></p>";
        return new OutgoingMail("", "", "", subject, text, html);
    }

    private static string Linked(string sentence, string link) => Html(sentence).Replace("{link}", $"<a href=\"{Html(link)}\">{Html(link)}</a>", StringComparison.Ordinal);

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    // A subject is a header: control characters have no place in it.
    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(MailText).Assembly.GetManifestResourceStream($"mail.{language}.json") ?? throw new InvalidOperationException($"No mail texts for {language}.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
