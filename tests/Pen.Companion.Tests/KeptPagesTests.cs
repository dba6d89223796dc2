using System;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Pen.Companion.Tests.Bench;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Companion.Tests;

/// <summary>The pages on records for everybody: for screen readers, for keys, in light and dark, in both languages.</summary>
public sealed class KeptPagesTests(OpenPlace open, Browsers browsers) : IClassFixture<OpenPlace>, IClassFixture<Browsers>
{
    [Theory]
    [InlineData("light", "de", 768)]
    [InlineData("dark", "en", 1366)]
    public async Task NoPageKeepsAnybodyOut(string theme, string language, int width)
    {
        RecordStore store = open.Place.Records;
        ClientRecord client = store.Client("Lena Lesbar", "030 1");
        Session session = store.Session(client);
        store.Session(store.Client("Otto Offen"), open: true);
        string photo = store.AddPhoto("anna", client.Id, Pictures.Png(), session.Id).Id;
        string other = store.AddPhoto("anna", client.Id, Pictures.Png()).Id;
        await using Window window = await browsers.OpenAsync(
            open.Place,
            o => o.ViewportSize = new ViewportSize { Width = width, Height = 1024 }
        );
        await window.BeAsync("anna");
        await window.LookAsync(theme, language);
        string[] pages =
        [
            "/clients",
            $"/clients/{client.Id}",
            $"/clients/{client.Id}/identity",
            $"/clients/{client.Id}/erase",
            $"/clients/{client.Id}/photos",
            $"/clients/{client.Id}/compare?left={photo}&right={other}",
            $"/clients/{client.Id}/fhir",
            $"/clients/{client.Id}/sessions/{session.Id}/corrections",
            "/cartridges",
            "/cartridges?of=LOT-1",
            "/protocols?q=sun",
            "/protocols/acne-scars",
            "/practice",
            "/practice/backups",
            "/practice/verify",
            "/practice/audit",
            "/practice/csv",
            "/practice/retention?years=1",
        ];
        IPage page = await window.GoAsync("/clients");
        foreach (string path in pages)
        {
            await page.GotoAsync(path);
            AxeResult found = await page.RunAxe();
            Assert.True(
                found.Violations.Length == 0,
                path + ": " + string.Join("; ", found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} {n.Html}")))
            );
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            Assert.DoesNotContain("history.", await page.InnerTextAsync("main"));
            int over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            Assert.True(over <= 0, $"{path} is {over} px too wide.");
        }

        Assert.Empty(window.Foreign);
    }
}
