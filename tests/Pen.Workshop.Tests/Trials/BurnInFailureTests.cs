using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Cli.Tests;
using Pen.Workshop.Trials.BurnIns;

namespace Pen.Workshop.Tests.Trials;

/// <summary>What a burn-in fails on, by its name, and what is left of one whose program was killed.</summary>
public class BurnInFailureTests
{
    [Theory]
    [InlineData("drift-depth", 2.0, "depth stop|sensor out of range")]
    [InlineData("stick-depth", null, "depth stop")]
    [InlineData("motor-heat", 56.0, "motor temperature: out of its limits")]
    [InlineData("power-cut", null, "pen restarted")]
    [InlineData("unplug", null, "pen silent")]
    [InlineData("noise", 0.003, "(frames damaged|samples lost|line interrupted)")]
    [InlineData("insert", null, "refused by the pen")]
    [Trait("Covers", "SRV-9")]
    public async Task EachMisfortuneHasItsName(string injection, double? number, string words)
    {
        await using PenBench bench = await PenBench.StandbyAsync(5);
        Task<BurnInOutcome> trial = BurnInTests.RunAsync(
            bench,
            BurnInTests.Short with
            {
                Duration = TimeSpan.FromSeconds(injection is "motor-heat" or "noise" ? 4 : 60),
            }
        );
        await Task.Delay(400);
        await bench.InjectAsync(injection, number);
        BurnInRecord record = (await trial.WaitAsync(TimeSpan.FromSeconds(30))).Record;
        Assert.Equal("failed", record.Words);
        Assert.Matches(words, string.Join("\n", record.Failures()));
        if (record.Failure is not null)
        {
            Assert.InRange(record.FailureSeconds!.Value, 0, 20);
        }
    }

    [Fact]
    public async Task AfterAKillTheJournalReadsUpToThere()
    {
        await using PenBench bench = await PenBench.StandbyAsync(5);
        await bench.Client.DisposeAsync();
        using Process process = new CommandLine().Start(Words(bench, "1"));
        string path = await JournalOfAsync(bench, 40);
        process.Kill();
        await process.WaitForExitAsync();
        File.AppendAllText(path, "{\"seconds\":12.3,\"kind\":\"meas");
        JournalLine[] lines = [.. Journal.Read(path)];
        Assert.Equal(JournalKind.Began, lines[0].Kind);
        Assert.True(lines.Length >= 40);
        Assert.Equal(File.ReadAllLines(path).Length - 1, lines.Length);
        Assert.DoesNotContain(lines, l => l.Kind == JournalKind.Ended);
        Assert.Single(Directory.GetFiles(bench.Folder));
    }

    [Fact]
    public async Task CtrlCEndsTheCommandWithAReport()
    {
        await using PenBench bench = await PenBench.StandbyAsync(4);
        await bench.Client.DisposeAsync();
        using Process process = new CommandLine().Start(Words(bench, "1"));
        await JournalOfAsync(bench, 40);
        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(40));
        await process.WaitForExitAsync();
        Assert.Contains("Result: ended after", output);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(3, Directory.GetFiles(bench.Folder).Length);
    }

    [Fact]
    public async Task TheCommandTakesAFractionOfAnHour()
    {
        await using PenBench bench = await PenBench.StandbyAsync(5);
        await bench.Client.DisposeAsync();
        (int code, string output, string problem) = await new CommandLine().RunAsync(Words(bench, "0.0003"));
        Assert.True(code == 0, output + problem);
        Assert.Contains("Result: passed without motor.", output);
        (code, _, problem) = await new CommandLine().RunAsync(Words(bench, "0"));
        Assert.Equal(2, code);
        Assert.Contains("--hours is a number above 0", problem);
    }

    private static string[] Words(PenBench bench, string hours) =>
        ["burn-in", "--hours", hours, "--port", bench.Address, "--out", bench.Folder, "--logs", bench.Logs];

    private static async Task<string> JournalOfAsync(PenBench bench, int lines)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            string? path = Directory.GetFiles(bench.Folder, "*.jsonl").SingleOrDefault();
            if (path is not null && Journal.Read(path).Count() >= lines)
            {
                return path;
            }

            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "the burn-in did not begin");
            await Task.Delay(50);
        }
    }
}
