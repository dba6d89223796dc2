using System;
using System.Text;
using Pen.Board.Drivers;
using Pen.Control.Storage;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The serial number: the old one or the new one, wherever the power goes.</summary>
public class SerialNumberTests
{
    private const int Size = ByteMemory.Usual;
    private const int At = Size - MemoryMap.SerialNumberFromEnd;
    private const int Journal = Size - MemoryMap.SerialJournalFromEnd;

    private readonly ByteMemory memory = new();

    private static byte[] Number(string text)
    {
        var number = new byte[SerialNumber.Length];
        Encoding.ASCII.GetBytes(text).CopyTo(number, 0);
        return number;
    }

    private SerialNumber Loaded(int bytes = Size)
    {
        var serial = new SerialNumber(memory, new ChipChecksum());
        serial.Load(bytes);
        return serial;
    }

    private string Text() => Encoding.ASCII.GetString(Loaded().Bytes).TrimEnd('\0');

    [Fact]
    public void ANumberFromTheFactoryCountsWithoutAJournal()
    {
        Assert.Equal("", Text());
        Number("PEN-1").CopyTo(memory.Bytes, At);
        Assert.Equal("PEN-1", Text());
    }

    [Fact]
    public void WhatIsSavedStandsInBothPlacesAndCounts()
    {
        Number("PEN-1").CopyTo(memory.Bytes, At);
        SerialNumber serial = Loaded();
        Assert.True(serial.Is(Number("PEN-1"), 0));
        Assert.True(serial.Save([9, .. Number("PEN-22")], 1));
        Assert.True(serial.Is(Number("PEN-22"), 0));
        Assert.Equal(System.IO.Hashing.Crc32.HashToUInt32(new SpanByte(Number("PEN-22"))), serial.Check);
        Assert.Equal("PEN-22", Text());
        Assert.Equal(Number("PEN-22"), memory.Bytes[At..(At + 16)]);
        Assert.Equal(Number("PEN-22"), memory.Bytes[Journal..(Journal + 16)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PEN-1")]
    [InlineData("ABCDEFGHIJKLMNOP")]
    public void WhereverThePowerGoesItIsTheOldOneOrTheNewOne(string old)
    {
        int news = 0;
        for (int cut = 0; cut <= 36; cut++)
        {
            Array.Clear(memory.Bytes, At, 0x100);
            Number(old).CopyTo(memory.Bytes, At);
            SerialNumber serial = Loaded();
            memory.CutAfterBytes = cut;
            serial.Save(Number("NEW-NUMBER-0001"), 0);
            memory.CutAfterBytes = -1;
            string found = Text();
            Assert.True(found == old || found == "NEW-NUMBER-0001", $"cut after {cut} bytes: {found}");
            Assert.Equal(found, Text());
            Assert.Equal(cut < 20 ? old : "NEW-NUMBER-0001", found);
            // A second start finds it where older firmware looks for it, too.
            Assert.Equal(Number(found), memory.Bytes[At..(At + 16)]);
            news += found == old ? 0 : 1;
        }

        Assert.Equal(17, news);
    }

    [Fact]
    public void ANewWriteOverAnOldJournalIsTornLikeTheFirst()
    {
        Assert.True(Loaded().Save(Number("FIRST"), 0));
        for (int cut = 0; cut < 20; cut++)
        {
            SerialNumber serial = Loaded();
            memory.CutAfterBytes = cut;
            Assert.False(serial.Save(Number("SECOND-ONE"), 0));
            memory.CutAfterBytes = -1;
            Assert.Equal("FIRST", Text());
        }
    }

    [Fact]
    public void AMemoryThatKeepsNothingLeavesTheOldNumber()
    {
        Assert.True(Loaded().Save(Number("FIRST"), 0));
        SerialNumber serial = Loaded();
        memory.WriteProtected = true;
        Assert.False(serial.Save(Number("SECOND"), 0));
        memory.WriteProtected = false;
        memory.ReadsLeft = 0;
        Assert.False(serial.Save(Number("SECOND"), 0));
        memory.ReadsLeft = -1;
        memory.WritesSilent = true;
        Assert.False(serial.Save(Number("THIRD"), 0));
        Assert.True(serial.Is(Number("FIRST"), 0));
        memory.WritesSilent = false;
        Assert.False(Loaded(0).Save(Number("THIRD"), 0));
    }

    [Fact]
    public void ASilentMemoryHasNone()
    {
        Assert.True(Loaded().Save(Number("FIRST"), 0));
        memory.Silent = true;
        Assert.Equal("", Text());
        memory.Silent = false;
        memory.ReadsLeft = 1;
        Assert.Equal("FIRST", Text());
        Assert.All(Loaded(0).Bytes, b => Assert.Equal(0, b));
    }
}
