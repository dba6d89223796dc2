using System;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The ring of records: its ends are found in few reads wherever they are, and whatever was torn.</summary>
public class UsageLogTests(ITestOutputHelper output) : UsageLogBench
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(Capacity - 1)]
    [InlineData(Capacity)]
    [InlineData(Capacity + 1)]
    [InlineData(Capacity + 2)]
    [InlineData((2 * Capacity) - 1)]
    [InlineData(2 * Capacity)]
    public void ItsEndsAreFoundInFewReads(int newest)
    {
        UsageLog filled = Filled((uint)newest);
        int before = Memory.Reads;
        UsageLog log = Open();
        Assert.InRange(Memory.Reads - before, 1, 60);
        Assert.Equal(((uint)newest + 1, filled.LastCrc), (log.Head, log.LastCrc));
        Assert.False(log.Damaged);
        Assert.True(log.IsOpen);
        Assert.True(log.IsStored());
        Assert.Equal(newest < Capacity ? 1u : (uint)newest - Capacity + 2, log.Tail);
        Assert.Equal(newest == 0 ? 1 : 2, log.Unconfirmed);
        byte[] found = new byte[LogRecord.Length];
        Assert.Equal(newest > 0, log.ReadNewest(found));
        Assert.Equal((byte)newest, found[LogRecord.Data]);
        Assert.Equal((uint)newest, Wire.GetU32(found, LogRecord.Sequence));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(700)]
    [InlineData(Capacity)]
    [InlineData(Capacity + 1)]
    public void ATornRecordIsWrittenAgainAndTheOneBeforeItIsTheNewest(int newest)
    {
        UsageLog filled = Filled((uint)newest - 1);
        uint crc = filled.LastCrc;
        Assert.True(filled.Append(new byte[LogRecord.Length], 0));
        Memory.Bytes[AddressOf((uint)newest) + 20] ^= 0x10;
        UsageLog log = Open();
        Assert.False(log.Damaged);
        Assert.Equal(((uint)newest, crc), (log.Head, log.LastCrc));
        Assert.True(log.IsStored());
    }

    [Theory]
    [InlineData(LogRecord.Sequence)]
    [InlineData(20)]
    public void ADamagedRecordBelowATornOneIsDamage(int altered)
    {
        Filled(50);
        Memory.Bytes[AddressOf(50) + 20] ^= 1;
        Memory.Bytes[AddressOf(49) + altered] ^= 0x40;
        UsageLog log = Open();
        Assert.True(log.Damaged);
        Assert.True(log.IsOpen);
        // Neither is written over.
        Assert.Equal(51u, log.Head);
        Assert.False(log.IsStored());
        Assert.False(log.ReadNewest(new byte[LogRecord.Length]));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(900, 0)]
    [InlineData(900, 7)]
    [InlineData(Capacity + 30, 0)]
    [InlineData(Capacity + 30, Capacity + 2)]
    [InlineData(2 * Capacity, 0)]
    public void ADamagedFirstSlotDoesNotHideTheOthers(int newest, uint sequence)
    {
        UsageLog filled = Filled((uint)newest);
        Wire.PutU32(Memory.Bytes, MemoryMap.Log + LogRecord.Sequence, sequence);
        UsageLog log = Open();
        Assert.Equal(((uint)newest + 1, filled.LastCrc), (log.Head, log.LastCrc));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ANewLapWhoseFirstRecordWasCutInItsNumberIsNotBegun(int bytes)
    {
        UsageLog filled = Filled(Capacity);
        byte[] torn = new byte[4];
        Wire.PutU32(torn, 0, Capacity + 1);
        Array.Copy(torn, 0, Memory.Bytes, MemoryMap.Log + LogRecord.Sequence, bytes);
        UsageLog log = Open();
        Assert.Equal(Capacity + 1u, log.Head);
        Assert.False(log.Damaged);
        Assert.Equal(filled.LastCrc, log.LastCrc);
    }

    [Fact]
    public void AMemoryThatFallsSilentAtAnyReadIsNotOpenedAndNotWritten()
    {
        Filled(1234);
        byte[] before = [.. Memory.Bytes];
        int needed = -Memory.Reads;
        Assert.True(Make().Log.Open(ByteMemory.Usual));
        needed += Memory.Reads;
        for (int reads = 0; reads < needed; reads++)
        {
            (UsageLog log, _) = Make();
            Memory.ReadsLeft = reads;
            Assert.False(log.Open(ByteMemory.Usual));
            Memory.ReadsLeft = -1;
            Assert.True(log.Damaged);
            Assert.False(log.IsOpen);
            Assert.False(log.IsStored());
            Assert.False(log.ReadNewest(new byte[LogRecord.Length]));
            Assert.False(log.Append(new byte[LogRecord.Length], 0));
            Assert.Equal(before, Memory.Bytes);
        }
    }

    [Fact]
    public void AfterASilenceItCanBeOpenedAgain()
    {
        Filled(77);
        (UsageLog log, _) = Make();
        Memory.Silent = true;
        Assert.False(log.Open(ByteMemory.Usual));
        Memory.Silent = false;
        Assert.True(log.Open(ByteMemory.Usual));
        Assert.Equal(78u, log.Head);
        Assert.True(log.IsStored());
        Memory.Silent = true;
        Assert.False(log.IsStored());
        Assert.Equal(0u, log.CrcOf(5));
        Assert.False(log.Read(1, 1, new byte[64], 0));
        Assert.False(log.Append(new byte[LogRecord.Length], 0));
        Assert.Equal(78u, log.Head);
    }

    [Fact]
    public void RecordsChainByTheirChecksums()
    {
        UsageLog log = Filled(40);
        byte[] records = new byte[40 * LogRecord.Length];
        Assert.True(log.Read(1, 40, records, 0));
        uint before = 0;
        for (int i = 0; i < 40; i++)
        {
            Assert.True(LogReader.IsChained(records, i * LogRecord.Length, before));
            before = Wire.GetU32(records, (i * LogRecord.Length) + LogRecord.Crc);
            Assert.Equal(before, log.CrcOf((uint)i + 1));
        }

        Assert.Equal(before, log.LastCrc);
        Assert.Equal(0u, log.CrcOf(0));
    }

    [Fact]
    public void AFullLogTakesNoMoreAndKeepsTheRecordThatAnchorsTheOldest()
    {
        (UsageLog log, Counters counters) = Make();
        counters.ConfirmedNext = 1;
        Assert.True(log.Open(ByteMemory.Usual));
        byte[] record = new byte[LogRecord.Length];
        int taken = 0;
        while (log.Append(record, 0))
        {
            taken++;
        }

        Assert.Equal(Capacity - 1, taken);
        Assert.True(log.IsFull);
        Assert.True(counters.Confirm(2));
        Assert.False(log.IsFull);
        Assert.True(log.Append(record, 0));
        Assert.False(log.Append(record, 0));
    }

    [Fact]
    public void WhereverItWasCutInAWriteEverythingBeforeIsThere()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            Array.Clear(Memory.Bytes);
            uint newest = (uint)random.Next(1, 60);
            Filled(newest);
            byte[] before = [.. Memory.Bytes.Skip(MemoryMap.Log).Take(60 * LogRecord.Length)];
            byte[] torn = new byte[LogRecord.Length];
            random.NextBytes(torn);
            Wire.PutU32(torn, LogRecord.Sequence, newest + 1);
            int cut = random.Next(0, LogRecord.Length);
            Array.Copy(torn, 0, Memory.Bytes, AddressOf(newest + 1), cut);
            UsageLog log = Open();
            Assert.Equal(newest + 1, log.Head);
            Assert.False(log.Damaged);
            int whole = (int)newest * LogRecord.Length;
            Assert.Equal(before.Take(whole), Memory.Bytes.Skip(MemoryMap.Log).Take(whole));
        }
    }
}
