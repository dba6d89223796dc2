using System.Linq;
using Pen.Board.Drivers;
using Pen.Control.Cartridge;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The stamp of first use: read, written and read back, three times at most.</summary>
public class StampWriterTests
{
    private static readonly byte[] Pen = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    private readonly FakeCartridge cartridge = new();
    private readonly ChipChecksum checksum = new();

    private StampWriter Read()
    {
        var writer = new StampWriter(cartridge, checksum);
        Assert.True(writer.Read(Pen));
        return writer;
    }

    private StampWriter Stamped(uint session)
    {
        StampWriter writer = Read();
        writer.Begin(Pen, session);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(writer.Step());
        }

        return writer;
    }

    [Fact]
    public void AFreshPageIsAllOnes()
    {
        Assert.True(Read().IsFresh);
        Assert.Equal(0u, Read().Session);
        for (int i = 0; i < CartridgeStamp.Length; i++)
        {
            cartridge.Stamp[i] = 0xFE;
            Assert.False(Read().IsFresh);
            cartridge.Stamp[i] = 0xFF;
        }
    }

    [Fact]
    public void WhatWasWrittenIsThisPensAndThisSessions()
    {
        StampWriter writer = Stamped(42);
        Assert.Equal((false, 42u, false), (writer.IsFresh, writer.Session, writer.Busy));
        Assert.Equal(CartridgeStamp.MagicValue, Wire.GetU32(cartridge.Memory, CartridgeStamp.Address + CartridgeStamp.Magic));
        Assert.Equal(Pen, cartridge.Stamp.Slice(CartridgeStamp.PenSerial, 16).ToArray());
        Assert.Equal(
            checksum.Crc32(cartridge.Memory, CartridgeStamp.Address, CartridgeStamp.Crc),
            Wire.GetU32(cartridge.Memory, CartridgeStamp.Address + CartridgeStamp.Crc)
        );
        Assert.Equal(1, cartridge.Writes);
        Assert.Equal(42u, Read().Session);
        Assert.True(writer.Step());
        Assert.Equal(1, cartridge.Writes);
    }

    [Fact]
    public void AnyOtherByteMakesItNobodys()
    {
        Stamped(42);
        for (int i = 0; i < CartridgeStamp.Length; i++)
        {
            cartridge.Stamp[i] ^= 1;
            Assert.Equal((false, 0u), (Read().IsFresh, Read().Session));
            cartridge.Stamp[i] ^= 1;
        }

        var other = new StampWriter(cartridge, checksum);
        byte[] serial = [.. Pen];
        serial[15]++;
        Assert.True(other.Read(serial));
        Assert.Equal((false, 0u), (other.IsFresh, other.Session));
    }

    [Fact]
    public void AMemoryThatDoesNotAnswerTellsNothing()
    {
        StampWriter writer = Stamped(42);
        cartridge.Silent = true;
        Assert.False(writer.Read(Pen));
        Assert.Equal((false, 0u, false), (writer.IsFresh, writer.Session, writer.Busy));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void ThreeAttemptsAreMade(int lost, bool succeeds)
    {
        StampWriter writer = Read();
        cartridge.LoseWrites = lost;
        writer.Begin(Pen, 7);
        bool good = true;
        int ticks = 0;
        while (writer.Busy && ticks < 50)
        {
            ticks++;
            good = writer.Step();
        }

        Assert.Equal(succeeds, good);
        Assert.Equal(succeeds ? 7u : 0u, writer.Session);
        Assert.Equal(!succeeds, writer.IsFresh);
        Assert.Equal(succeeds ? lost + 1 : 3, cartridge.Writes);
        Assert.Equal(3 * cartridge.Writes, ticks);
    }

    [Fact]
    public void ASilenceWhileReadingBackIsAFailedAttempt()
    {
        StampWriter writer = Read();
        writer.Begin(Pen, 7);
        Assert.True(writer.Step());
        Assert.True(writer.Step());
        cartridge.Silent = true;
        Assert.True(writer.Step());
        Assert.True(writer.Busy);
        Assert.Equal(0u, writer.Session);
        cartridge.Silent = false;
        for (int i = 0; i < 3; i++)
        {
            Assert.True(writer.Step());
        }

        Assert.Equal((7u, false), (writer.Session, writer.Busy));
    }
}
