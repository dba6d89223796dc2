using System;
using System.Linq;
using Pen.SimulatedBoard.Images;
using Pen.SimulatedBoard.Rom;

namespace Pen.SimulatedBoard.Tests.Rom;

/// <summary>Whatever comes on UART0: the board goes on, keeps within bounds, and answers a good command afterwards.</summary>
public class HostileUart0Tests
{
    private const int Rounds = 20_000;

    [Fact]
    public void RandomBytesAndRandomFramesNeverEndTheLoader()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        using var board = new Esp32Board(new BoardOptions());
        DirectClient client = DirectClient.SwitchOnInLoader(board);
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                board.Uart0Write(Junk(random));
                _ = board.Line.Fetch();
                if (board.State != BoardState.Downloading)
                {
                    // It was told to go on, by a frame that happened to be whole.
                    client.EnterLoader();
                }
            }

            Assert.Equal(8, client.Send([0xC0, .. SlipReader.Wrap(Sync())]).Count);
        }
        catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"seed {seed}: {problem}");
        }
    }

    [Fact]
    public void AFrameWithoutEndIsDroppedAndTheNextIsUnderstood()
    {
        using var board = new Esp32Board(new BoardOptions { Blank = true });
        DirectClient client = DirectClient.SwitchOnInLoader(board);
        byte[] endless = new byte[3_000_000];
        long before = GC.GetAllocatedBytesForCurrentThread();
        board.Uart0Write([0xC0, .. endless]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * endless.Length);
        Assert.Equal(8, client.Send([0xC0, .. SlipReader.Wrap(Sync())]).Count);
    }

    [Fact]
    public void AnswersThatNobodyFetchesAreBounded()
    {
        using var board = new Esp32Board(new BoardOptions { Blank = true });
        _ = DirectClient.SwitchOnInLoader(board);
        byte[] sync = SlipReader.Wrap(Sync());
        for (int i = 0; i < 10_000; i++)
        {
            board.Uart0Write(sync);
        }

        Assert.InRange(board.Line.Fetch().Length, 1, 256 * 1024);
    }

    [Fact]
    public void AFirmwareThatRunsIsNotDisturbedByWhatComesOnUart0()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        using var board = new Esp32Board(new BoardOptions());
        board.PowerOn();
        for (int round = 0; round < 500; round++)
        {
            board.Uart0Write(Junk(random));
            board.RunTick();
        }

        Assert.True(board.State == BoardState.Running, $"seed {seed}");
        Assert.Equal("0.1.0", CompanionLine.AskVersion(board)?.ToString());
        Assert.Empty(board.Violations);
    }

    [Fact]
    public void ACommandAtTheEndsOfTheFlashNeverWritesBeyond()
    {
        using var board = new Esp32Board(new BoardOptions { Blank = true });
        DirectClient client = DirectClient.SwitchOnInLoader(board);
        Assert.False(client.Ask(RomCommand.FlashBegin, DirectClient.Words(1024, 8, 1024, 0x3FFC00))!.Failed);
        Assert.False(client.Block(RomCommand.FlashData, 0, new byte[1024])!.Failed);
        Assert.Equal(RomError.FlashWrite, client.Block(RomCommand.FlashData, 1, new byte[1024])!.Error);
        Assert.Equal(0xFF, board.Flash.Bytes[0]);
    }

    private static byte[] Sync() =>
        DirectClient.Packet((byte)RomCommand.Sync, [7, 7, 0x12, 0x20, .. Enumerable.Repeat((byte)0x55, 32)], 0);

    private static byte[] Junk(Random random)
    {
        byte[] bytes = new byte[random.Next(80)];
        random.NextBytes(bytes);
        if (random.Next(4) == 0)
        {
            return bytes;
        }

        byte[] commands = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 0xD0, (byte)random.Next(256)];
        byte command = commands[random.Next(commands.Length)];
        uint[] values = [.. Enumerable.Range(0, random.Next(7)).Select(_ => Word(random))];
        byte[] data = [.. DirectClient.Words(values), .. random.Next(3) == 0 ? bytes : []];
        byte[] packet = DirectClient.Packet(command, data, (uint)random.Next(256));
        if (random.Next(6) == 0)
        {
            packet[2] ^= (byte)random.Next(256);
        }

        return SlipReader.Wrap(packet);
    }

    private static uint Word(Random random) =>
        random.Next(5) switch
        {
            0 => (uint)random.Next(),
            1 => 0xFFFFFFFFu,
            2 => (uint)random.Next(2000),
            3 => FlashLayout.Deployment,
            _ => 0u,
        };
}
