namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Remembers which texts occurred, in some twenty bytes each, however long they are. Not for telling texts apart that someone chose to collide.</summary>
public sealed class TextSet
{
    private readonly HashSet<ulong> _digests = [];

    /// <summary>False when the text was there already.</summary>
    public bool Add(string text) => _digests.Add(Digest(text));

    public bool Contains(string text) => _digests.Contains(Digest(text));

    // FNV-1a over UTF-16: two of four million texts share a digest about once in two million files.
    private static ulong Digest(string text)
    {
        var digest = 14695981039346656037UL;
        foreach (var c in text)
            digest = unchecked((digest ^ c) * 1099511628211UL);
        return digest;
    }
}
