using Pen.Board.Drivers;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>A log over a memory of its own.</summary>
public abstract class UsageLogBench
{
    protected const int Capacity = (ByteMemory.Usual - MemoryMap.Log - MemoryMap.LastPage) / LogRecord.Length;

    private protected ByteMemory Memory { get; } = new();
    protected ChipChecksum Checksum { get; } = new();

    protected (UsageLog Log, Counters Counters) Make()
    {
        var counters = new Counters(Memory, Checksum);
        return (new UsageLog(Memory, Checksum, counters), counters);
    }

    protected UsageLog Open()
    {
        (UsageLog log, Counters counters) = Make();
        counters.Load(0);
        log.Open(ByteMemory.Usual);
        return log;
    }

    /// <summary>A log whose newest record has this sequence number; everything but the last few is confirmed.</summary>
    protected UsageLog Filled(uint newest)
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

    protected static int AddressOf(uint sequence) => MemoryMap.Log + ((int)((sequence - 1) % Capacity) * LogRecord.Length);
}
