using System;
using System.Linq;
using Pen.Protocol;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>What a tick may cost on the chip: nothing allocated, few objects, few native calls.</summary>
public sealed class FootprintTests
{
    [Theory]
    [InlineData(PenState.Standby)]
    [InlineData(PenState.Ready)]
    [InlineData(PenState.Running)]
    [InlineData(PenState.Fault)]
    [Trait("Speed", "Slow")]
    public void ATickAllocatesNothing(PenState state)
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Telemetry, [50]);
        if (state != PenState.Standby)
        {
            bench.Start(1000, 120);
        }

        if (state == PenState.Ready)
        {
            bench.Pen.ReleaseTrigger();
        }

        bench.World.Motor.Blocked = state == PenState.Fault;
        bench.Run(1500);
        Assert.Equal(state, bench.State);
        byte[][] requests =
        [
            .. Enumerable
                .Range(0, 100)
                .Select(i => bench.Frame(i % 2 == 0 ? MessageId.Status : MessageId.KeepAlive, 3000 + i, [])),
        ];
        byte[] sink = new byte[1024];
        long before = 0;
        for (int tick = 0; tick < 300; tick++)
        {
            if (tick == 100)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            if (tick % 3 == 0)
            {
                bench.Pen.HostWrite(requests[tick / 3]);
            }

            bench.Pen.RunTick();
            bench.Pen.HostRead(sink);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void FewObjectsLiveAndTheCodeIsSmall()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Ask(MessageId.Telemetry, [50]);
        bench.Run(500);
        // The lower bounds say that something was counted.
        Assert.InRange(FirmwareFootprint.LiveObjects(bench.Pen.Firmware!), 50, FirmwareFootprint.LiveObjectLimit);
        Assert.InRange(FirmwareFootprint.IlBytes(), 10_000, FirmwareFootprint.IlLimitBytes);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void ATickReadsThePulseCounterAndTheSerialPortOnceAtMost()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        (int pulses, int reads) = (bench.Pen.Chip.PulseCounterReads, bench.Pen.Chip.SerialReads);
        for (int tick = 0; tick < 200; tick++)
        {
            // Two requests a tick: more than one block's worth would have to wait, never be read in a second go.
            bench.Pen.HostWrite(bench.Frame(MessageId.KeepAlive, 3000 + (2 * tick), []));
            bench.Pen.HostWrite(bench.Frame(MessageId.KeepAlive, 3001 + (2 * tick), []));
            bench.Pen.RunTick();
            Assert.InRange(bench.Pen.Chip.PulseCounterReads - pulses, tick + 1, tick + 1);
            Assert.InRange(bench.Pen.Chip.SerialReads - reads, 0, tick + 1);
        }

        Assert.True(bench.Pen.Chip.SerialReads - reads > 100);
    }
}
