using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Damaged numbers, and the end of all numbers.</summary>
public class UsageLogEdgeTests : UsageLogBench
{
    /// <summary>Were the search misled by one damaged number, the records behind it would be written over.</summary>
    [Theory]
    [InlineData(700)]
    [InlineData(Capacity + 700)]
    public void OneDamagedNumberAnywhereDoesNotHideWhatStandsBehindIt(int newest)
    {
        Filled((uint)newest);
        for (int record = newest - 699; record < newest; record++)
        {
            byte[] before = Memory.Bytes[AddressOf((uint)record)..(AddressOf((uint)record) + 4)];
            Wire.PutU32(Memory.Bytes, AddressOf((uint)record), 0xDEADBEEF);
            Assert.Equal((uint)newest + 1, Open().Head);
            before.CopyTo(Memory.Bytes, AddressOf((uint)record));
        }
    }

    [Fact]
    public void AKindIsToldOnlyOfTheRecordThatIsThere()
    {
        UsageLog log = Filled(5);
        Memory.Bytes[AddressOf(3) + LogRecord.Kind] = (byte)LogKind.RunEnded;
        Assert.Equal(LogKind.RunEnded, log.KindOf(3));
        Memory.Bytes[AddressOf(3)]++;
        Assert.Equal(LogKind.None, log.KindOf(3));
        Memory.Bytes[AddressOf(3)]--;
        Memory.Silent = true;
        Assert.Equal(LogKind.None, log.KindOf(3));
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
}
