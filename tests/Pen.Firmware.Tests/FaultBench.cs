using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>What every test of a fault asks: how fast was the motor cut, and did the fault latch as it must.</summary>
internal static class FaultBench
{
    /// <summary>A pen that has run for a second with 1.0 mm at this speed.</summary>
    public static Bench Running(int speedHz = 120, SimulationOptions? options = null)
    {
        Bench bench = Bench.Ready(options);
        bench.Start(1000, speedHz);
        bench.Run(1000);
        return bench;
    }

    /// <summary>Runs until the gate is off; how long that took from now, in ms of physics.</summary>
    public static double UntilCut(Bench bench, int timeoutMs = 3000)
    {
        long start = bench.World.Micros;
        long cut = 0;
        bench.World.AfterStep = () => cut = cut == 0 && !bench.World.Gate.On ? bench.World.Micros : cut;
        Assert.True(bench.Pen.RunUntil(() => cut != 0, timeoutMs), "the motor was not cut");
        bench.World.AfterStep = null;
        return (cut - start) / 1000.0;
    }

    /// <summary>Runs for a time; how long the gate was on in it, in ms of physics.</summary>
    public static double DrivenMs(Bench bench, int ms)
    {
        long driven = 0;
        bench.World.AfterStep = () => driven += bench.World.Gate.On ? bench.World.StepMicros : 0;
        bench.Pen.RunMillis(ms);
        bench.World.AfterStep = null;
        return driven / 1000.0;
    }

    /// <summary>The fault latches, is first, is logged and told; the needles park; it waits for a person.</summary>
    public static void Latched(Bench bench, FaultId fault)
    {
        bench.Pen.RunMillis(600);
        Assert.Equal(PenState.Fault, bench.State);
        Assert.Equal(fault, bench.FirstFault);
        Assert.Contains(
            bench.Unasked,
            u => u.Message == MessageId.FaultRaised && u.Payload[FaultRaisedEvent.Fault] == (byte)fault
        );
        Assert.Contains(
            LogReader.Read(bench),
            r => r[LogRecord.Kind] == (byte)LogKind.FaultRaised && r[FaultData.Fault] == (byte)fault
        );
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        Assert.False(bench.World.Gate.On);
        BenchAssert.Sound(bench);
    }

    /// <summary>While its cause is there it cannot be acknowledged; when it is gone, it can.</summary>
    public static void WaitsForItsCause(Bench bench, FaultId fault, System.Action mend)
    {
        bench.Pen.ReleaseTrigger();
        bench.Ask(MessageId.Acknowledge);
        BenchAssert.Refused(bench, RefusalCode.FaultActive, RequestField.Fault, LimitOrigin.State, 0);
        Assert.Equal((int)fault, Wire.GetI32(bench.Payload, RefusalData.Value));
        mend();
        bench.Pen.RunMillis(300);
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
        Assert.Equal(FaultId.None, bench.FirstFault);
    }
}
