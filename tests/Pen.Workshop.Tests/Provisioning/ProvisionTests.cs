using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Pen.Cli.Tests;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Calibration;
using Pen.Workshop.Provisioning;
using Pen.Workshop.Provisioning.Labels;

namespace Pen.Workshop.Tests.Provisioning;

/// <summary>A board becomes a pen with a number, however often the work is interrupted.</summary>
public class ProvisionTests
{
    [Fact]
    [Trait("Covers", "SRV-8")]
    public async Task ANewBoardGetsNumberKeyRevisionRecordAndALabelThatReads()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        string report = Path.Combine(bench.Folder, "flash.json");
        File.WriteAllText(report, "{\"chip\":{\"name\":\"ESP32\",\"mac\":\"24:0a:c4:a1:b2:c3\"}}");
        string[] words =
        [
            "provision",
            "--port",
            bench.Pen.Address,
            "--serial",
            "SIM-0042",
            "--revision",
            "3",
            "--key",
            bench.KeyFile,
            "--by",
            "A. Smith",
            "--out",
            bench.Folder,
            "--board-report",
            report,
        ];
        (int code, string output, string problem) = await new CommandLine().RunAsync(words);
        Assert.True(code == 0, output + problem);
        Assert.Contains("PASSED: this board is pen SIM-0042, hardware revision 3.", output);

        using JsonDocument record = JsonDocument.Parse(
            File.ReadAllText(Directory.GetFiles(bench.Folder, "board-*.json").Single())
        );
        JsonElement root = record.RootElement;
        Assert.Equal("passed", root.GetProperty("result").GetString());
        Assert.Equal("24:0A:C4:A1:B2:C3", root.GetProperty("mac").GetString());
        Assert.Equal("SIM-000001", root.GetProperty("was").GetString());
        Assert.Equal("A. Smith", root.GetProperty("by").GetString());
        Assert.Equal(900, root.GetProperty("calibration").GetProperty("settings").GetProperty("depth-slope").GetInt32());
        Assert.True(root.GetProperty("selfTest").GetArrayLength() > 10);

        string label = Directory.GetFiles(bench.Folder, "board-*.svg").Single();
        string picture = Path.Combine(bench.Folder, "label.png");
        await BoardBench.ToolAsync("rsvg-convert", "-w", "480", "-o", picture, label);
        string read = await BoardBench.ToolAsync("zbarimg", "--raw", "-q", picture);
        LabelPayload payload = LabelPayload.TryParse(read)!;
        Assert.Equal(("SIM-0042", 3, "24:0A:C4:A1:B2:C3"), (payload.Serial, payload.Revision, payload.Mac));
        Assert.Contains("Not a medical device", File.ReadAllText(label));

        await using PenClient pen = await PenClient.ConnectAsync(bench.Pen.Address);
        Assert.Equal("SIM-0042", pen.Identity.Serial);
        Assert.Equal(3, (await pen.GetSettingAsync(SettingId.HardwareRevision)).Value);
        Assert.Equal(bench.Key.Check, (await pen.GetCartridgeKeyAsync()).Check);
        Assert.Equal(PenState.Standby, (await pen.GetStatusAsync()).State);
    }

    [Fact]
    public async Task TheKeyStandsNowhereButInItsFile()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        string secret = File.ReadAllText(bench.KeyFile).Trim();
        ProvisionOutcome outcome = await bench.RunAsync();
        Assert.True(outcome.Record.Passed, outcome.Record.Failure?.Finding);
        foreach (
            string file in Directory.GetFiles(bench.Folder, "*", SearchOption.AllDirectories).Where(f => f != bench.KeyFile)
        )
        {
            Assert.DoesNotContain(secret, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret[..8], File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    [Trait("Covers", "SRV-8")]
    public async Task InterruptedBehindEachStepTheSameOrderGoesOnAndWritesNothingTwice()
    {
        foreach (ProvisionStep last in Enum.GetValues<ProvisionStep>().Where(s => s < ProvisionStep.Record))
        {
            await using BoardBench bench = await BoardBench.FreshAsync();
            using var hand = new CancellationTokenSource();
            try
            {
                ProvisionOutcome cut = await bench.RunAsync(
                    tell: (step, what) =>
                    {
                        if (step == last && what.Length > 0)
                        {
                            hand.Cancel();
                        }
                    },
                    ct: hand.Token
                );
                // Behind the last reading there is nothing left to interrupt.
                Assert.Equal(last == ProvisionStep.ReadBack, cut.Record.Passed);
                Assert.Equal(cut.Record.Passed, cut.Record.FailedStep is null);
            }
            catch (OperationCanceledException)
            {
                Assert.True(last <= ProvisionStep.Number);
            }

            ProvisionOutcome done = await bench.RunAsync();
            Assert.True(done.Record.Passed, $"{last}: {done.Record.Failure?.Finding}");
            Assert.Equal((1, 1, 1), await bench.WrittenAsync());
        }
    }

    [Fact]
    public async Task ASecondRunWritesNothingAndKeepsTheFirstRecord()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        ProvisionOutcome first = await bench.RunAsync();
        string kept = File.ReadAllText(first.Files[0]);
        ProvisionOutcome second = await bench.RunAsync();
        Assert.True(second.Record.Passed);
        // The clock of a pen that is simulated quicker than real time is never right for long.
        Assert.Equal(
            ["already right", "already right", "already right"],
            second
                .Record.Steps.Where(s => s.Step is ProvisionStep.Serial or ProvisionStep.Key or ProvisionStep.Revision)
                .Select(s => s.What)
        );
        Assert.NotEqual(first.Files[0], second.Files[0]);
        Assert.Equal(kept, File.ReadAllText(first.Files[0]));
        Assert.Equal((1, 1, 1), await bench.WrittenAsync());
    }

    [Fact]
    public async Task WithoutCalibrationTheRecordSaysSo()
    {
        await using BoardBench bench = await BoardBench.FreshAsync(calibrated: false);
        ProvisionOutcome failed = await bench.RunAsync();
        Assert.Equal(("failed", ProvisionStep.Calibration), (failed.Record.Result, failed.Record.FailedStep!.Value));
        Assert.Contains("never calibrated", failed.Record.Failure!.Finding);
        Assert.Single(failed.Files);
        ProvisionOutcome passed = await bench.RunAsync(bench.Order with { WithoutCalibration = true });
        Assert.True(passed.Record.Passed);
        Assert.StartsWith("NOT calibrated", passed.Record.Calibration!.Words);
        Assert.Null(passed.Record.Calibration.Day);
    }

    [Fact]
    public async Task ResidualsComeFromTheRecordOfThisBoardAlone()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        string file = Path.Combine(bench.Folder, "depth.calibration.json");
        void Write(string serial, int zero, CalibrationOutcome outcome = CalibrationOutcome.Stored) =>
            new CalibrationRecord
            {
                Kind = CalibrationKind.Depth,
                Serial = serial,
                Firmware = "0.1.0",
                By = "A. Smith",
                At = DateTimeOffset.UtcNow,
                Outcome = outcome,
                Unit = "mm",
                Points = [new("shallow", 0.5, 1200, 0.504, 0.004), new("deep", 2.5, 3000, 2.489, -0.011)],
                Figures = new Dictionary<string, double>(),
                Settings = [new(SettingId.DepthZeroCounts, 590, zero)],
            }.Save(file);
        ProvisionOrder order = bench.Order with { CalibrationFiles = [file] };
        Write("SIM-9999", 600);
        Assert.Contains("another pen", (await bench.RunAsync(order)).Record.Failure!.Finding);
        Write("SIM-000001", 611);
        Assert.Contains("does not agree with what the board holds", (await bench.RunAsync(order)).Record.Failure!.Finding);
        Write("SIM-000001", 600, CalibrationOutcome.Undone);
        Assert.Contains("was not stored", (await bench.RunAsync(order)).Record.Failure!.Finding);
        File.WriteAllText(file, "not a record");
        Assert.Contains("no record of a calibration", (await bench.RunAsync(order)).Record.Failure!.Finding);
        // Calibrated under the number that it had before, which the book of numbers remembers.
        Write("SIM-000001", 600);
        ProvisionRecord record = (await bench.RunAsync(order)).Record;
        Assert.True(record.Passed, record.Failure?.Finding);
        Assert.Equal(0.011, record.Calibration!.LargestResiduals.Single().Value);
        Assert.Equal("SIM-000001", record.Was);
    }

    [Fact]
    public async Task ABlankBoardGetsItsFirstNumber()
    {
        await using BoardBench bench = await BoardBench.FreshAsync(serial: "");
        ProvisionRecord record = (await bench.RunAsync(bench.Order with { Serial = "PN-0042" })).Record;
        Assert.True(record.Passed, record.Failure?.Finding);
        Assert.Null(record.Was);
        Assert.False(record.IsSimulated);
    }

    [Fact]
    [Trait("Covers", "SRV-8")]
    public async Task ABoardThatFailsItsSelfTestHasARecordThatSaysSoAndNoLabel()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        await bench.Pen.InjectAsync("stick-depth");
        ProvisionOutcome outcome = await bench.RunAsync();
        Assert.Equal(ProvisionStep.SelfTest, outcome.Record.FailedStep);
        Assert.Equal("depth second point", outcome.Record.Failure!.Name);
        Assert.Single(outcome.Files);
        Assert.Contains("\"result\": \"failed\"", File.ReadAllText(outcome.Files[0]));
    }
}
