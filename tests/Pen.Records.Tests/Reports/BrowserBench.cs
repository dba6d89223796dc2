using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace Pen.Records.Tests.Reports;

/// <summary>
/// A real browser that shows pages and prints them. PEN_REPORTS_KEEP names a folder in which pages and prints are left, to look at them.
/// </summary>
public sealed class BrowserBench : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>What fits between the margins of A4, in the browser's pixels of 1/96 inch.</summary>
    private const int PrintWidth = 680;

    private static readonly string? Keep = Environment.GetEnvironmentVariable("PEN_REPORTS_KEEP");

    private readonly string folder = Directory.CreateTempSubdirectory("pen-prints-").FullName;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
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

    public async Task DisposeAsync()
    {
        await browser!.CloseAsync();
        playwright!.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Shows a page as it is printed, and prints it.</summary>
    public async Task<Printed> PrintAsync(string name, string html)
    {
        string path = Path.Combine(Keep ?? folder, name + ".html");
        await File.WriteAllTextAsync(path, html);
        IPage page = await browser!.NewPageAsync(
            new BrowserNewPageOptions
            {
                ViewportSize = new ViewportSize { Width = PrintWidth, Height = 1000 },
            }
        );
        var said = new List<string>();
        var asked = new List<string>();
        page.Console += (_, message) => said.Add(message.Text);
        page.PageError += (_, error) => said.Add(error);
        page.Request += (_, request) => asked.Add(request.Url);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        string pdf = Path.Combine(Keep ?? folder, name + ".pdf");
        await page.PdfAsync(new PagePdfOptions { Path = pdf, PreferCSSPageSize = true });
        return new Printed(page, said, asked, [.. PagesOf(pdf)]);
    }

    /// <summary>The text of each page, as another program reads it out of the print.</summary>
    private static string[] PagesOf(string pdf)
    {
        var start = new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", pdf, "-"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Split('\f')[..^1];
    }
}

/// <summary>A browser takes the whole computer: other tests count seconds, so it comes when they have ended.</summary>
[CollectionDefinition("browser", DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<BrowserBench>;

/// <summary>A page that was printed.</summary>
/// <param name="Page">The page in the browser.</param>
/// <param name="Said">What the browser said of it.</param>
/// <param name="Asked">Everything that it asked for, the page among it.</param>
/// <param name="Pages">Text of each printed page.</param>
public sealed record Printed(IPage Page, IReadOnlyList<string> Said, IReadOnlyList<string> Asked, IReadOnlyList<string> Pages);
