using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Pen.Client;
using Pen.SimulatedBoard;
using Pen.SimulatedBoard.Images;
using Pen.Workshop.Doctor;

namespace Pen.Workshop.Tests.Doctor;

/// <summary>What the other side of a silent pen tells.</summary>
public class BoardExamTests
{
    private static readonly byte[] Erased = Enumerable.Repeat((byte)0xFF, 0x10000).ToArray();

    [Fact]
    public async Task ABlankBoardStartsAgainAndAgainForWantOfABootLoader()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync(new BoardOptions { Blank = true });

        DoctorReport report = await bench.VisitAsync(listening: 1);

        Finding found = DoctorBench.Find(report, FindingLevel.Trouble, "board");
        Assert.Contains("no boot loader", found.Text, StringComparison.Ordinal);
        Assert.Contains("0x10", found.Text, StringComparison.Ordinal);
        Assert.Contains("pen flash --update", found.Cure, StringComparison.Ordinal);
        Assert.NotEmpty(report.BootConsole);
    }

    [Fact]
    public async Task ABoardWhoseNanoClrIsMissingIsNamedSo()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.Board.PreloadFlashAsync(FlashLayout.NanoClr, Erased);
        await bench.Board.PressEnAsync();

        Finding found = DoctorBench.Find(await bench.VisitAsync(listening: 1), FindingLevel.Trouble, "board");

        Assert.Contains("no whole nanoCLR", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABoardThatAsksToBeFlashedIsFoundOnceItMayBeRestarted()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.Board.PreloadFlashAsync(FlashLayout.Deployment, Erased);
        await bench.Board.PressEnAsync();
        await bench.Board.WaitForAsync(BoardState.AsksToBeFlashed);
        int resets = (await bench.Board.StatusAsync()).Resets;

        DoctorReport careful = await bench.VisitAsync();
        Assert.Contains("--reset", DoctorBench.Find(careful, FindingLevel.Note, "board").Cure, StringComparison.Ordinal);
        Assert.Equal(resets, (await bench.Board.StatusAsync()).Resets);

        DoctorReport report = await bench.VisitAsync(mayReset: true);
        Assert.Contains(
            "asks to be flashed",
            DoctorBench.Find(report, FindingLevel.Trouble, "board").Text,
            StringComparison.Ordinal
        );
        Assert.IsType<PenWrongDeviceException>(report.Unreachable);
    }

    [Fact]
    public async Task ABoardThatWaitsInItsBootLoaderIsRecognisedWithoutBeingRestarted()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.Board.HoldBootAsync(true);
        await bench.Board.PressEnAsync();
        await bench.Board.HoldBootAsync(false);
        int resets = (await bench.Board.StatusAsync()).Resets;

        DoctorReport report = await bench.VisitAsync();

        Assert.Contains(
            "waits in its boot loader",
            DoctorBench.Find(report, FindingLevel.Trouble, "board").Text,
            StringComparison.Ordinal
        );
        Assert.Equal(resets, (await bench.Board.StatusAsync()).Resets);
    }

    [Fact]
    public async Task ABoardWithoutPowerSaysNothingEvenAfterARestart()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.Board.CutPowerAsync();

        DoctorReport report = await bench.VisitAsync(mayReset: true);

        Assert.Contains("charge-only", DoctorBench.Find(report, FindingLevel.Trouble, "board").Cure, StringComparison.Ordinal);
        Assert.Contains("charge-only", DoctorBench.Find(report, FindingLevel.Trouble, "pen").Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWeakSupplyIsHeardAsBrownOut()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.Board.PreloadFlashAsync(FlashLayout.Deployment, Erased);
        await bench.Board.PressEnAsync();
        Task<DoctorReport> visit = bench.VisitAsync(listening: 4);
        for (int i = 0; i < 40 && !visit.IsCompleted; i++)
        {
            await bench.Board.BrownOutAsync();
            await Task.Delay(150);
        }

        Finding found = DoctorBench.Find(await visit, FindingLevel.Trouble, "supply");

        Assert.Contains("the supply fell too low (0xf)", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ReasonsAreCountedAndTheConsoleIsBounded()
    {
        var console = new BootConsole();
        console.Take("rst:0x1 (POWERON_RESET),boot:0x13\r\nrst:0x10 (RTCWDT_RTC_RESET)\r\nrst:0x10 (RTCWDT_RTC_RESET)\r\n"u8);
        Assert.True(console.IsLoop);
        Assert.Equal(
            "1 × power came or EN was pressed (0x1), 2 × the real-time watchdog reset all (0x10)",
            console.ResetsInWords()
        );

        int seed = Random.Shared.Next();
        var random = new Random(seed);
        byte[] noise = new byte[10_000];
        for (int i = 0; i < 50; i++)
        {
            random.NextBytes(noise);
            console.Take(noise);
        }

        Assert.True(console.Text.Length <= 64 * 1024, $"seed {seed}");
        Assert.All(console.Text, letter => Assert.True(letter is '\r' or '\n' or (>= ' ' and <= '~')));
    }
}
