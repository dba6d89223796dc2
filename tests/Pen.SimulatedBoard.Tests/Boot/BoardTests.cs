using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.SimulatedBoard.Boot;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Tests.Boot;

public class BoardTests
{
    [Fact]
    public void ANewFirmwareFindsTheSamePenAroundIt()
    {
        using var board = new Esp32Board(new BoardOptions { Deployment = TestImages.Old });
        board.PowerOn();
        Run(board, 100);
        Assert.Equal("0.1.0", CompanionLine.AskVersion(board)?.ToString());
        var client = new DirectClient(board);
        client.EnterLoader();
        Assert.Equal(BoardState.Downloading, board.State);
        Assert.Null(CompanionLine.AskVersion(board));
        Assert.True(client.Write(FlashLayout.Deployment, TestImages.New));
        client.Restart();
        Assert.Equal("0.2.0", CompanionLine.AskVersion(board)?.ToString());
        Run(board, 100);
        Assert.Contains("state Standby", board.PenStatus);
        Assert.Empty(board.Violations);
        Assert.Equal("0.2.0.0", board.Outcome?.Version?.ToString());
    }

    [Fact]
    [Trait("Covers", "SRV-1")]
    public void WhileNothingRunsNothingIsDrivenThoughItWasAMomentAgo()
    {
        using var board = new Esp32Board(new BoardOptions());
        board.PowerOn();
        Run(board, 100);
        Assert.True(board.Drives, "the firmware holds the servo: without that the test says nothing");
        board.HoldEn(true);
        Assert.Equal(BoardState.HeldInReset, board.State);
        for (int tick = 0; tick < 100; tick++)
        {
            board.RunTick();
            Assert.False(board.Drives);
        }

        board.HoldEn(false);
        Run(board, 100);
        Assert.Equal(BoardState.Running, board.State);
        Assert.Empty(board.Violations);
    }

    [Fact]
    public void ThePressedBootButtonLeadsIntoTheLoader()
    {
        using var board = new Esp32Board(new BoardOptions());
        board.Lines.HoldBoot(true);
        board.PowerOn();
        Assert.Equal(BoardState.Downloading, board.State);
        Assert.Contains("boot:0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))\r\nwaiting for download", board.Line.Console);
    }

    [Fact]
    public void BothLinesTogetherDoNothingAndOneAfterTheOtherStillReachesTheLoader()
    {
        using var board = new Esp32Board(new BoardOptions());
        board.PowerOn();
        board.SetLines(true, true);
        Run(board, 5);
        Assert.Equal(BoardState.Running, board.State);
        new DirectClient(board).EnterLoader();
        Assert.Equal(BoardState.Downloading, board.State);
    }

    [Fact]
    public void LinesThatComeLateAndAllAtOnceStillReachTheLoaderAndAPlainResetDoesNot()
    {
        using var board = new Esp32Board(new BoardOptions());
        board.PowerOn();
        foreach ((bool dtr, bool rts) in ((bool, bool)[])[(false, true), (true, true), (true, false), (false, false)])
        {
            board.SetLines(dtr, rts);
        }

        Run(board, 3);
        Assert.Equal(BoardState.Downloading, board.State);
        board.SetLines(false, true);
        board.SetLines(false, false);
        Run(board, 3);
        Assert.Equal(BoardState.Running, board.State);
    }

    [Fact]
    public void ABrownOutIsToldAndTheFirmwareBeginsAgain()
    {
        using var board = new Esp32Board(new BoardOptions());
        board.PowerOn();
        board.BrownOut();
        Assert.Equal(BoardState.Running, board.State);
        Assert.Contains("rst:0xf (RTCWDT_BROWN_OUT_RESET)", board.Line.Console);
        board.PowerOff();
        board.BrownOut();
        Assert.Equal(BoardState.Off, board.State);
    }

    [Fact]
    public void AnInjectedPowerCutGoesThroughTheWholeBoot()
    {
        using var board = new Esp32Board(new BoardOptions());
        board.PowerOn();
        board.Inject("power-cut");
        Assert.Equal(2, board.Resets);
        Assert.Throws<ArgumentException>(() => board.Inject("no-such-thing"));
    }

    [Fact]
    public void AProgramThatCannotBeStartedLeavesAPenThatAsks()
    {
        // Right checksums, right names, and no code in it: the firmware's own assembly under another's name.
        byte[] wrong = NanoRecord.Make(TestImages.Assemblies[0]);
        using var board = new Esp32Board(new BoardOptions { Deployment = [.. wrong, .. Renamed()] });
        board.PowerOn();
        Assert.Equal(BoardState.AsksToBeFlashed, board.State);
        Assert.False(board.Drives);
    }

    [Fact]
    public void AFlashInAFileIsWhatTheBoardFindsNextTime()
    {
        string path = Path.GetTempFileName();
        try
        {
            var options = new BoardOptions { FlashFile = path, Deployment = TestImages.New };
            new Esp32Board(options).Dispose();
            using var again = new Esp32Board(options with { Deployment = TestImages.Old });
            again.PowerOn();
            Assert.Equal("0.2.0", CompanionLine.AskVersion(again)?.ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Pen.Protocol's record under the name Pen.Board: the name stands in the record, and in it twice as long as needed.</summary>
    private static byte[] Renamed()
    {
        byte[] record = NanoRecord.Make(TestImages.Assemblies[0]);
        "Pen.Board\0"u8.CopyTo(record.AsSpan(NanoRecord.HeaderBytes));
        int end = BitConverter.ToInt32(record, 40 + (4 * 15));
        BitConverter.TryWriteBytes(record.AsSpan(12), NanoCrc.Compute(record.AsSpan(NanoRecord.HeaderBytes..end)));
        record.AsSpan(8, 4).Clear();
        BitConverter.TryWriteBytes(record.AsSpan(8), NanoCrc.Compute(record.AsSpan(0, NanoRecord.HeaderBytes)));
        return record;
    }

    private static void Run(Esp32Board board, int ticks)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            board.RunTick();
        }
    }
}
