using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Pen.Companion.Tests.Bench;
using Pen.TestBench;

namespace Pen.Benchmarks;

/// <summary>How fast and how frugal the companion is: the program as a user has it, a process of its own.</summary>
public static partial class CompanionFigures
{
    private const string Serial = "SIM-OUTSIDE";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>The runtime goes on compiling what was used at the start for some seconds more.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(30);

    /// <summary>Start, idling, one treatment page, weight of the page.</summary>
    public static async Task<IReadOnlyList<QualityRow>> MeasureAsync()
    {
        var rows = new List<QualityRow> { await ColdStartAsync() };
        await using var pen = new PenOutside(Serial);
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no", "--port", pen.Address);
        await Task.Delay(Warming);
        double idle = await ShareAsync(place);
        rows.Add(new QualityRow("COMPANION", "idle, one pen connected, share of a core", $"{idle:0.00} %", "≤ 1 %", idle <= 1));
        using var visitor = new TreatmentVisitor(place, "bench");
        await visitor.OpenAsync(Serial);
        using var over = new CancellationTokenSource();
        Task watching = visitor.WatchAsync(Serial, over.Token);
        await visitor.ArmAsync(Serial, "cheek", 500);
        await pen.DoAsync(p => p.PressTrigger());
        await pen.DoAsync(p => p.World.Skin.Press());
        await Task.Delay(Settling);
        long before = visitor.Samples;
        double busy = await ShareAsync(place);
        double rateHz = (visitor.Samples - before) / Measured.TotalSeconds;
        rows.Add(
            new QualityRow(
                "COMPANION",
                "one treatment page, pen running, share of a core",
                $"{busy:0.00} % at {rateHz:0.0} Hz",
                "≤ 5 % at 20 Hz",
                busy <= 5 && rateHz >= 19
            )
        );
        await pen.DoAsync(p => p.ReleaseTrigger());
        await over.CancelAsync();
        await watching;
        rows.Add(await WeightAsync(place, $"/sessions/{place.SessionAtAreas().Id}/areas"));
        return rows;
    }

    /// <summary>From the start of the process to the first page, the median of five.</summary>
    private static async Task<QualityRow> ColdStartAsync()
    {
        var seconds = new List<double>();
        for (int round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            await using Workplace place = await Workplace.OpenAsync();
            using HttpClient http = place.Ask();
            (await http.GetAsync("/")).EnsureSuccessStatusCode();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        return new QualityRow(
            "COMPANION",
            "from the start to the first page, median of 5",
            $"{seconds[2]:0.00} s (slowest {seconds[^1]:0.00} s)",
            "≤ 2 s",
            seconds[2] <= 2
        );
    }

    /// <summary>Share of one core that the process takes, in percent.</summary>
    private static async Task<double> ShareAsync(Workplace place)
    {
        place.Process.Refresh();
        TimeSpan before = place.Process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.Delay(Measured);
        place.Process.Refresh();
        return 100 * (place.Process.TotalProcessorTime - before) / clock.Elapsed;
    }

    /// <summary>Everything that a browser fetches for the treatment page, as it comes over the line.</summary>
    private static async Task<QualityRow> WeightAsync(Workplace place, string path)
    {
        using var http = new HttpClient { BaseAddress = place.Address };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        http.DefaultRequestHeaders.Add("Cookie", "pen-by=bench");
        var waiting = new Queue<Uri>([new Uri(place.Address, path)]);
        var seen = new HashSet<Uri>();
        long bytes = 0;
        while (waiting.TryDequeue(out Uri? next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            using HttpResponseMessage answer = (await http.GetAsync(next)).EnsureSuccessStatusCode();
            byte[] body = await answer.Content.ReadAsByteArrayAsync();
            bytes += body.Length;
            foreach (Match part in Parts().Matches(await TextAsync(answer, body)))
            {
                waiting.Enqueue(new Uri(next, part.Groups[1].Value));
            }
        }

        double kilobytes = bytes / 1024.0;
        return new QualityRow(
            "COMPANION",
            $"treatment page with its {seen.Count - 1} files, compressed",
            $"{kilobytes:0} KB",
            "≤ 250 KB",
            kilobytes <= 250
        );
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer, byte[] body)
    {
        using var content = new MemoryStream(body);
        using Stream plain = answer.Content.Headers.ContentEncoding.Contains("gzip")
            ? new System.IO.Compression.GZipStream(content, System.IO.Compression.CompressionMode.Decompress)
            : content;
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("(?:<link[^>]*href=|<script[^>]*src=|@import url\\(|^import [^\"]*)\"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Parts();
}
