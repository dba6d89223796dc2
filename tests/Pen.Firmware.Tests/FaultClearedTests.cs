using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>The log tells when the cause of a latched fault went away, once until somebody has acknowledged it.</summary>
public class FaultClearedTests
{
    [Fact]
    [Trait("Covers", "P5")]
    public void TheCauseOfAFaultThatGoesIsRecordedOnceHoweverOftenItComesBack()
    {
        Bench bench = FaultBench.Running();
        bench.World.Heat.CaseCelsius = 63;
        bench.Run(200);
        Assert.Empty(Cleared(bench));
        for (int times = 0; times < 3; times++)
        {
            bench.World.Heat.CaseCelsius = 40;
            bench.Run(500);
            Assert.Equal([FaultId.MotorOverTemperature], Cleared(bench));
            bench.World.Heat.CaseCelsius = 63;
            bench.Run(500);
        }

        // Acknowledged, it is a new fault the next time.
        bench.World.Heat.CaseCelsius = 40;
        bench.Pen.ReleaseTrigger();
        bench.World.Skin.Lift();
        bench.Run(500);
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
        bench.Run(3000);
        Assert.Equal(PenState.Standby, bench.State);
        Assert.Equal([FaultId.MotorOverTemperature], Cleared(bench));
        bench.Start(1000, 120);
        bench.Run(500);
        bench.World.Heat.CaseCelsius = 63;
        bench.Run(500);
        bench.World.Heat.CaseCelsius = 40;
        bench.Run(500);
        Assert.Equal([FaultId.MotorOverTemperature, FaultId.MotorOverTemperature], Cleared(bench));
    }

    [Fact]
    [Trait("Covers", "P5")]
    public void OfTwoCausesEachIsRecordedWhenItGoes()
    {
        Bench bench = FaultBench.Running();
        bench.World.Heat.CaseCelsius = 63;
        bench.World.Heat.BoardCelsius = 74;
        bench.Run(300);
        bench.World.Heat.BoardCelsius = 40;
        bench.Run(500);
        Assert.Equal([FaultId.BoardOverTemperature], Cleared(bench));
        bench.World.Heat.CaseCelsius = 40;
        bench.Run(500);
        Assert.Equal([FaultId.BoardOverTemperature, FaultId.MotorOverTemperature], Cleared(bench));
        byte[] record = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.FaultCleared);
        Assert.Equal((byte)PenState.Fault, record[FaultData.State]);
    }

    [Fact]
    [Trait("Covers", "FLT-20")]
    public void BeingPutOnTheContactsIsRecordedOnceForEachTime()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Disarm);
        bench.Run(500);
        for (int times = 1; times <= 2; times++)
        {
            bench.Pen.Dock(true);
            bench.Run(3000);
            Assert.Equal(times, LogReader.Read(bench).Count(r => r[LogRecord.Kind] == (byte)LogKind.Charged));
            bench.Pen.Dock(false);
            bench.Run(2000);
        }
    }

    private static IEnumerable<FaultId> Cleared(Bench bench) =>
        LogReader
            .Read(bench)
            .Where(r => r[LogRecord.Kind] == (byte)LogKind.FaultCleared)
            .Select(r => (FaultId)r[FaultData.Fault]);
}
