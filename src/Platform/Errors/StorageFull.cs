namespace NoCodeCrm.Platform.Errors;

/// <summary>No room left on the volume of a file: the one fault of a file that waiting, not another request, mends.</summary>
public static class StorageFull
{
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool Is(IOException exception) => exception.HResult is NoSpace or QuotaExceeded or WindowsDiskFull;

    public static LimitExceededException Refusal() => new("storage.full", exhausted: true, new Problem("", "storage.full"));
}
