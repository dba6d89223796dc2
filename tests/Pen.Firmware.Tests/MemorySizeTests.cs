using System;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Whichever memory is soldered in, the pen knows its size or refuses it.</summary>
public class MemorySizeTests
{
    private static FaultId FaultOf(Bench bench)
    {
        bench.Pen.RunMillis(2500);
        bench.Hello();
        return bench.FirstFault;
    }

    [Theory]
    [Trait("Covers", "LOG-7")]
    [InlineData(32, 960)]
    [InlineData(128, 4032)]
    [InlineData(256, 8128)]
    public void ThreeSizesAreUsedToTheirEnd(int kilobytes, int records)
    {
        Bench bench = Bench.Ready(new SimulationOptions { FramKilobytes = kilobytes, SerialNumber = "SIM-42" });
        Assert.Equal(records, Wire.GetI32(bench.Ask(MessageId.LogInfo), LogInfoAnswer.Capacity));
        Assert.Equal((byte)'4', bench.Hello()[HelloAnswer.Serial + 4]);
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        byte[] record = new byte[LogRecord.Length];
        while (log.Append(record, 0)) { }

        Assert.Equal((uint)records, log.Head);
        bench.Pen.PowerOff();
        bench.Pen.PowerOn();
        Assert.Equal((uint)records, bench.Pen.Firmware!.Parts.Log.Head);
        Assert.False(bench.Pen.Firmware!.Parts.Log.Damaged);
        // The last page holds the serial number and no records.
        Assert.Equal((byte)'S', bench.World.Fram.Bytes[^0x100]);
        Assert.All(bench.World.Fram.Bytes[^0x400..^0x100], b => Assert.Equal(0, b));
    }

    [Fact]
    [Trait("Covers", "LOG-7")]
    public void ASmallerPartIsRefused()
    {
        var bench = new Bench(new SimulationOptions { FramKilobytes = 8 });
        Assert.Equal(FaultId.LogDamaged, FaultOf(bench));
        bench.Ask(MessageId.LogInfo);
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0);
        bench.Ask(MessageId.Acknowledge);
        Assert.Equal(FrameKind.Refusal, bench.Kind);
        Assert.Equal(PenState.Fault, bench.State);
    }

    /// <summary>A part of another size with the old one's beginning: its records are not where they were.</summary>
    [Theory]
    [Trait("Covers", "LOG-7")]
    [InlineData(128, 32)]
    [InlineData(32, 128)]
    [InlineData(128, 256)]
    public void APartOfAnotherSizeIsRefusedAndNotWritten(int before, int after)
    {
        Bench old = Bench.Ready(new SimulationOptions { FramKilobytes = before });
        var bench = new Bench(new SimulationOptions { FramKilobytes = after });
        bench.Pen.PowerOff();
        byte[] bytes = bench.World.Fram.Bytes;
        Array.Copy(old.World.Fram.Bytes, bytes, Math.Min(bytes.Length, old.World.Fram.Bytes.Length) - 0x400);
        byte[] log = [.. bytes.AsSpan(MemoryMap.Log)];
        bench.Pen.PowerOn();
        Assert.Equal(FaultId.LogDamaged, FaultOf(bench));
        bench.Ask(MessageId.Acknowledge);
        Assert.Equal(FrameKind.Refusal, bench.Kind);
        Assert.Equal(log, bytes.AsSpan(MemoryMap.Log).ToArray());
    }

    [Fact]
    [Trait("Covers", "LOG-7")]
    [Trait("Covers", "FLT-16")]
    public void APartThatWasExchangedForABlankOneBeginsAnew()
    {
        Bench bench = Bench.Ready();
        bench.Pen.PowerOff();
        Array.Clear(bench.World.Fram.Bytes, 0, bench.World.Fram.Bytes.Length - 0x100);
        bench.Pen.PowerOn();
        Assert.Equal(FaultId.None, FaultOf(bench));
        Assert.Equal(1u, Wire.GetU32(LogReader.Read(bench)[0], LogRecord.Sequence));
    }

    /// <summary>A line of the FRAM's bus held low: every transfer waits a second, the watchdog cuts, and nothing can be armed.</summary>
    [Fact]
    [Trait("Covers", "LOG-7")]
    public void AStuckBusStopsTheMotor()
    {
        Bench bench = FaultBench.Running();
        bench.Pen.Chip.FramBusStuck = true;
        // The next checkpoint, or the cartridge's, is at most 5 s away; from its first transfer the gate has 250 ms.
        FaultBench.UntilCut(bench, 6000);
        bench.Pen.RunMillis(20_000);
        Assert.False(bench.World.Gate.On);
        Assert.Empty(bench.World.Watch.Violations);
        bench.Pen.Chip.FramBusStuck = false;
        bench.Pen.ReleaseTrigger();
        bench.Pen.RunMillis(2000);
        Assert.Equal(PenState.Fault, bench.State);
    }
}
