using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Pen.Companion.Tests.Bench;

/// <summary>A real browser. Each window of it has cookies of its own, as another computer has.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        // A machine with two cores runs several of these at once.
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                Headless = true,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await browser!.CloseAsync();
        playwright!.Dispose();
    }

    /// <summary>A window.</summary>
    /// <param name="place">The program that it looks at.</param>
    /// <param name="change">Changes what a window is like: size, language, scripts.</param>
    public async Task<Window> OpenAsync(Workplace place, Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = place.Address.AbsoluteUri,
            ViewportSize = new ViewportSize { Width = 1366, Height = 768 },
            Locale = "en-GB",
            IgnoreHTTPSErrors = true,
        };
        change?.Invoke(options);
        return new Window(place, await browser!.NewContextAsync(options));
    }
}

/// <summary>One window with cookies of its own. It keeps what a page complains of, and every address that it asks.</summary>
public sealed class Window(Workplace place, IBrowserContext context) : IAsyncDisposable
{
    /// <summary>Errors in the pages' scripts, and what their policy has forbidden.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Addresses that the pages have asked for and that are not the program's.</summary>
    public ConcurrentQueue<string> Foreign { get; } = [];

    /// <summary>Its cookies and permissions.</summary>
    public IBrowserContext Context => context;

    /// <summary>A page at a path.</summary>
    public async Task<IPage> GoAsync(string path)
    {
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        page.Console += (_, message) => Complain(message.Type == "error", message.Text);
        page.PageError += (_, error) => Complain(true, error);
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(place.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
            {
                Foreign.Enqueue(request.Url);
            }
        };
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Says who works here, where there are no accounts.</summary>
    public Task BeAsync(string name) => KeepAsync(("pen-by", Uri.EscapeDataString(name)));

    /// <summary>Chooses colours and language.</summary>
    public Task LookAsync(string theme, string language) => KeepAsync(("pen-theme", theme), ("pen-language", language));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => new(context.CloseAsync());

    private Task KeepAsync(params (string Name, string Value)[] cookies) =>
        context.AddCookiesAsync(
            cookies.Select(c => new Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Url = place.Address.AbsoluteUri,
            })
        );

    private void Complain(bool bad, string text)
    {
        // A server that is away is what some tests are about.
        if (bad && !text.Contains("net::ERR_", StringComparison.Ordinal))
        {
            Complaints.Enqueue(text);
        }
    }
}
