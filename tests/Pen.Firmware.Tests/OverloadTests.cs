using System.Linq;
using Pen.Protocol;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Nobody can put messages between a Stop and the motor.</summary>
public class OverloadTests
{
    [Theory]
    [Trait("Covers", "LINK-3")]
    [Trait("Covers", "CTL-4")]
    [InlineData(MessageId.Status, 10)]
    [InlineData(MessageId.Status, 60)]
    [InlineData(MessageId.KeepAlive, 80)]
    [InlineData(MessageId.LogRead, 60)]
    public void AStopBehindAFloodOfRequestsStopsAsSoonAsItHasArrived(MessageId message, int count)
    {
        Bench bench = FaultBench.Running(150);
        byte[] payload = message == MessageId.LogRead ? [1, 0, 0, 0, 6] : [];
        byte[] flood = [.. Enumerable.Range(0, count).SelectMany(i => bench.Frame(message, 2000 + i, payload))];
        bench.Pen.HostWrite(flood);
        bench.Pen.HostWrite(bench.Frame(MessageId.Stop, 3000, []));
        // The line carries 11.5 bytes a ms; then two ticks until the pins follow.
        double arrival = (flood.Length + 20) / 11.52;
        Assert.InRange(FaultBench.UntilCut(bench), 0, arrival + 25);
        bench.Pen.RunMillis(100);
        Assert.InRange(bench.World.Motor.SpeedHz, 0, 5);
        BenchAssert.Sound(bench);
    }
}
