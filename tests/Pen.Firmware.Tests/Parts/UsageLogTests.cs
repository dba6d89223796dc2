using System;
using System.Linq;
using Pen.Board.Drivers;
using Pen.Control.Storage;
using Pen.Protocol;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The ring of records: its ends are found in few reads wherever they are, and whatever was torn.</summary>
public class UsageLogTests(ITestOutputHelper output)
{
    private const int Capacity = (ByteMemory.Usual - MemoryMap.Log - MemoryMap.LastPage) / LogRecord.Length;

    private readonly ByteMemory memory = new();
    private readonly ChipChecksum checksum = new();

    private (UsageLog Log, Counters Counters) Make()
    {
        var counters = new Counters(memory, checksum);
        return (new UsageLog(memory, checksum, counters), counters);
    }

    private UsageLog Open()
    {
        (UsageLog log, Counters counters) = Make();
        counters.Load(0);
        log.Open(ByteMemory.Usual);
        return log;
    }

    /// <summary>A log whose newest record has this sequence number; everything but the last few is confirmed.</summary>
    private UsageLog Filled(uint newest)
    {
        (UsageLog log, Counters counters) = Make();
        Assert.True(log.Open(ByteMemory.Usual));
        byte[] record = new byte[LogRecord.Length];
        for (uint i = 1; i <= newest; i++)
        {
            record[LogRecord.Data] = (byte)i;
            counters.ConfirmedNext = i;
            Assert.True(log.Append(record, 0));
        }

        Assert.True(counters.Confirm(newest == 0 ? 0 : newest - 1));
        return log;
    }

    private static int AddressOf(uint sequence) => MemoryMap.Log + ((int)((sequence - 1) % Capacity) * LogRecord.Length);

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
        int before = memory.Reads;
        UsageLog log = Open();
        Assert.InRange(memory.Reads - before, 1, 30);
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
        memory.Bytes[AddressOf((uint)newest) + 20] ^= 0x10;
        UsageLog log = Open();
        Assert.False(log.Damaged);
        Assert.Equal(((uint)newest, crc), (log.Head, log.LastCrc));
        Assert.True(log.IsStored());
    }

    /// <summary>Were the search misled by one damaged number, the records behind it would be written over.</summary>
    [Theory]
    [InlineData(700)]
    [InlineData(Capacity + 700)]
    public void OneDamagedNumberAnywhereDoesNotHideWhatStandsBehindIt(int newest)
    {
        Filled((uint)newest);
        for (int record = newest - 699; record < newest; record++)
        {
            byte[] before = memory.Bytes[AddressOf((uint)record)..(AddressOf((uint)record) + 4)];
            Wire.PutU32(memory.Bytes, AddressOf((uint)record), 0xDEADBEEF);
            Assert.Equal((uint)newest + 1, Open().Head);
            before.CopyTo(memory.Bytes, AddressOf((uint)record));
        }
    }

    [Fact]
    public void AtTheEndOfAllNumbersItIsFullForGood()
    {
        (UsageLog log, Counters counters) = Make();
        byte[] record = new byte[LogRecord.Length];
        uint near = uint.MaxValue - 5;
        // As it would stand there: the lap's first record, and those up to the present one.
        uint first = near - ((near - 1) % Capacity);
        log.Open(ByteMemory.Usual);
        log.Head = first;
        for (uint sequence = first; sequence < near; sequence++)
        {
            counters.ConfirmedNext = sequence;
            Assert.True(log.Append(record, 0));
        }

        counters.Confirm(near - 1);
        log = Open();
        Assert.Equal((near, near - (Capacity - 1)), (log.Head, log.Tail));
        for (int left = 5; left > 0; left--)
        {
            Assert.False(log.IsFull);
            Assert.True(log.Append(record, 0));
        }

        Assert.True(log.IsFull);
        Assert.False(log.Append(record, 0));
        Assert.Equal(uint.MaxValue, Open().Head);
        Assert.True(Open().IsFull);
    }

    [Theory]
    [InlineData(LogRecord.Sequence)]
    [InlineData(20)]
    public void ADamagedRecordBelowATornOneIsDamage(int altered)
    {
        Filled(50);
        memory.Bytes[AddressOf(50) + 20] ^= 1;
        memory.Bytes[AddressOf(49) + altered] ^= 0x40;
        UsageLog log = Open();
        Assert.True(log.Damaged);
        Assert.True(log.IsOpen);
        Assert.Equal(50u, log.Head);
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
        Wire.PutU32(memory.Bytes, MemoryMap.Log + LogRecord.Sequence, sequence);
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
        Array.Copy(torn, 0, memory.Bytes, MemoryMap.Log + LogRecord.Sequence, bytes);
        UsageLog log = Open();
        Assert.Equal(Capacity + 1u, log.Head);
        Assert.False(log.Damaged);
        Assert.Equal(filled.LastCrc, log.LastCrc);
    }

    [Fact]
    public void AMemoryThatFallsSilentAtAnyReadIsNotOpenedAndNotWritten()
    {
        Filled(1234);
        byte[] before = [.. memory.Bytes];
        int needed = -memory.Reads;
        Assert.True(Make().Log.Open(ByteMemory.Usual));
        needed += memory.Reads;
        for (int reads = 0; reads < needed; reads++)
        {
            (UsageLog log, _) = Make();
            memory.ReadsLeft = reads;
            Assert.False(log.Open(ByteMemory.Usual));
            memory.ReadsLeft = -1;
            Assert.True(log.Damaged);
            Assert.False(log.IsOpen);
            Assert.False(log.IsStored());
            Assert.False(log.ReadNewest(new byte[LogRecord.Length]));
            Assert.False(log.Append(new byte[LogRecord.Length], 0));
            Assert.Equal(before, memory.Bytes);
        }
    }

    [Fact]
    public void AfterASilenceItCanBeOpenedAgain()
    {
        Filled(77);
        (UsageLog log, _) = Make();
        memory.Silent = true;
        Assert.False(log.Open(ByteMemory.Usual));
        memory.Silent = false;
        Assert.True(log.Open(ByteMemory.Usual));
        Assert.Equal(78u, log.Head);
        Assert.True(log.IsStored());
        memory.Silent = true;
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
        byte[] chained = new byte[4 + LogRecord.Length];
        uint before = 0;
        for (int i = 0; i < 40; i++)
        {
            Wire.PutU32(chained, 0, before);
            Array.Copy(records, i * LogRecord.Length, chained, 4, LogRecord.Length);
            before = checksum.Crc32(chained, 0, 4 + LogRecord.Crc);
            Assert.Equal(before, Wire.GetU32(chained, 4 + LogRecord.Crc));
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
            Array.Clear(memory.Bytes);
            uint newest = (uint)random.Next(1, 60);
            Filled(newest);
            byte[] before = [.. memory.Bytes.Skip(MemoryMap.Log).Take(60 * LogRecord.Length)];
            byte[] torn = new byte[LogRecord.Length];
            random.NextBytes(torn);
            Wire.PutU32(torn, LogRecord.Sequence, newest + 1);
            int cut = random.Next(0, LogRecord.Length);
            Array.Copy(torn, 0, memory.Bytes, AddressOf(newest + 1), cut);
            UsageLog log = Open();
            Assert.Equal(newest + 1, log.Head);
            Assert.False(log.Damaged);
            int whole = (int)newest * LogRecord.Length;
            Assert.Equal(before.Take(whole), memory.Bytes.Skip(MemoryMap.Log).Take(whole));
        }
    }
}
