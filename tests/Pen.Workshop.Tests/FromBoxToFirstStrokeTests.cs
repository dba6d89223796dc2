using System;
using System.IO;
using System.Threading.Tasks;
using Pen.Cli.Tests;
using Pen.Client;
using Pen.Protocol;
using Pen.SimulatedBoard;
using Pen.SimulatedBoard.Images;
using Pen.Workshop.Tests.Flashing;

namespace Pen.Workshop.Tests;

/// <summary>The guide's way, command by command, on a board that nobody has ever written.</summary>
public class FromBoxToFirstStrokeTests
{
    [Fact]
    public async Task ABlankBoardIsWrittenCalibratedNamedTriedAndMakesItsFirstStrokeByHand()
    {
        await using FlashBench bench = await FlashBench.StartAsync(new BoardOptions { Blank = true }, 2);
        string folder = bench.Folder;
        string key = Path.Combine(folder, "maker.key");
        var pen = new CommandLine(
            ("PEN_PORT", bench.Board.CompanionAddress),
            ("PEN_CALIBRATIONS", Path.Combine(folder, "calibrations")),
            ("PEN_TRIALS", Path.Combine(folder, "trials")),
            ("PEN_BOARDS", Path.Combine(folder, "boards"))
        );

        await WellAsync(
            pen,
            "Written, compared, and the pen runs it.",
            bench.Words("--image", bench.Put("PenFirmware.bin", FirmwareImage.OfThisBuild()))
        );
        await WellAsync(
            pen,
            "Depth is calibrated and verified.",
            [
                "calibrate",
                "depth",
                "--by",
                "anna",
                "--points",
                "0.5,2.0",
                "--repeats",
                "2",
                "--gauge",
                "0.5,0.5,2,2,-0.08,1.25,1.25",
            ]
        );
        await WellAsync(pen, "", ["cartridge", "key", "new", key]);
        await WellAsync(
            pen,
            "PASSED: this board is pen SIM-0001",
            ["provision", "--serial", "SIM-0001", "--revision", "1", "--key", key, "--by", "anna", "--without-calibration"]
        );
        await WellAsync(pen, "PASSED: 2 of 2 self-tests.", ["selftest", "--times", "2"]);
        await WellAsync(pen, "passed without motor", ["burn-in", "--hours", "0.0003", "--logs", Path.Combine(folder, "logs")]);
        await WellAsync(pen, "All is well.", ["doctor"]);
        await bench.Board.InjectAsync("insert-blank", 36);
        await WellAsync(
            pen,
            "",
            [
                "cartridge",
                "make",
                "--key",
                key,
                "--type",
                "needles36",
                "--strokes",
                "500000",
                "--lot",
                "L1",
                "--expires",
                "2099-12-31",
            ]
        );
        await FirstStrokeAsync(bench);
    }

    private static async Task FirstStrokeAsync(FlashBench bench)
    {
        await using PenClient pen = await bench.PenAsync();
        Assert.Equal("SIM-0001", pen.Identity.Serial);
        await pen.OpenSessionAsync();
        await pen.PrepareAsync(new Preparation(500, 100, TreatmentArea.Cheek));
        await pen.ArmAsync();
        PenStatus ready = await UntilAsync(pen, s => s.Flags.HasFlag(PenFlags.DepthVerified));
        Assert.True(
            ready.State == PenState.Ready,
            $"{ready.State}: {string.Join(", ", ready.LatchedFaults)}, {ready.MeasuredDepthMicrons} µm"
        );
        Assert.Equal(0u, ready.RunStrokes);

        await bench.Board.InjectAsync("press");
        PenStatus running = await UntilAsync(pen, s => s.RunStrokes > 0);
        await bench.Board.InjectAsync("release");
        PenStatus after = await UntilAsync(pen, s => s.State != PenState.Running);

        Assert.Equal(PenState.Running, running.State);
        Assert.Equal(PenState.Ready, after.State);
        Assert.True(after.RunStrokes > 0, "The hand pressed, and the pen made no stroke.");
    }

    /// <summary>Asks often: the pen's time goes faster here, and a host that is silent for 2 s of it has lost the pen.</summary>
    private static async Task<PenStatus> UntilAsync(PenClient pen, Func<PenStatus, bool> holds)
    {
        for (int i = 0; ; i++)
        {
            PenStatus status = await pen.GetStatusAsync();
            if (holds(status) || i == 200)
            {
                return status;
            }

            await Task.Delay(20);
        }
    }

    private static async Task WellAsync(CommandLine pen, string words, string[] command)
    {
        (int code, string output, string problem) = await pen.RunAsync(command);
        Assert.True(code == 0, $"pen {string.Join(' ', command)}: {code}\n{output}\n{problem}");
        Assert.Contains(words, output, StringComparison.Ordinal);
    }
}
