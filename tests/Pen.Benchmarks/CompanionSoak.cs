using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Companion.Tests.Bench;
using Pen.TestBench;

namespace Pen.Benchmarks;

/// <summary>Treatments one after the other at two pens at once, and what the program's memory does meanwhile.</summary>
public static class CompanionSoak
{
    private const double MostMegabytes = 200;

    /// <summary>What the last third may lie above the second: noise of the collector, not growth.</summary>
    private const double MostGrowthMegabytes = 8;

    private static readonly string[] Areas = ["cheek", "forehead", "chin", "neck"];
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(5);

    /// <summary>Treats for so many minutes.</summary>
    public static async Task<IReadOnlyList<QualityRow>> MeasureAsync(double minutes)
    {
        string[] serials = ["SIM-SOAK-1", "SIM-SOAK-2"];
        await using var first = new PenOutside(serials[0]);
        await using var second = new PenOutside(serials[1]);
        PenOutside[] pens = [first, second];
        await using Workplace place = await Workplace.OpenAsync(
            "--simulate",
            "no",
            "--port",
            first.Address,
            "--port",
            second.Address
        );
        // The records are begun before two want to at once.
        _ = place.Records;
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        await Task.Delay(TimeSpan.FromSeconds(2));
        Task<int>[] treating = [.. pens.Select((p, i) => TreatAsync(place, p, serials[i], over.Token))];
        var megabytes = new List<double>();
        var clock = Stopwatch.StartNew();
        while (!over.IsCancellationRequested && treating.All(t => !t.IsFaulted))
        {
            await Task.Delay(Reading);
            place.Process.Refresh();
            megabytes.Add(place.Process.WorkingSet64 / 1048576.0);
            if (megabytes.Count % 30 == 1)
            {
                Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss}  {megabytes[^1]:0} MB");
            }
        }

        int done = (await Task.WhenAll(treating)).Sum();
        int third = Math.Max(1, megabytes.Count / 3);
        double middle = megabytes.Skip(third).Take(third).Average();
        double last = megabytes.TakeLast(third).Average();
        return
        [
            new QualityRow(
                "COMPANION",
                $"memory after {done} treatments in {minutes:0} min, most",
                $"{megabytes.Max():0} MB",
                $"≤ {MostMegabytes:0} MB",
                megabytes.Max() <= MostMegabytes && done > 0
            ),
            new QualityRow(
                "COMPANION",
                "growth from the second third to the last",
                $"{last - middle:+0.0;-0.0} MB",
                $"≤ {MostGrowthMegabytes:0} MB",
                last - middle <= MostGrowthMegabytes
            ),
        ];
    }

    /// <summary>One treatment after the other, each with a page that watches and a cartridge of its own.</summary>
    private static async Task<int> TreatAsync(Workplace place, PenOutside pen, string serial, CancellationToken ct)
    {
        int done = 0;
        using var visitor = new TreatmentVisitor(place, "soak-" + serial);
        while (!ct.IsCancellationRequested)
        {
            await pen.NewCartridgeAsync();
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            await visitor.OpenAsync(serial);
            using var leaving = new CancellationTokenSource();
            Task watching = visitor.WatchAsync(serial, leaving.Token);
            foreach (string area in Areas)
            {
                await visitor.ArmAsync(serial, area, 250);
                await pen.DoAsync(p => p.PressTrigger());
                await pen.DoAsync(p => p.World.Skin.Press());
                await Task.Delay(Run, CancellationToken.None);
                await pen.DoAsync(p => p.World.Skin.Lift());
                await pen.DoAsync(p => p.ReleaseTrigger());
                await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
                await visitor.DoneAsync(serial);
                await visitor.DisarmAsync(serial);
            }

            await visitor.FinishAsync(serial);
            await leaving.CancelAsync();
            await watching;
            done++;
        }

        return done;
    }
}
