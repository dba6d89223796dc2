using System;
using System.Collections.Generic;
using System.Linq;
using Pen.SimulatedBoard.Boot;
using Pen.SimulatedBoard.FlashMemory;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Tests.Boot;

public class BootChainTests
{
    public static TheoryData<int, int, BoardState, string> Torn =>
        new()
        {
            { FlashLayout.BootLoader, 0x7000, BoardState.BootLoop, "invalid header: 0xffffffff" },
            { FlashLayout.BootLoader + 0x1000, 0x6000, BoardState.BootLoop, "csum err" },
            { FlashLayout.PartitionTable, 0x1000, BoardState.BootLoop, "partition 0 invalid magic number 0xffff" },
            { FlashLayout.PartitionTable + 40, 4, BoardState.BootLoop, "MD5 checksums mismatch" },
            { FlashLayout.NanoClr, 0x20000, BoardState.BootLoop, "invalid magic byte (nothing flashed here?)" },
            { FlashLayout.NanoClr + 0x8000, 0x18000, BoardState.BootLoop, "Checksum failed" },
            { FlashLayout.Deployment, 0x1000, BoardState.AsksToBeFlashed, "Cannot find any entrypoint!" },
            { FlashLayout.Deployment + 0x1000, 0x1000, BoardState.AsksToBeFlashed, "needs assembly 'Pen.Protocol' (0.1.0.0)" },
            { FlashLayout.Deployment, FlashLayout.DeploymentBytes, BoardState.AsksToBeFlashed, "Cannot find any entrypoint!" },
        };

    [Theory]
    [MemberData(nameof(Torn))]
    [Trait("Covers", "SRV-1")]
    public void EveryTornElementGivesItsStateAndItsWords(int address, int bytes, BoardState state, string words)
    {
        using var board = new Esp32Board(new BoardOptions());
        byte[] blank = new byte[bytes];
        Array.Fill(blank, (byte)0xFF);
        board.Flash.Preload(address, blank);
        board.PowerOn();
        Assert.Equal(state, board.State);
        Assert.Contains(words, board.Line.Console);
        Assert.False(board.Drives);
        Assert.Null(CompanionLine.AskVersion(board));
    }

    [Fact]
    public void ABootLoopSaysWhyItResetsAgainAndAgain()
    {
        using var board = new Esp32Board(new BoardOptions { Blank = true });
        board.PowerOn();
        for (int tick = 0; tick < 200; tick++)
        {
            board.RunTick();
            Assert.False(board.Drives);
        }

        Assert.InRange(board.Resets, 4, 6);
        Assert.Equal(1, Count(board, "rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)"));
        Assert.Equal(board.Resets - 1, Count(board, "rst:0x10 (RTCWDT_RTC_RESET)"));
    }

    [Fact]
    [Trait("Covers", "SRV-1")]
    public void AnImageWithOneFlippedBitNeverRuns()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var flash = new NorFlash();
        FactoryContent.Write(flash, TestImages.Old);
        IReadOnlyList<byte[]> whole = [.. BootChain.Start(flash.Bytes, ResetReason.PowerOn).Assemblies.Select(a => a.Code)];
        Assert.Equal(3, whole.Count);
        (int Address, int Bytes)[] places =
        [
            (FlashLayout.BootLoader, FactoryContent.BootLoader().Length),
            (FlashLayout.PartitionTable, 5 * 32),
            (FlashLayout.NanoClr, FactoryContent.NanoClr().Length),
            (FlashLayout.Deployment, TestImages.Old.Length),
            (FlashLayout.Deployment, NanoRecord.HeaderBytes),
        ];
        for (int flip = 0; flip < 500; flip++)
        {
            (int start, int bytes) = places[flip % places.Length];
            int at = start + random.Next(bytes);
            byte before = flash.Bytes[at];
            flash.Preload(at, [(byte)(before ^ (1 << random.Next(8)))]);
            BootOutcome outcome = BootChain.Start(flash.Bytes, ResetReason.PowerOn);
            // Up to three bytes behind a record fill its last word. They belong to nothing, and nothing is lost with them.
            bool filling = outcome.Assemblies.Select(a => a.Code).Zip(whole).Count(p => p.First.SequenceEqual(p.Second)) == 3;
            Assert.True(outcome.State != BoardState.Running || filling, $"seed {seed}, flip {flip} at 0x{at:x} runs");
            flash.Preload(at, [before]);
        }

        Assert.Equal(BoardState.Running, BootChain.Start(flash.Bytes, ResetReason.PowerOn).State);
    }

    [Fact]
    public void ABootLoaderWithAWrongHashIsNotTrustedToRun()
    {
        var flash = new NorFlash();
        FactoryContent.Write(flash, TestImages.Old);
        // In two places the same bit: the ROM's XOR does not see it, the hash does.
        foreach (int at in (int[])[FlashLayout.BootLoader + 0x100, FlashLayout.BootLoader + 0x200])
        {
            flash.Preload(at, [(byte)(flash.Bytes[at] ^ 1)]);
        }

        BootOutcome outcome = BootChain.Start(flash.Bytes, ResetReason.PowerOn);
        Assert.Equal(BoardState.BootLoop, outcome.State);
        Assert.Contains("Fatal exception", outcome.RomText);
    }

    [Fact]
    [Trait("Covers", "SRV-1")]
    public void RecordsThatLieAboutThemselvesAreNotLoaded()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 300; round++)
        {
            byte[] record = NanoRecord.Make(TestImages.Assemblies[0]);
            for (int i = 0; i < 4; i++)
            {
                BitConverter.TryWriteBytes(record.AsSpan(28 + (4 * random.Next(23))), random.Next(3) == 0 ? -1 : random.Next());
            }

            record.AsSpan(8, 4).Clear();
            BitConverter.TryWriteBytes(record.AsSpan(8), NanoCrc.Compute(record.AsSpan(0, NanoRecord.HeaderBytes)));
            foreach (NanoRecord found in NanoClr.Crawl([.. record, .. TestImages.Old]))
            {
                Assert.True(found.Code.Length <= record.Length + TestImages.Old.Length, $"seed {seed}, round {round}");
            }
        }
    }

    [Theory]
    [InlineData(ResetReason.PowerOn, "rst:0x1 (POWERON_RESET)")]
    [InlineData(ResetReason.BrownOut, "rst:0xf (RTCWDT_BROWN_OUT_RESET)")]
    [InlineData(ResetReason.SoftwareCpu, "rst:0xc (SW_CPU_RESET)")]
    [InlineData(ResetReason.Software, "rst:0x3 (SW_RESET)")]
    [InlineData(ResetReason.Watchdog, "rst:0x10 (RTCWDT_RTC_RESET)")]
    public void TheRomSaysWhyItBegan(ResetReason reason, string words) =>
        Assert.Contains(words, BootChain.Banner(reason, download: false));

    private static int Count(Esp32Board board, string words) => board.Line.Console.Split(words).Length - 1;
}
