using System.Text;
using System.Text.Unicode;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>The encodings that spreadsheets write, and which of them a file is in.</summary>
public static class CsvEncodings
{
    public const string Utf8 = "utf-8";

    public static readonly IReadOnlyList<string> Names = [Utf8, "utf-16", "utf-16be", "gb18030", "windows-1252"];

    static CsvEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The name as we spell it, null for an encoding that is not offered.</summary>
    public static string? Find(string? name) => name?.ToLowerInvariant() switch
    {
        null or "" => null,
        "utf8" => Utf8,
        "gbk" or "gb2312" => "gb18030",
        "utf-16le" => "utf-16",
        var lower => Names.Contains(lower) ? lower : null,
    };

    public static Encoding Get(string name) => name switch
    {
        "utf-16" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        Utf8 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        _ => Encoding.GetEncoding(name),
    };

    /// <summary>A byte order mark decides; else what the bytes can be at all; else whether pairs of high bytes look like Chinese.</summary>
    public static string Detect(ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith("\uFEFF"u8))
            return Utf8;
        if (sample is [0xFF, 0xFE, ..])
            return "utf-16";
        if (sample is [0xFE, 0xFF, ..])
            return "utf-16be";
        if (ZerosAt(sample, 1) > sample.Length / 8)
            return "utf-16";
        if (ZerosAt(sample, 0) > sample.Length / 8)
            return "utf-16be";
        if (IsUtf8(sample))
            return Utf8;
        return LooksChinese(sample) ? "gb18030" : "windows-1252";
    }

    private static int ZerosAt(ReadOnlySpan<byte> sample, int first)
    {
        var zeros = 0;
        for (var i = first; i < sample.Length; i += 2)
            if (sample[i] == 0)
                zeros++;
        return zeros;
    }

    // The sample may end within a character, which is no fault of the file.
    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        for (var cut = 0; cut <= Math.Min(3, sample.Length); cut++)
            if (Utf8Valid(sample[..^cut]))
                return true;
        return false;
    }

    private static bool Utf8Valid(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    // In Western text a high byte stands among letters; in Chinese text high bytes come in pairs of the common rows.
    private static bool LooksChinese(ReadOnlySpan<byte> sample)
    {
        var (pairs, common) = (0, 0);
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] < 0x80)
                continue;
            if (i + 1 == sample.Length)
                break;
            var (lead, trail) = (sample[i], sample[++i]);
            if (lead is 0x80 or 0xFF)
                return false;
            if (trail is >= 0x30 and <= 0x39)
            {
                i += 2; // four bytes, the second and fourth being digits
                continue;
            }
            if (trail is < 0x40 or 0x7F or 0xFF)
                return false;
            pairs++;
            if (lead >= 0xA1 && trail >= 0xA1)
                common++;
        }
        return pairs > 0 && common * 2 > pairs;
    }
}
