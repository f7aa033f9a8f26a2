using System.Diagnostics;

namespace NoCodeCrm.Browser.Tests.Guide;

/// <summary>
/// Takes pictures into docs/guide/images/{language}. With pngquant at hand they get a palette of 256 colours, about a third of the size;
/// a picture that differs from the one there in less than one pixel of a thousand stays as it is, so that a blinking edge is no change.
/// </summary>
public sealed class Camera(string language)
{
    private const int Limit = 200 * 1024;

    /// <summary>Nothing in view still waits; what is further down may draw only when it is reached.</summary>
    private const string Rest = """
        () => ![...document.querySelectorAll('.ant-skeleton, .skeleton, .input-pending, .chart-wait, .ant-message-notice')].some((waiting) => {
          const box = waiting.getBoundingClientRect();
          return box.width > 0 && box.top < innerHeight && box.bottom > 0;
        })
        """;

    private const string Difference = """
        async ([one, other]) => {
          const read = async (text) => {
            const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + text)).blob());
            const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
            context.drawImage(bitmap, 0, 0);
            return context.getImageData(0, 0, bitmap.width, bitmap.height);
          };
          const [a, b] = [await read(one), await read(other)];
          if (a.width !== b.width || a.height !== b.height) return 1;
          let differing = 0;
          for (let at = 0; at < a.data.length; at += 4)
            if ([0, 1, 2].some((part) => Math.abs(a.data[at + part] - b.data[at + part]) > 40)) differing++;
          return differing / (a.width * a.height);
        }
        """;

    /// <summary>Waits until the page rests, then takes it.</summary>
    public async Task TakeAsync(IPage page, string name)
    {
        await RestAsync(page);
        // Fonts, the last frame of a drawing, and a menu that is still opening.
        await page.EvaluateAsync("() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 400)))");
        var bytes = await SmallerAsync(await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide }));
        Assert.True(bytes.Length < Limit, $"{language}/{name} has {bytes.Length} bytes.");
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Site.Repository(), "docs", "guide", "images", language)).FullName, name + ".png");
        if (!File.Exists(path) || await DiffersAsync(page, await File.ReadAllBytesAsync(path), bytes))
            await File.WriteAllBytesAsync(path, bytes);
    }

    public static async Task RestAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.WaitForFunctionAsync(Rest);
    }

    /// <summary>Compared on a page of its own: that of the picture may forbid what this needs.</summary>
    private static async Task<bool> DiffersAsync(IPage page, byte[] before, byte[] now)
    {
        var blank = await page.Context.NewPageAsync();
        try
        {
            return await blank.EvaluateAsync<double>(Difference, new[] { Convert.ToBase64String(before), Convert.ToBase64String(now) }) > 0.001;
        }
        finally
        {
            await blank.CloseAsync();
        }
    }

    private static async Task<byte[]> SmallerAsync(byte[] picture)
    {
        var start = new ProcessStartInfo("pngquant", ["--speed=1", "--strip", "256", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            using var smaller = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(smaller);
            await process.StandardInput.BaseStream.WriteAsync(picture);
            process.StandardInput.Close();
            await reading;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? smaller.ToArray() : picture;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return picture; // not installed
        }
    }
}
