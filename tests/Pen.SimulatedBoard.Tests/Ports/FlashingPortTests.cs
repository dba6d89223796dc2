using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Pen.Client;
using Pen.SimulatedBoard.Rom;

namespace Pen.SimulatedBoard.Tests.Ports;

/// <summary>The flashing port at its own door: telnet's bytes, byte by byte.</summary>
public class FlashingPortTests
{
    private static readonly byte[] Sync = SlipReader.Wrap(
        DirectClient.Packet((byte)RomCommand.Sync, [7, 7, 0x12, 0x20, .. Enumerable.Repeat((byte)0x55, 32)], 0)
    );

    private static readonly byte[] EnterLoader = [.. Control(9), .. Control(11), .. Control(8), .. Control(12)];

    [Fact]
    public async Task AClientThatNegotiatesHasSpeedAndControlLines()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions { Blank = true });
        using TcpClient client = await ConnectAsync(board);
        await client.GetStream().WriteAsync((byte[])[255, 251, 44, 255, 253, 44, 255, 253, 0, 255, 251, 24]);
        byte[] agreed = await ReadAsync(client, 12);
        Assert.Equal([255, 253, 44], agreed[..3]);
        Assert.Contains("255,251,44,255,251,0,255,254,24", string.Join(',', agreed));
        await client.GetStream().WriteAsync((byte[])[255, 250, 44, 1, 0, 7, 8, 0, 255, 240]);
        Assert.Equal([255, 250, 44, 101, 0, 7, 8, 0, 255, 240], await AnswerAsync(client, 101, 10));
        await client.GetStream().WriteAsync(EnterLoader);
        Assert.True(await board.WaitForAsync(BoardState.Downloading));
    }

    [Fact]
    public async Task APlainClientIsALineWithoutControlLinesWhoseEveryByteCounts()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions());
        await board.HoldBootAsync(true);
        await board.PressEnAsync();
        Assert.True(await board.WaitForAsync(BoardState.Downloading));
        using TcpClient client = await ConnectAsync(board);
        await client.GetStream().WriteAsync(Sync);
        byte[] answers = await ReadAsync(client, 8 * 14);
        Assert.Equal(16, answers.Count(b => b == 0xC0));
    }

    [Fact]
    public async Task ASecondClientIsTurnedAwayAndTheFirstGoesOn()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions { Blank = true });
        using TcpClient first = await ConnectAsync(board);
        await first.GetStream().WriteAsync((byte[])[255, 251, 44]);
        _ = await ReadAsync(first, 3);
        using TcpClient second = await ConnectAsync(board);
        Assert.Equal(0, await second.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(5)));
        await first.GetStream().WriteAsync(EnterLoader);
        Assert.True(await board.WaitForAsync(BoardState.Downloading));
        first.Dispose();
        using TcpClient third = await ConnectAsync(board);
        await third.GetStream().WriteAsync((byte[])[255, 251, 44]);
        Assert.NotEmpty(await ReadAsync(third, 3));
    }

    [Fact]
    public async Task APulledCableEndsBothPortsAndPutInAgainBothAreThere()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions());
        await using PenClient pen = await PenClient.ConnectAsync(board.CompanionAddress);
        using TcpClient client = await ConnectAsync(board);
        await client.GetStream().WriteAsync((byte[])[255, 251, 44]);
        await board.InjectAsync("unplug");
        await UntilAsync(() => pen.Link != LinkState.Connected);
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(client, 10_000));
        using TcpClient shut = await ConnectAsync(board);
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(shut, 1));
        Assert.Equal(BoardState.Running, await board.StateAsync());
        await board.PlugCableAsync();
        using TcpClient again = await ConnectAsync(board);
        await again.GetStream().WriteAsync((byte[])[255, 251, 44]);
        Assert.NotEmpty(await ReadAsync(again, 3));
        await UntilAsync(() => pen.Link == LinkState.Connected);
    }

    [Fact]
    public async Task WithoutPowerThePortsStayAndAreSilent()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions { Blank = true });
        await board.CutPowerAsync();
        using TcpClient client = await ConnectAsync(board);
        await client.GetStream().WriteAsync((byte[])[255, 251, 44, .. EnterLoader, .. Sync]);
        await Task.Delay(100);
        Assert.Equal(BoardState.Off, await board.StateAsync());
        await board.GivePowerAsync();
        Assert.True(await board.WaitForAsync(BoardState.Downloading), "BOOT is still held low by the host's line");
    }

    [Fact]
    public async Task WhateverTelnetIsSentThePortGoesOn()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions { Blank = true });
        for (int round = 0; round < 30; round++)
        {
            using TcpClient hostile = await ConnectAsync(board);
            byte[] junk = new byte[random.Next(1, 4000)];
            random.NextBytes(junk);
            byte[] often = [255, 250, 44, 240, 251, 253, 1, 5, 8, 11];
            for (int i = 0; i < junk.Length; i++)
            {
                junk[i] = random.Next(3) == 0 ? junk[i] : often[random.Next(often.Length)];
            }

            await hostile.GetStream().WriteAsync((byte[])[255, .. junk]);
        }

        using TcpClient client = await ConnectAsync(board);
        await client.GetStream().WriteAsync((byte[])[255, 251, 44, .. EnterLoader]);
        Assert.True(await board.WaitForAsync(BoardState.Downloading), $"seed {seed}");
        Assert.False((await board.StatusAsync()).Drives, $"seed {seed}");
    }

    [Fact]
    public async Task AClientThatReadsAtAnotherSpeedSeesRubbish()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions { Blank = true });
        using TcpClient client = await ConnectAsync(board);
        await client.GetStream().WriteAsync((byte[])[255, 251, 44, 255, 250, 44, 1, 0, 0, 0x25, 0x80, 255, 240]);
        _ = await AnswerAsync(client, 101, 10);
        byte[] heard = await ReadAsync(client, 400);
        Assert.DoesNotContain("invalid header", Encoding.Latin1.GetString(heard));
        await client.GetStream().WriteAsync((byte[])[255, 250, 44, 1, 0, 1, 0xC2, 0, 255, 240]);
        string text = "";
        await UntilAsync(() =>
        {
            text += Encoding.Latin1.GetString(ReadAsync(client, 50).Result);
            return text.Contains("invalid header: 0xffffffff", StringComparison.Ordinal);
        });
    }

    private static byte[] Control(byte value) => [255, 250, 44, 5, value, 255, 240];

    private static async Task<TcpClient> ConnectAsync(BoardServer board)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", board.FlashingPort);
        return client;
    }

    private static async Task<byte[]> ReadAsync(TcpClient client, int bytes)
    {
        byte[] buffer = new byte[bytes];
        await client.GetStream().ReadExactlyAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        return buffer;
    }

    /// <summary>Reads up to and with the answer to a sub-negotiation, whatever the board prints before it.</summary>
    private static async Task<byte[]> AnswerAsync(TcpClient client, byte what, int bytes)
    {
        var read = new List<byte>();
        while (read.Count < 100_000)
        {
            read.AddRange(await ReadAsync(client, 1));
            int at = read.Count - bytes;
            if (at >= 0 && read[at] == 255 && read[at + 1] == 250 && read[at + 2] == 44 && read[at + 3] == what)
            {
                return [.. read.Skip(at)];
            }
        }

        return [];
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        long start = Environment.TickCount64;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 - start < 15_000, "not within 15 s");
            await Task.Delay(20);
        }
    }
}
