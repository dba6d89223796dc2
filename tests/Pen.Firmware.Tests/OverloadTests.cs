using System.Linq;
using Pen.Protocol;
using Pen.Simulator;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Nobody can put messages between a Stop and the motor.</summary>
public class OverloadTests
{
    [Theory]
    [Trait("Covers", "LINK-3")]
    [Trait("Covers", "CTL-4")]
    [InlineData(MessageId.Status, 10, 0)]
    [InlineData(MessageId.Status, 60, 0)]
    [InlineData(MessageId.KeepAlive, 80, 0)]
    [InlineData(MessageId.LogRead, 60, 0)]
    [InlineData(MessageId.Status, 60, 12)]
    public void AStopBehindAFloodOfRequestsStopsAsSoonAsItHasArrived(MessageId message, int count, int lateMs)
    {
        Bench bench = FaultBench.Running(150, new SimulationOptions { TickJitterMaxMicros = lateMs * 1000 });
        byte[] payload = message == MessageId.LogRead ? [1, 0, 0, 0, 6] : [];
        byte[] flood = [.. Enumerable.Range(0, count).SelectMany(i => bench.Frame(message, 2000 + i, payload))];
        bench.Pen.HostWrite(flood);
        bench.Pen.HostWrite(bench.Frame(MessageId.Stop, 3000, []));
        bench.World.Watch.StopSent();
        // The line carries 11.5 bytes a ms; then two ticks until the pins follow.
        double arrival = (flood.Length + 20) / 11.52;
        Assert.InRange(FaultBench.UntilCut(bench), 0, arrival + 25 + lateMs);
        bench.Pen.RunMillis(100);
        Assert.InRange(bench.World.Motor.SpeedHz, 0, 5);
        BenchAssert.Sound(bench);
    }
}
