using Pen.Board.Drivers;
using Pen.Control;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Records on their way into the log.</summary>
public class LogQueueTests
{
    private const int Slots = 32;

    private readonly ByteMemory memory = new();
    private readonly PenClock clock = new();
    private readonly Counters counters;
    private readonly UsageLog log;
    private readonly LogQueue queue;

    public LogQueueTests()
    {
        var checksum = new ChipChecksum();
        counters = new Counters(memory, checksum) { ConfirmedNext = 1 };
        log = new UsageLog(memory, checksum, counters);
        Assert.True(log.Open(ByteMemory.Usual));
        queue = new LogQueue(log, clock, counters);
    }

    private void Note(byte mark, uint uptimeMs = 10)
    {
        queue.Begin(LogKind.SettingChanged, uptimeMs);
        queue.Buffer[queue.Base + LogRecord.Data] = mark;
        queue.End();
    }

    private byte[] Record(uint sequence)
    {
        byte[] record = new byte[LogRecord.Length];
        Assert.True(log.Read(sequence, 1, record, 0));
        return record;
    }

    [Fact]
    public void OneRecordATickIsWrittenInOrderRoundTheRing()
    {
        queue.FlushOne();
        Assert.Equal(1u, log.Head);
        byte next = 1;
        byte written = 1;
        for (int round = 0; round < 40; round++)
        {
            Note(next++);
            Note(next++);
            Note(next++);
            for (int i = 0; i < 3; i++)
            {
                queue.FlushOne();
                Assert.Equal(written, Record(written)[LogRecord.Data]);
                written++;
            }

            Assert.Equal(0, queue.Count);
        }

        Assert.Equal(121u, log.Head);
        Assert.Equal(0, queue.Dropped);
        Assert.False(log.Damaged);
    }

    [Fact]
    public void ARecordSaysWhenItWas()
    {
        counters.BootCount = 0x1234;
        Note(1, 5000);
        clock.Set(1_800_000_000, 6000);
        Note(2, 8000);
        queue.FlushOne();
        queue.FlushOne();
        byte[] unknown = Record(1);
        byte[] dated = Record(2);
        Assert.Equal(0x1234, Wire.GetU16(unknown, LogRecord.BootCount));
        Assert.Equal((byte)LogKind.SettingChanged, unknown[LogRecord.Kind]);
        Assert.Equal(5000u, Wire.GetU32(unknown, LogRecord.UptimeMs));
        Assert.Equal(0u, Wire.GetU32(unknown, LogRecord.UtcSeconds));
        Assert.Equal(0, unknown[LogRecord.Flags]);
        Assert.Equal(LogRecord.FlagClockSet, dated[LogRecord.Flags]);
        Assert.Equal(1_800_000_002u, Wire.GetU32(dated, LogRecord.UtcSeconds));
    }

    [Fact]
    public void WhatAnOlderRecordLeftIsNotInANewOne()
    {
        for (int i = 0; i < Slots; i++)
        {
            queue.Begin(LogKind.Boot, 1);
            for (int at = 0; at < LogRecord.DataLength; at++)
            {
                queue.Buffer[queue.Base + LogRecord.Data + at] = 0xEE;
            }

            queue.End();
            queue.FlushOne();
        }

        Note(0);
        queue.FlushOne();
        Assert.All(Record(Slots + 1)[LogRecord.Data..(LogRecord.Data + LogRecord.DataLength)], b => Assert.Equal(0, b));
    }

    [Fact]
    public void WithoutRoomTheNewestIsLostAndTheLogSaysSo()
    {
        memory.Silent = true;
        for (byte mark = 1; mark <= Slots; mark++)
        {
            Note(mark);
        }

        Assert.Equal((Slots, 0, false, false), (queue.Count, queue.Dropped, log.Damaged, log.LossUntold));
        Note(99);
        Assert.Equal((Slots, 1, true, true), (queue.Count, queue.Dropped, log.Damaged, log.LossUntold));
        memory.Silent = false;
        for (int i = 0; i < Slots; i++)
        {
            queue.FlushOne();
        }

        Assert.Equal(Slots - 1, Record(Slots - 1)[LogRecord.Data]);
        Assert.Equal(99, Record(Slots)[LogRecord.Data]);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void AMemoryThatDoesNotTakeItFiveTimesIsALossAndOneThatRecoversIsNot()
    {
        Note(1);
        memory.Silent = true;
        for (int i = 0; i < 4; i++)
        {
            queue.FlushOne();
        }

        Assert.False(log.LossUntold);
        memory.Silent = false;
        queue.FlushOne();
        Assert.Equal(0, queue.Count);
        Note(2);
        memory.Silent = true;
        for (int i = 0; i < 4; i++)
        {
            queue.FlushOne();
        }

        Assert.False(log.LossUntold);
        queue.FlushOne();
        Assert.True(log.LossUntold);
        Assert.True(log.Damaged);
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void AFullLogIsALossButNoDamage()
    {
        byte[] record = new byte[LogRecord.Length];
        while (log.Append(record, 0)) { }

        Note(1);
        for (int i = 0; i < 5; i++)
        {
            queue.FlushOne();
        }

        Assert.Equal((true, false, 1), (log.LossUntold, log.Damaged, queue.Count));
    }
}
