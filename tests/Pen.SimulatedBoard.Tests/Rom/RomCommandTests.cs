using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Pen.SimulatedBoard.FlashMemory;
using Pen.SimulatedBoard.Images;
using Pen.SimulatedBoard.Rom;

namespace Pen.SimulatedBoard.Tests.Rom;

public sealed class RomCommandTests : IDisposable
{
    private const int Somewhere = 0x200000;

    private readonly Esp32Board board = new(new BoardOptions { Blank = true });
    private readonly DirectClient client;

    public RomCommandTests() => client = DirectClient.SwitchOnInLoader(board);

    private static byte[] Sync => [7, 7, 0x12, 0x20, .. Enumerable.Repeat((byte)0x55, 32)];

    public void Dispose() => board.Dispose();

    [Fact]
    public void SyncIsAnsweredEightTimesWithAValueThatIsNotAStubs()
    {
        var answers = client.Send(SlipReader.Wrap(DirectClient.Packet((byte)RomCommand.Sync, Sync, 0)));
        Assert.Equal(8, answers.Count);
        Assert.All(answers, a => Assert.True(a is { Failed: false, Value: not 0 }));
    }

    [Theory]
    [InlineData(0x40001000u, 0x00F01D83u)]
    [InlineData(0x3FF5A004u, 0x2853494Du)]
    [InlineData(0x3FF5A008u, 0x0000246Fu)]
    [InlineData(0x3FF40014u, 40_000_000u / 115200)]
    [InlineData(0x12345678u, 0u)]
    public void RegistersTellWhatChipItIs(uint address, uint value) =>
        Assert.Equal(value, client.Ask(RomCommand.ReadReg, DirectClient.Words(address))!.Value);

    [Fact]
    public void TheFlashAnswersWhoItIsThroughTheSpiRegisters()
    {
        WriteRegister(0x3FF42024, (7u << 28) | 0x9F);
        WriteRegister(0x3FF42000, 1u << 18);
        Assert.Equal(0u, client.Ask(RomCommand.ReadReg, DirectClient.Words(0x3FF42000))!.Value);
        Assert.Equal(0x1640C8u, client.Ask(RomCommand.ReadReg, DirectClient.Words(0x3FF42080))!.Value);
    }

    [Fact]
    public void BeginErasesAtOnceWhatTheSizeCoversAndNothingElse()
    {
        board.Flash.Preload(Somewhere - 4096, new byte[4 * 4096]);
        Assert.False(client.Ask(RomCommand.FlashBegin, DirectClient.Words(4097, 5, 1024, Somewhere))!.Failed);
        Assert.Equal(0, board.Flash.Bytes[Somewhere - 1]);
        Assert.Equal(-1, board.Flash.Bytes.Slice(Somewhere, 8192).IndexOfAnyExcept((byte)0xFF));
        Assert.Equal(0, board.Flash.Bytes[Somewhere + 8192]);
    }

    [Fact]
    public void WhatIsWrittenIsReadBackAndItsMd5Asked()
    {
        byte[] content = RandomNumberGenerator.GetBytes(5000);
        Assert.True(client.Write(Somewhere + 100, content));
        Assert.Equal(content, board.Flash.Bytes.Slice(Somewhere + 100, 5000).ToArray());
        RomAnswer read = client.Ask(RomCommand.ReadFlashSlow, DirectClient.Words(Somewhere + 100, 64))!;
        Assert.Equal(content[..64], read.Data);
        RomAnswer md5 = client.Ask(RomCommand.SpiFlashMd5, DirectClient.Words(Somewhere + 100, 5000, 0, 0))!;
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(content)), Encoding.ASCII.GetString(md5.Data));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(7)]
    public void CompressedBlocksAreUnpackedHoweverTheyAreCut(int blockBytes)
    {
        byte[] content = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i / 37 * i))];
        byte[] packed = Pack(content);
        uint blocks = (uint)((packed.Length + blockBytes - 1) / blockBytes);
        uint[] begin = [(uint)content.Length, blocks, (uint)blockBytes, Somewhere];
        Assert.False(client.Ask(RomCommand.FlashDeflateBegin, DirectClient.Words(begin))!.Failed);
        int sequence = 0;
        foreach (byte[] block in packed.Chunk(blockBytes))
        {
            Assert.False(client.Block(RomCommand.FlashDeflateData, sequence++, block)!.Failed);
        }

        Assert.False(client.Ask(RomCommand.FlashDeflateEnd, DirectClient.Words(1))!.Failed);
        Assert.Equal(content, board.Flash.Bytes.Slice(Somewhere, content.Length).ToArray());
    }

    [Fact]
    public void CompressedDataThatIsNoneOrTooMuchIsRefused()
    {
        Assert.False(client.Ask(RomCommand.FlashDeflateBegin, DirectClient.Words(100, 4, 1024, Somewhere))!.Failed);
        Assert.Equal(RomError.Deflate, client.Block(RomCommand.FlashDeflateData, 0, [1, 2, 3, 4, 5, 6, 7, 8])!.Error);
        Assert.False(client.Ask(RomCommand.FlashDeflateBegin, DirectClient.Words(100, 4, 1024, Somewhere))!.Failed);
        byte[] bomb = Pack(new byte[900_000]);
        Assert.InRange(bomb.Length, 100, 1024);
        Assert.Equal(RomError.Deflate, client.Block(RomCommand.FlashDeflateData, 0, bomb)!.Error);
        Assert.Equal(0xFF, board.Flash.Bytes[Somewhere + 4096]);
    }

    [Fact]
    public void ABlockIsRefusedWithAWrongChecksumLengthOrNumberAndMayBeRepeated()
    {
        byte[] block = new byte[1024];
        Assert.Equal(RomError.FailedToAct, client.Block(RomCommand.FlashData, 0, block)!.Error);
        Assert.False(client.Ask(RomCommand.FlashBegin, DirectClient.Words(2048, 2, 1024, Somewhere))!.Failed);
        byte[] head = DirectClient.Words(1024, 0, 0, 0);
        Assert.Equal(RomError.WrongChecksum, client.Ask(RomCommand.FlashData, [.. head, .. block], 0x11)!.Error);
        Assert.Equal(RomError.InvalidMessage, client.Ask(RomCommand.FlashData, [.. head, .. block[..100]], 0xEF)!.Error);
        Assert.Equal(RomError.FailedToAct, client.Block(RomCommand.FlashData, 1, block)!.Error);
        Assert.Equal(-1, board.Flash.Bytes.Slice(Somewhere, 2048).IndexOfAnyExcept((byte)0xFF));
        Assert.False(client.Block(RomCommand.FlashData, 0, block)!.Failed);
        long before = board.Flash.Operations;
        Assert.False(client.Block(RomCommand.FlashData, 0, block)!.Failed);
        Assert.Equal(before, board.Flash.Operations);
        Assert.False(client.Block(RomCommand.FlashData, 1, block)!.Failed);
        Assert.Equal(RomError.FailedToAct, client.Block(RomCommand.FlashData, 2, block)!.Error);
    }

    [Theory]
    [InlineData(RomCommand.FlashBegin, new uint[] { 4096, 4, 1024, NorFlash.SizeBytes - 2048 }, RomError.FailedToAct)]
    [InlineData(RomCommand.FlashBegin, new uint[] { 0xFFFFFFFF, 4, 1024, 0xFFFFFFFF }, RomError.FailedToAct)]
    [InlineData(RomCommand.FlashBegin, new uint[] { 4096, 1, 0x4000, 0 }, RomError.InvalidMessage)]
    [InlineData(RomCommand.FlashBegin, new uint[] { 4096, 4 }, RomError.InvalidMessage)]
    [InlineData(RomCommand.SpiFlashMd5, new uint[] { 0x300000, 0x200000, 0, 0 }, RomError.FlashRead)]
    [InlineData(RomCommand.ReadFlashSlow, new uint[] { 0, 65 }, RomError.FlashReadLength)]
    [InlineData(RomCommand.ReadFlashSlow, new uint[] { NorFlash.SizeBytes, 1 }, RomError.FlashRead)]
    [InlineData(RomCommand.ReadReg, new uint[] { 0, 0 }, RomError.InvalidMessage)]
    [InlineData(RomCommand.WriteReg, new uint[] { 0 }, RomError.InvalidMessage)]
    [InlineData(RomCommand.ChangeBaudrate, new uint[] { 0, 0 }, RomError.InvalidMessage)]
    [InlineData((RomCommand)0xD0, new uint[0], RomError.InvalidMessage)]
    [InlineData((RomCommand)0x14, new uint[0], RomError.InvalidMessage)]
    [InlineData(RomCommand.MemEnd, new uint[] { 0, 0x40080000 }, RomError.FailedToAct)]
    public void WhatCannotBeDoneIsRefusedWithTheRomsNumber(RomCommand command, uint[] words, RomError error)
    {
        RomAnswer answer = client.Ask(command, DirectClient.Words(words))!;
        Assert.True(answer.Failed);
        Assert.Equal(error, answer.Error);
        Assert.Equal(0, board.Flash.Operations);
    }

    [Fact]
    public void LoadingIntoRamIsTakenAndRunningThereIsNot()
    {
        Assert.False(client.Ask(RomCommand.MemBegin, DirectClient.Words(0x1900, 2, 0x1800, 0x4009F000))!.Failed);
        Assert.False(client.Block(RomCommand.MemData, 0, new byte[0x1800])!.Failed);
        Assert.False(client.Block(RomCommand.MemData, 1, new byte[0x100])!.Failed);
        Assert.True(client.Block(RomCommand.MemData, 2, new byte[1])!.Failed);
        Assert.True(client.Ask(RomCommand.MemEnd, DirectClient.Words(0, 0x4009F000))!.Failed);
        Assert.False(client.Ask(RomCommand.MemEnd, DirectClient.Words(1, 0))!.Failed);
    }

    [Fact]
    public void TheSpeedChangesBehindTheAnswerAndWithAnotherOnOneSideThereIsOnlyRubbish()
    {
        board.Line.HostBaud = 115200;
        Assert.False(client.Ask(RomCommand.ChangeBaudrate, DirectClient.Words(460800, 0))!.Failed);
        board.Uart0Write(SlipReader.Wrap(DirectClient.Packet((byte)RomCommand.Sync, Sync, 0)));
        Assert.DoesNotContain(client.Read(), a => a.Command == (byte)RomCommand.Sync);
        board.Line.HostBaud = 460800;
        Assert.Equal(8, client.Send([0xC0, .. SlipReader.Wrap(DirectClient.Packet((byte)RomCommand.Sync, Sync, 0))]).Count);
    }

    [Fact]
    public void EndStaysOrStartsWhatIsInTheFlash()
    {
        Assert.False(client.Ask(RomCommand.FlashEnd, DirectClient.Words(1))!.Failed);
        Assert.Equal(BoardState.Downloading, board.State);
        board.Uart0Write(SlipReader.Wrap(DirectClient.Packet((byte)RomCommand.FlashEnd, DirectClient.Words(0), 0)));
        Assert.Equal(BoardState.BootLoop, board.State);
        Assert.Contains("rst:0x3 (SW_RESET)", board.Line.Console);
    }

    private static byte[] Pack(byte[] content)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            zlib.Write(content);
        }

        return stream.ToArray();
    }

    private void WriteRegister(uint address, uint value) =>
        Assert.False(client.Ask(RomCommand.WriteReg, DirectClient.Words(address, value, 0xFFFFFFFF, 0))!.Failed);
}
