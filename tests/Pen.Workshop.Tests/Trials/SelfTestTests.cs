using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using Pen.Cli.Tests;
using Pen.Protocol;
using Pen.Workshop.Trials;
using Pen.Workshop.Trials.SelfTests;

namespace Pen.Workshop.Tests.Trials;

/// <summary>The self-test on request: its numbers, and what it calls each failure.</summary>
public class SelfTestTests
{
    [Fact]
    public async Task ASoundPenPassesWithPlausibleNumbers()
    {
        await using PenBench bench = await PenBench.StandbyAsync();
        SelfTestOutcome outcome = await SelfTestTrial.RunAsync(bench.Client, 2, null, CancellationToken.None);
        SelfTestRecord record = outcome.Record;
        Assert.True(record.Passed, string.Join("\n", record.Results.SelectMany(r => r.Figures).Select(f => f.Sentence)));
        Assert.Equal(2, record.Results.Count);
        foreach (SelfTestResult result in record.Results)
        {
            // Six steps of the gate at 40 to 200 ms, then out to 0.5 mm and back at 11.5 mm/s.
            Assert.InRange(Value(result, "duration"), 0.4, 2.5);
            Assert.InRange(Value(result, "time to the second point"), 0.03, 0.4);
            Assert.InRange(Value(result, "time back home"), 0.06, 0.4);
            Assert.InRange(Value(result, "measured stop position at rest"), -250, -50);
            Assert.InRange(Value(result, "cell"), 3.8, 4.1);
            Assert.InRange(Value(result, "motor"), 20, 30);
        }
    }

    [Theory]
    [InlineData("stick-depth", "depth second point", "does not reach 0.50 mm")]
    [InlineData("watchdog-stuck", "watchdog cuts", "does not cut")]
    [InlineData("start-latch-stuck", "trigger blocks", "without the trigger")]
    [InlineData("kick-broken", "watchdog resets", "does not let the motor's drive come back")]
    [InlineData("tacho-chatter", "tachometer quiet", "although the motor stands")]
    [InlineData("gate-stuck", "gate off at rest|FLT-13 motor gate failed", "gate")]
    [InlineData("motor-thermistor-open", "motor thermistor", "motor's temperature sensor")]
    [InlineData("board-thermistor-short", "board thermistor", "board's temperature sensor")]
    [InlineData("battery-divider-open", "battery", "voltage is one that no cell has")]
    [InlineData("pot-open", "depth potentiometer", "potentiometer is open")]
    public async Task EachFailureHasItsNameAndItsCure(string injection, string name, string finding)
    {
        await using PenBench bench = await PenBench.StandbyAsync();
        await bench.Client.SleepAsync();
        await bench.InjectAsync(injection);
        SelfTestOutcome outcome = await SelfTestTrial.RunAsync(bench.Client, 1, null, CancellationToken.None);
        Assert.False(outcome.Record.Passed);
        TrialFailure failure = outcome.Record.First!;
        Assert.Matches($"^({name})$", failure.Name);
        Assert.Contains(finding, failure.Finding);
        Assert.NotEmpty(failure.Cure);
    }

    [Fact]
    public async Task AWeakStopFailsByItsTimeAlone()
    {
        await using PenBench bench = await PenBench.StandbyAsync();
        await bench.Server.InvokeAsync(() => ((Pen.Simulator.SimulatedPen)bench.Server.Pen).World.Depth.SpeedFactor = 0.1);
        SelfTestOutcome outcome = await SelfTestTrial.RunAsync(bench.Client, 1, null, CancellationToken.None);
        Assert.Null(outcome.Record.Results[0].Failure);
        Assert.False(outcome.Record.Passed);
        Assert.Contains("CTL-6", outcome.Record.First!.Finding);
    }

    [Fact]
    public async Task APenThatIsUsedIsLeftAlone()
    {
        await using PenBench bench = await PenBench.StandbyAsync();
        await bench.Client.OpenSessionAsync();
        var refused = await Assert.ThrowsAsync<TrialRefusedException>(() =>
            SelfTestTrial.RunAsync(bench.Client, 1, null, CancellationToken.None)
        );
        Assert.Contains("session is open", refused.Problem);
        await bench.Client.CloseSessionAsync();
        await bench.Client.EnterServiceAsync();
        refused = await Assert.ThrowsAsync<TrialRefusedException>(() =>
            SelfTestTrial.RunAsync(bench.Client, 1, null, CancellationToken.None)
        );
        Assert.Contains("in service", refused.Problem);
        Assert.Equal(PenState.Service, (await bench.Client.GetStatusAsync()).State);
    }

    [Fact]
    public async Task APulledCableIsToldAsSilence()
    {
        await using PenBench bench = await PenBench.StandbyAsync();
        Task<SelfTestOutcome> trial = SelfTestTrial.RunAsync(bench.Client, 50, null, CancellationToken.None);
        await Task.Delay(300);
        await bench.InjectAsync("unplug");
        SelfTestRecord record = (await trial).Record;
        Assert.False(record.Passed);
        Assert.Equal("pen silent", record.First!.Name);
    }

    [Fact]
    public async Task TheCommandRecordsAndDraws()
    {
        await using PenBench bench = await PenBench.StandbyAsync();
        // The simulated port takes one host at a time.
        await bench.Client.DisposeAsync();
        var pen = new CommandLine();
        string[] words = ["selftest", "--port", bench.Address, "--out", bench.Folder];
        (int code, string output, string problem) = await pen.RunAsync(words);
        Assert.True(code == 0, output + problem);
        Assert.Contains("PASSED: 1 of 1 self-tests.", output);
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(bench.Folder, "*.json").Single()));
        Assert.True(record.RootElement.GetProperty("passed").GetBoolean());
        XDocument plot = XDocument.Load(Directory.GetFiles(bench.Folder, "*.svg").Single());
        Assert.Contains(plot.Descendants(), e => e.Name.LocalName == "polyline");
        Assert.Contains("standby", plot.Root!.Value);

        await bench.InjectAsync("watchdog-stuck");
        (code, output, problem) = await pen.RunAsync([.. words, "--json"]);
        Assert.True(code == 1, output + problem);
        Assert.Contains("\"watchdog cuts\"", output);
        Assert.Equal(2, Directory.GetFiles(bench.Folder, "*.json").Length);
    }

    private static double Value(SelfTestResult result, string name) =>
        result.Figures.First(f => f.Name.StartsWith(name)).Value!.Value;
}
