using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Workshop.Trials;
using Pen.Workshop.Trials.BurnIns;

namespace Pen.Workshop.Tests.Trials;

/// <summary>A burn-in that goes well, with and without a hand on the trigger, and one that is ended by hand.</summary>
public class BurnInTests
{
    public static BurnInPlan Short { get; } =
        new()
        {
            Duration = TimeSpan.FromSeconds(0.8),
            Cycle = TimeSpan.FromSeconds(8),
            Spin = TimeSpan.FromSeconds(1),
            FirstPress = TimeSpan.FromSeconds(6),
            LaterPress = TimeSpan.FromSeconds(1),
        };

    [Fact]
    public async Task ASoundPenPassesWithoutMotorAndIsLeftInStandby()
    {
        await using PenBench bench = await PenBench.StandbyAsync(5);
        BurnInOutcome outcome = await RunAsync(bench, Short);
        BurnInRecord record = outcome.Record;
        Assert.True(record.Verdict == BurnInVerdict.PassedWithoutMotor, string.Join("\n", record.Failures()));
        Assert.Equal("passed without motor", record.Words);
        Statistic position = record.Statistics[0];
        Assert.Equal(record.Cycles * record.DepthsMicrons.Count, position.Count);
        // A stop that is verified within 25 µm, and a sensor that has noise.
        Assert.InRange(position.Max!.Value, 1, 40);
        Assert.InRange(Statistic(record, "time to verify").Mean!.Value, 0.1, 0.4);
        Assert.InRange(Statistic(record, "cell").Mean!.Value, 3.8, 4.1);
        Assert.Equal(PenState.Standby, (await bench.Client.GetStatusAsync()).State);

        string page = File.ReadAllText(outcome.Files.Single(f => f.EndsWith(".html")));
        Assert.Contains("passed without motor", page);
        Assert.Contains("<svg", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("href=", page);
        JournalLine[] lines = [.. Journal.Read(outcome.Files.Single(f => f.EndsWith(".jsonl")))];
        Assert.Equal(JournalKind.Began, lines[0].Kind);
        Assert.Equal(JournalKind.Ended, lines[^1].Kind);
        Assert.Equal(position.Count, lines.Count(l => l.Quantity == Quantity.PositionError));
    }

    [Fact]
    public async Task WithAHandOnTheTriggerSpeedsAreMeasuredAndItPasses()
    {
        await using PenBench bench = await PenBench.StandbyAsync(5);
        BurnInRecord record = (await RunAsync(bench, Short with { WithMotor = true }, Hand(bench))).Record;
        Assert.True(record.Verdict == BurnInVerdict.Passed, string.Join("\n", record.Failures()));
        Assert.Equal(1, record.MotorCycles);
        Assert.Equal(3, Statistic(record, "speed").Count);
        Assert.InRange(Statistic(record, "motor current").Mean!.Value, 20, 92);
    }

    [Fact]
    [Trait("Covers", "SRV-9")]
    public async Task WhereNobodyPressesNothingTurnsAndItIsNoPass()
    {
        await using PenBench bench = await PenBench.StandbyAsync(5);
        bool turned = false;
        await bench.Server.InvokeAsync(
            (SimulatedPen p) =>
            {
                p.World.AfterStep = () => turned |= p.World.Motor.RadiansPerSecond > 1;
            }
        );
        BurnInRecord record = (await RunAsync(bench, Short with { WithMotor = true })).Record;
        Assert.True(record.Verdict == BurnInVerdict.PassedWithoutMotor, string.Join("\n", record.Failures()));
        Assert.Equal("passed without motor", record.Words);
        Assert.Null(Statistic(record, "speed").Passed);
        Assert.False(turned);
    }

    [Fact]
    public async Task AHeavyMotorFailsByItsCurrent()
    {
        await using PenBench bench = await PenBench.StandbyAsync(5);
        await bench.InjectAsync("friction", 4);
        BurnInRecord record = (await RunAsync(bench, Short with { WithMotor = true }, Hand(bench))).Record;
        Assert.Equal(BurnInVerdict.Failed, record.Verdict);
        Assert.Contains(record.Failures(), f => f.StartsWith("motor current"));
    }

    [Fact]
    public async Task EndedByHandItSaysWhenAndLeavesThePenInStandby()
    {
        await using PenBench bench = await PenBench.StandbyAsync(4);
        using var hand = new CancellationTokenSource();
        Task<BurnInOutcome> trial = RunAsync(bench, Short with { Duration = TimeSpan.FromHours(4) }, ct: hand.Token);
        // Ended while it opens its files it has nothing to report.
        for (
            int i = 0;
            i < 200 && !Directory.EnumerateFiles(bench.Folder, "*.jsonl").Any(f => Journal.Read(f).Count() > 3);
            i++
        )
        {
            await Task.Delay(50);
        }

        await hand.CancelAsync();
        BurnInOutcome outcome = await trial.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(BurnInVerdict.Ended, outcome.Record.Verdict);
        Assert.Matches(@"^ended after \d+\.\d s of 4 h 00 min$", outcome.Record.Words);
        Assert.All(outcome.Files, f => Assert.True(File.Exists(f)));
        Assert.Equal(PenState.Standby, (await bench.Client.GetStatusAsync()).State);
    }

    [Fact]
    public async Task APenWithACartridgeIsLeftAlone()
    {
        await using PenBench bench = await PenBench.StandbyAsync();
        await bench.InjectAsync("insert");
        await bench.UntilAsync(s => s.Flags.HasFlag(PenFlags.CartridgePresent));
        var refused = await Assert.ThrowsAsync<TrialRefusedException>(() => RunAsync(bench, Short));
        Assert.Contains("cartridge", refused.Problem);
        Assert.Empty(Directory.GetFiles(bench.Folder));
    }

    internal static Task<BurnInOutcome> RunAsync(
        PenBench bench,
        BurnInPlan plan,
        Action<string>? say = null,
        CancellationToken ct = default
    ) => BurnInTrial.RunAsync(bench.Client, plan, bench.Folder, bench.Logs, say ?? (_ => { }), null, ct);

    /// <summary>A person at the fixture who does what is said.</summary>
    private static Action<string> Hand(PenBench bench) =>
        words =>
        {
            if (words.Contains("Press the trigger"))
            {
                _ = bench.InjectAsync("press");
            }
            else if (words.Contains("et go of the trigger"))
            {
                _ = bench.InjectAsync("release");
            }
        };

    private static Statistic Statistic(BurnInRecord record, string name) =>
        record.Statistics.First(s => s.Name.StartsWith(name));
}
