using Pen.Board.Drivers;
using Pen.Control.Cartridge;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>What the cartridge keeps of its strokes: two pages in turn, of which one always stands.</summary>
public class UsageWriterTests
{
    private const uint Session = 77;

    private readonly FakeCartridge cartridge = new();
    private readonly ChipChecksum checksum = new();

    private UsageWriter Read(uint session = Session)
    {
        var usage = new UsageWriter(cartridge, checksum);
        Assert.True(usage.Read(session));
        return usage;
    }

    private static bool Finish(UsageWriter usage)
    {
        bool good = true;
        for (int tick = 0; usage.Busy && tick < 50; tick++)
        {
            good = usage.Step();
        }

        return good;
    }

    private UsageWriter Write(UsageWriter usage, uint strokes)
    {
        usage.Begin(Session, strokes, 5000 + strokes, (int)strokes / 2, (int)strokes / 3);
        Assert.True(usage.Busy);
        Assert.True(Finish(usage));
        return usage;
    }

    [Fact]
    public void ABlankCartridgeHasNoStrokes()
    {
        UsageWriter usage = Read();
        Assert.Equal(
            (0u, 0u, 0, 0, 0),
            (usage.Strokes, usage.RunRecord, usage.RunStrokes, usage.RunCentiseconds, usage.BadPages)
        );
        Assert.True(usage.Step());
        Assert.Equal(0, cartridge.Writes);
    }

    [Fact]
    [Trait("Covers", "LOG-5")]
    public void WhatWasWrittenLastIsRead()
    {
        UsageWriter usage = Read();
        for (uint strokes = 100; strokes <= 700; strokes += 100)
        {
            Write(usage, strokes);
            UsageWriter read = Read();
            Assert.Equal((strokes, 5000 + strokes), (read.Strokes, read.RunRecord));
            Assert.Equal(((int)strokes / 2, (int)strokes / 3), (read.RunStrokes, read.RunCentiseconds));
            Assert.Equal(0, read.BadPages);
        }

        Assert.Equal(7, cartridge.Writes);
        // A writer that has read goes on where the one before it was.
        Write(Read(), 800);
        Write(Read(), 900);
        Assert.Equal(900u, Read().Strokes);
        Assert.Equal(9u, Wire.GetU32(cartridge.Memory, CartridgeUsage.FirstAddress + CartridgeUsage.Number));
        Assert.Equal(8u, Wire.GetU32(cartridge.Memory, CartridgeUsage.SecondAddress + CartridgeUsage.Number));
    }

    [Theory]
    [InlineData(CartridgeUsage.FirstAddress, 200u)]
    [InlineData(CartridgeUsage.SecondAddress, 300u)]
    public void WhicheverPageIsTornTheOtherStands(int torn, uint left)
    {
        UsageWriter usage = Write(Write(Write(Read(), 100), 200), 300);
        Assert.Equal(300u, Read().Strokes);
        for (int i = 0; i < CartridgeMemory.PageBytes; i++)
        {
            cartridge.Memory[torn + i] ^= 4;
            UsageWriter read = Read();
            Assert.Equal((left, 1), (read.Strokes, read.BadPages));
            cartridge.Memory[torn + i] ^= 4;
        }

        cartridge.Memory[torn] ^= 4;
        Write(Read(), 400);
        Assert.Equal((400u, 0), (Read().Strokes, Read().BadPages));
        Assert.NotNull(usage);
    }

    [Fact]
    public void BothTornAreBothBad()
    {
        Write(Write(Read(), 100), 200);
        cartridge.Memory[CartridgeUsage.FirstAddress] ^= 1;
        cartridge.Memory[CartridgeUsage.SecondAddress] ^= 1;
        Assert.Equal((0u, 2), (Read().Strokes, Read().BadPages));
    }

    [Fact]
    public void PagesOfAnotherSessionAreBad()
    {
        Write(Write(Read(), 100), 200);
        UsageWriter read = Read(Session + 1);
        Assert.Equal((0u, 2), (read.Strokes, read.BadPages));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void ThreeAttemptsAreMade(int lost, bool succeeds)
    {
        UsageWriter usage = Write(Write(Read(), 100), 200);
        cartridge.LoseWrites = lost;
        usage.Begin(Session, 300, 1, 2, 3);
        Assert.Equal(succeeds, Finish(usage));
        Assert.Equal(succeeds ? 300u : 200u, Read().Strokes);
        // What failed never goes over the page that still stands.
        Write(usage, 400);
        Assert.Equal(400u, Read().Strokes);
        uint older = succeeds ? 300u : 200u;
        cartridge.Memory[(succeeds ? CartridgeUsage.SecondAddress : CartridgeUsage.FirstAddress) + 8] ^= 1;
        Assert.Equal(older, Read().Strokes);
    }

    [Fact]
    public void AMemoryThatDoesNotAnswerTellsNothing()
    {
        UsageWriter usage = Write(Read(), 100);
        cartridge.Silent = true;
        Assert.False(usage.Read(Session));
        Assert.Equal((0u, false), (usage.Strokes, usage.Busy));
        cartridge.Silent = false;
        cartridge.PagesSilentFrom = CartridgeUsage.SecondAddress;
        Assert.False(usage.Read(Session));
    }
}
