using System.Diagnostics;

namespace NoCodeCrm.Testing;

/// <summary>A directory on a volume of a few megabytes in memory, to run out of space for real. Mounting needs root on Linux.</summary>
public sealed class SmallVolume : IDisposable
{
    private SmallVolume(string path) => Directory = path;

    public string Directory { get; }

    private string Filler => Path.Combine(Directory, "filler");

    /// <summary>Null where this process may not mount.</summary>
    public static SmallVolume? Mount(int megabytes)
    {
        var path = System.IO.Directory.CreateTempSubdirectory("nocodecrm-small-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
            return new SmallVolume(path);
        System.IO.Directory.Delete(path);
        return null;
    }

    /// <summary>Takes all the space there is but some bytes.</summary>
    public void Fill(int left = 0)
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, 0);
        foreach (var size in new[] { 1 << 20, 1 << 16, 4096 })
            try
            {
                while (new DriveInfo(Directory).AvailableFreeSpace >= left + size)
                    file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // less was free than it said
            }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", Directory);
        System.IO.Directory.Delete(Directory);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program here
        }
    }
}
