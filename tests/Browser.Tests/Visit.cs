using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace NoCodeCrm.Browser.Tests;

/// <summary>One person's browser window. Ends with a picture under artifacts/browser, and fails when a script failed or a dialog popped up.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = [];

    public Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _faults.Enqueue("script: " + error);
        page.Dialog += async (_, dialog) =>
        {
            _faults.Enqueue("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            // The browser itself reports each refused request as an error; those are answers, not faults.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _faults.Enqueue("console: " + message.Text);
        };
    }

    public IPage Page { get; }

    public async Task<IPage> OpenAsync(string address)
    {
        await Page.GotoAsync(address);
        return Page;
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Text(string text) => Page.GetByText(text, new() { Exact = true });

    public ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name });

    /// <summary>The input of a form's field, by its label.</summary>
    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>Types into a picker and takes the option with that name.</summary>
    public async Task PickAsync(ILocator picker, string option)
    {
        await picker.ClickAsync();
        if (await picker.IsEditableAsync())
            await picker.FillAsync(option);
        await Page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").Filter(new() { HasText = option }).First.ClickAsync();
    }

    public async Task DismissNoticesAsync() => await Assertions.Expect(Page.Locator(".ant-message-notice")).ToHaveCountAsync(0);

    public ILocator Column(string stage) => Page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex(Regex.Escape(stage)) });

    public async ValueTask DisposeAsync()
    {
        await PictureAsync();
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }

    private async Task PictureAsync()
    {
        var test = TestContext.Current.Test?.TestDisplayName ?? "visit";
        var name = Regex.Replace(test.Split('.')[^1], @"[^\w]+", "-", RegexOptions.None, TimeSpan.FromSeconds(1));
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "browser")).FullName;
        try
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(directory, name + ".png"), Timeout = 3_000 });
        }
        catch (PlaywrightException)
        {
            // A picture helps to understand a failure; without it the failure still stands.
        }
    }
}
