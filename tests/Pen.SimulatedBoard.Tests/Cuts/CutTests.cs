using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Pen.SimulatedBoard.Boot;
using Pen.SimulatedBoard.Images;
using Xunit.Abstractions;

namespace Pen.SimulatedBoard.Tests.Cuts;

/// <summary>
/// Half of the cuts take the power in the middle of a random flash operation, half pull the cable at a random block. Every board is
/// then switched on for real: where it runs, its firmware is loaded from its flash, runs, and is asked who it is.
/// </summary>
public class CutTests(ITestOutputHelper output)
{
    private const int Cuts = 500;
    private const int RestTicks = 30;
    private const int RunTicks = 100;

    [Fact]
    [Trait("Covers", "SRV-2")]
    public void FiveHundredCutsLeaveTheOldFirmwareOrTheNewOneOrAPenThatAsksAndNeverMoves()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        (long operations, long blocks) = WholeProcedure();
        var counts = new SortedDictionary<string, int>();
        var clock = Stopwatch.StartNew();
        for (int cut = 0; cut < Cuts; cut++)
        {
            bool power = cut % 2 == 0;
            long at = Moment(random, power ? operations : blocks);
            string what = $"seed {seed}, cut {cut}: {(power ? "power at operation" : "cable at block")} {at}";
            string outcome = CutOnce(power, at, cut, what);
            string key = $"{(power ? "power" : "cable")}: {outcome}";
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        output.WriteLine($"{operations} operations, {blocks} blocks, {clock.Elapsed.TotalSeconds:0} s");
        output.WriteLine(string.Join('\n', counts.Select(c => $"{c.Key}: {c.Value}")));
        Assert.All(
            ["power: 0.2.0", "power: asks", "cable: 0.1.0", "cable: 0.2.0", "cable: asks"],
            k => Assert.Contains(k, counts.Keys)
        );
    }

    /// <summary>One in five at one of the ends, where an old or a new firmware is still or already whole; the others anywhere.</summary>
    private static long Moment(Random random, long last) =>
        random.Next(10) switch
        {
            0 => random.Next(2),
            1 => last - random.Next(3) + 1,
            _ => random.NextInt64(last),
        };

    private static string CutOnce(bool power, long at, int seed, string what)
    {
        using var board = new Esp32Board(new BoardOptions { Seed = (ulong)seed + 1, Deployment = TestImages.Old });
        if (seed % 10 == 0)
        {
            board.PowerOn();
            Assert.True(WhatItDoes(board, what) == "0.1.0", what);
        }

        DirectClient client = DirectClient.SwitchOnInLoader(board);
        Rest(board, what);
        board.Flash.CutAfterOperations = power ? at : -1;
        board.Cable.PullAfterBlocks = power ? -1 : at;
        _ = Procedures.BlankThenWrite(client, TestImages.New, TestImages.Old.Length);
        Rest(board, what);

        board.Flash.CutAfterOperations = -1;
        board.Cable.PullAfterBlocks = -1;
        board.PowerOff();
        Rest(board, what);
        board.Unplug(false);
        board.PowerOn();
        string outcome = WhatItDoes(board, what);

        client.EnterLoader();
        Rest(board, what);
        Assert.True(
            Procedures.BlankThenWrite(client, TestImages.New, TestImages.Old.Length),
            $"{what}: could not be flashed again"
        );
        Assert.True(BootChain.Start(board.Flash.Bytes, ResetReason.PowerOn).Version == new Version(0, 2, 0, 0), what);
        if (seed % 20 == 0)
        {
            client.Restart();
            Assert.True(WhatItDoes(board, what) == "0.2.0", $"{what}: not the new firmware after it was flashed again");
        }

        return outcome;
    }

    /// <summary>Old, new, or asks: anything else fails; as does a mixture of records, or anything that moves.</summary>
    private static string WhatItDoes(Esp32Board board, string what)
    {
        if (board.State == BoardState.AsksToBeFlashed)
        {
            Rest(board, what);
            return "asks";
        }

        Assert.True(board.State == BoardState.Running, $"{what}: {board.State}");
        IReadOnlyList<byte[]> runs = [.. board.Outcome!.Assemblies.Select(a => a.Code)];
        bool isOld = Same(runs, TestImages.Old);
        Assert.True(isOld || Same(runs, TestImages.New), $"{what}: a mixture runs");
        string version = CompanionLine.AskVersion(board)?.ToString() ?? "nobody";
        Assert.True(version == (isOld ? "0.1.0" : "0.2.0"), $"{what}: {version} answers");
        for (int tick = 0; tick < RunTicks; tick++)
        {
            board.RunTick();
        }

        Assert.True(
            board.PenStatus.Contains("state Standby, gate off", StringComparison.Ordinal),
            $"{what}: {board.PenStatus}"
        );
        Assert.True(board.Violations.Count == 0, $"{what}: {string.Join("; ", board.Violations)}");
        return version;
    }

    private static void Rest(Esp32Board board, string what)
    {
        for (int tick = 0; tick < RestTicks; tick++)
        {
            board.RunTick();
            Assert.True(board.State == BoardState.Running || !board.Drives, $"{what}: it moves while {board.State}");
        }
    }

    private static bool Same(IReadOnlyList<byte[]> runs, byte[] image)
    {
        IReadOnlyList<NanoRecord> records = NanoClr.Crawl(image);
        return runs.Count == records.Count && records.Zip(runs).All(p => p.First.Code.AsSpan().SequenceEqual(p.Second));
    }

    private static (long Operations, long Blocks) WholeProcedure()
    {
        using var board = new Esp32Board(new BoardOptions { Deployment = TestImages.Old });
        DirectClient client = DirectClient.SwitchOnInLoader(board);
        Assert.True(Procedures.BlankThenWrite(client, TestImages.New, TestImages.Old.Length));
        long blocks = (TestImages.Old.Length + 1023) / 1024 + ((TestImages.New.Length + 1023) / 1024);
        return (board.Flash.Operations, blocks);
    }
}
