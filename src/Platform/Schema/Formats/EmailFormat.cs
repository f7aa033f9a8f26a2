namespace NoCodeCrm.Platform.Schema.Formats;

/// <summary>A mailbox of RFC 5321 as people write it: words joined by dots, @, a host name. Quoted names and bare IP addresses are not mailboxes here.</summary>
public static class EmailFormat
{
    private const string WordMarks = "!#$%&'*+-/=?^_`{|}~";

    public static bool IsAddress(string text)
    {
        var at = text.IndexOf('@');
        return at > 0 && Parts(text.AsSpan(0, at), IsWord) && Parts(text.AsSpan(at + 1), IsLabel);
    }

    private delegate bool Check(ReadOnlySpan<char> part);

    private static bool Parts(ReadOnlySpan<char> text, Check check)
    {
        foreach (var part in text.Split('.'))
            if (!check(text[part]))
                return false;
        return true;
    }

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (!char.IsAsciiLetterOrDigit(c) && !WordMarks.Contains(c))
                return false;
        return word.Length > 0;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        foreach (var c in label)
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        return label.Length > 0 && label[0] != '-' && label[^1] != '-';
    }
}
