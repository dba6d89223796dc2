using System;
using System.Linq;
using Pen.Board.Drivers;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Two copies: a write replaces the older one, and whatever happens to one, the other stands.</summary>
public class TwoCopyBlockTests
{
    private const int Address = 0x200;
    private const int Second = Address + MemoryMap.CopyDistance;
    private const uint Magic = 0x31415926;

    private readonly ByteMemory memory = new();

    private TwoCopyBlock Make(uint magic = Magic, int layout = 1) =>
        new(memory, new ChipChecksum(), Address, magic, layout, TwoCopyBlock.ShortPayload);

    private TwoCopyBlock Saved(params byte[] marks)
    {
        TwoCopyBlock block = Make();
        foreach (byte mark in marks)
        {
            block.Payload[0] = mark;
            block.Payload[47] = mark;
            Assert.True(block.Save());
        }

        return block;
    }

    private byte? Loaded()
    {
        TwoCopyBlock block = Make();
        return block.Load() ? block.Payload[47] : null;
    }

    [Fact]
    public void ANewMemoryIsBlankAndNotDamaged()
    {
        TwoCopyBlock block = Make();
        Assert.False(block.Load());
        Assert.True(block.WasBlank);
        memory.Bytes[Second + 63] = 1;
        Assert.False(block.Load());
        Assert.False(block.WasBlank);
        memory.Bytes[Second + 63] = 0;
        memory.Bytes[Address] = 1;
        Assert.False(block.Load());
        Assert.False(block.WasBlank);
    }

    [Fact]
    public void WritesAlternateAndTheNewerCounts()
    {
        Saved(1);
        Assert.All(memory.Bytes[Address..(Address + 64)], b => Assert.Equal(0, b));
        Assert.Equal((byte)1, Loaded());
        TwoCopyBlock block = Make();
        block.Load();
        block.Payload[47] = 2;
        Assert.True(block.Save());
        Assert.Equal((byte)2, memory.Bytes[Address + 59]);
        Assert.Equal((byte)1, memory.Bytes[Second + 59]);
        Assert.Equal((byte)2, Loaded());
        Saved(1, 2, 3);
        Assert.Equal((byte)3, Loaded());
    }

    [Theory]
    [InlineData(Address, 2)]
    [InlineData(Second, 3)]
    public void ADamagedCopyLeavesTheOther(int damaged, byte newest)
    {
        Saved(newest == 2 ? [1, 2] : [1, 2, 3]);
        Assert.Equal(newest, Loaded());
        for (int at = 0; at < 64; at++)
        {
            memory.Bytes[damaged + at] ^= 0x40;
            Assert.Equal((byte)(newest - 1), Loaded());
            memory.Bytes[damaged + at] ^= 0x40;
        }
    }

    [Fact]
    public void AfterDamageTheNextWriteGoesOverTheDamagedCopy()
    {
        Saved(1, 2);
        memory.Bytes[Address + 30] ^= 1;
        TwoCopyBlock block = Make();
        Assert.True(block.Load());
        block.Payload[47] = 9;
        Assert.True(block.Save());
        Assert.Equal((byte)9, Loaded());
        Assert.Equal((byte)1, memory.Bytes[Second + 59]);
    }

    [Fact]
    public void TheGenerationWraps()
    {
        TwoCopyBlock block = Saved(1, 2);
        foreach (int copy in new[] { Second, Address })
        {
            uint generation = copy == Second ? uint.MaxValue - 1 : uint.MaxValue;
            Wire.PutU32(memory.Bytes, copy + 4, generation);
            Wire.PutU32(memory.Bytes, copy + 60, new ChipChecksum().Crc32(memory.Bytes, copy, 60));
        }

        Assert.Equal((byte)2, Loaded());
        Assert.True(block.Load());
        block.Payload[47] = 3;
        Assert.True(block.Save());
        Assert.Equal(0u, Wire.GetU32(memory.Bytes, Second + 4));
        Assert.Equal((byte)3, Loaded());
    }

    [Fact]
    public void AnotherContentOrANewerLayoutIsNotTaken()
    {
        Saved(1, 2);
        Assert.False(Make(magic: Magic + 1).Load());
        Assert.False(Make(layout: 0).Load());
        TwoCopyBlock newer = Long(3, 60);
        Assert.True(newer.Save());
        Assert.True(newer.Save());
        Assert.False(Long(2, 60).Load());
        Assert.False(Make(layout: 3).Load());
        Assert.True(Long(3, 60).Load());
    }

    private TwoCopyBlock Long(int layout, int length) => new(memory, new ChipChecksum(), Address, Magic, layout, length);

    [Theory]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(TwoCopyBlock.LongestPayload)]
    public void APayloadOfAnyLengthIsKept(int length)
    {
        TwoCopyBlock block = Long(2, length);
        for (byte mark = 1; mark <= 3; mark++)
        {
            Array.Fill(block.Payload, mark);
            Assert.True(block.Save());
            TwoCopyBlock read = Long(2, length);
            Assert.True(read.Load());
            Assert.Equal(Enumerable.Repeat(mark, length), read.Payload);
            Assert.Equal(
                (2, length),
                (read.LoadedLayout, Wire.GetU16(memory.Bytes, Address + (mark % 2 == 1 ? MemoryMap.CopyDistance : 0) + 10))
            );
        }
    }

    [Fact]
    public void AnOlderLayoutIsTakenAndTold()
    {
        Saved(1, 2);
        TwoCopyBlock newer = Long(2, 100);
        Array.Fill(newer.Payload, (byte)9);
        Assert.True(newer.Load());
        Assert.Equal(1, newer.LoadedLayout);
        Assert.Equal(2, newer.Payload[47]);
        Assert.All(newer.Payload[48..], b => Assert.Equal(0, b));
        Assert.True(newer.Save());
        Assert.Equal(2, newer.LoadedLayout);
        // The older layout stands beside it until the next write.
        Assert.True(Make().Load());
    }

    [Fact]
    public void APowerCutAtAnyByteLeavesTheOldOrTheNew()
    {
        for (int cut = 1; cut < TwoCopyBlock.LongestPayload + 16; cut++)
        {
            Array.Clear(memory.Bytes);
            TwoCopyBlock block = Long(2, TwoCopyBlock.LongestPayload);
            Array.Fill(block.Payload, (byte)1);
            Assert.True(block.Save());
            Array.Fill(block.Payload, (byte)2);
            memory.CutAfterBytes = cut;
            Assert.False(block.Save());
            memory.CutAfterBytes = -1;
            TwoCopyBlock read = Long(2, TwoCopyBlock.LongestPayload);
            Assert.True(read.Load());
            Assert.All(read.Payload, b => Assert.Equal(1, b));
        }
    }

    [Fact]
    public void ASilentMemoryLoadsAndSavesNothing()
    {
        TwoCopyBlock block = Saved(1, 2);
        byte[] before = [.. memory.Bytes];
        memory.Silent = true;
        Assert.False(block.Save());
        TwoCopyBlock other = Make();
        Assert.False(other.Load());
        Assert.False(other.WasBlank);
        memory.Silent = false;
        Assert.Equal(before, memory.Bytes);
        // What was not saved is saved by the next try, over the older copy still.
        block.Payload[47] = 7;
        memory.ReadsLeft = 0;
        Assert.False(block.Save());
        memory.ReadsLeft = -1;
        block.Payload[47] = 8;
        Assert.True(block.Save());
        Assert.Equal((byte)8, Loaded());
        Assert.Equal((byte)2, memory.Bytes[Address + 59]);
    }

    [Fact]
    public void CountersThatAreLostCountOnFromTheLog()
    {
        var counters = new Counters(memory, new ChipChecksum());
        counters.Load(5);
        Assert.Equal((5u, 1u, 5u << 8), (counters.BootCount, counters.ConfirmedNext, counters.SessionCount));
        Assert.True(counters.CountBoot());
        Assert.True(counters.CountSession());
        Assert.True(counters.Confirm(40));
        memory.Silent = true;
        Assert.False(counters.CountSession());
        Assert.False(counters.Confirm(50));
        Assert.Equal((6u, 40u, (5u << 8) + 1), (counters.BootCount, counters.ConfirmedNext, counters.SessionCount));
        memory.Silent = false;
        var next = new Counters(memory, new ChipChecksum());
        next.Load(99);
        Assert.Equal((6u, 40u, (5u << 8) + 1), (next.BootCount, next.ConfirmedNext, next.SessionCount));
    }

    [Fact]
    public void ASettingOutsideItsRangeIsDamageEvenWhereItsChecksumIsRight()
    {
        var settings = new Settings(memory, new ChipChecksum());
        Assert.True(settings.Save(SettingId.PresetSpeedHz, 120));
        Assert.True(settings.Save(SettingId.DepthBacklashMicrons, 201));
        var next = new Settings(memory, new ChipChecksum());
        next.Load();
        Assert.True(next.Defaulted);
        Assert.Equal(
            Enumerable.Range(1, SettingTable.Count).Select(id => SettingTable.Default((SettingId)id)),
            Enumerable.Range(1, SettingTable.Count).Select(id => next.Get((SettingId)id))
        );
        Assert.True(next.AcceptDefaults());
        Assert.False(next.Defaulted);
        var last = new Settings(memory, new ChipChecksum());
        last.Load();
        Assert.False(last.Defaulted);
        Assert.Equal(SettingTable.Default(SettingId.PresetSpeedHz), last.Get(SettingId.PresetSpeedHz));
    }

    [Theory]
    [InlineData(SettingId.PresetSpeedHz, 49, 50)]
    [InlineData(SettingId.PresetSpeedHz, 151, 150)]
    [InlineData(SettingId.TriggerMode, -1, 1)]
    public void EachLimitItselfIsInRange(SettingId id, int outside, int inside)
    {
        foreach ((int value, bool defaulted) in new[] { (outside, true), (inside, false) })
        {
            var settings = new Settings(memory, new ChipChecksum());
            Assert.True(settings.Save(id, value));
            var next = new Settings(memory, new ChipChecksum());
            next.Load();
            Assert.Equal(defaulted, next.Defaulted);
            Assert.Equal(defaulted ? SettingTable.Default(id) : value, next.Get(id));
        }
    }
}
