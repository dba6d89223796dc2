using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Software may always stop (P1): whatever is wrong with the request, a running motor stands.</summary>
public class StopTests
{
    [Fact]
    [Trait("Covers", "P1")]
    [Trait("Covers", "LINK-3")]
    public void AProgramThatThePenHasNotGreetedMayStopIt()
    {
        Bench bench = FaultBench.Running(150);
        bench.Hello(major: 9);
        bench.Ask(MessageId.Status);
        Assert.Equal(RefusalCode.HelloNeeded, (RefusalCode)bench.Payload[RefusalData.Code]);
        bench.Ask(MessageId.Stop);
        ExpectStopped(bench);
    }

    [Theory]
    [Trait("Covers", "P1")]
    [Trait("Covers", "LINK-3")]
    [InlineData(1)]
    [InlineData(90)]
    public void AStaleNumberStops(int behind)
    {
        Bench bench = FaultBench.Running(150);
        bench.Ask(MessageId.Status, 2000, []);
        for (int i = 1; i <= 5; i++)
        {
            bench.Ask(MessageId.KeepAlive, 2000 + i, []);
        }

        bench.Ask(MessageId.Stop, 2000 - behind, []);
        ExpectStopped(bench);
        // It took no number: the next request is as new as before.
        bench.Ask(MessageId.Status, 2006, []);
        Assert.Equal(FrameKind.Answer, bench.Kind);
    }

    [Fact]
    [Trait("Covers", "P1")]
    [Trait("Covers", "LINK-3")]
    public void ANumberThatWasUsedAlreadyStops()
    {
        Bench bench = FaultBench.Running(150);
        bench.Ask(MessageId.KeepAlive, 2000, []);
        bench.Ask(MessageId.Stop, 2000, []);
        ExpectStopped(bench);
    }

    [Fact]
    [Trait("Covers", "LINK-1")]
    public void SentAgainItDoesNotGoOneStateFurther()
    {
        Bench bench = FaultBench.Running(150);
        byte[] first = bench.Ask(MessageId.Stop, 2000, []);
        Assert.Equal(first, bench.Ask(MessageId.Stop, 2000, []));
        Assert.Equal((byte)PenState.Ready, bench.Ask(MessageId.Status, 2001, [])[StatusAnswer.State]);
    }

    [Fact]
    [Trait("Covers", "P1")]
    public void ALengthThatThePenDoesNotKnowStops()
    {
        Bench bench = FaultBench.Running(150);
        bench.Ask(MessageId.Stop, 2000, [1, 2, 3]);
        ExpectStopped(bench);
    }

    [Fact]
    [Trait("Covers", "P1")]
    [Trait("Covers", "P4")]
    public void InReadyItDisarmsAndParks()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1500, 120);
        bench.Ask(MessageId.Arm);
        bench.Run(800);
        Assert.InRange(bench.World.Depth.StopMm, 1.4, 1.6);
        Assert.Equal((byte)PenState.Standby, bench.Ask(MessageId.Stop)[StateAnswer.State]);
        bench.Run(800);
        Assert.True(bench.World.Depth.StopMm <= 0);
        byte[] status = bench.Ask(MessageId.Status);
        Assert.Equal(StopReason.HostStop, (StopReason)status[StatusAnswer.StopReason]);
        Assert.Equal(0, Wire.GetU16(status, StatusAnswer.Flags) & StatusFlags.ArmedByHost);
    }

    [Fact]
    public void WhereNothingTurnsItChangesNothing()
    {
        Bench bench = Bench.Ready();
        Assert.Equal((byte)PenState.Standby, bench.Ask(MessageId.Stop)[StateAnswer.State]);
        Assert.Equal((byte)PenState.Standby, bench.Ask(MessageId.Disarm)[StateAnswer.State]);
        bench.World.Depth.PotOpen = true;
        bench.Run(300);
        Assert.Equal((byte)PenState.Fault, bench.Ask(MessageId.Stop)[StateAnswer.State]);
        Assert.Equal((byte)PenState.Fault, bench.Ask(MessageId.Disarm)[StateAnswer.State]);
    }

    [Fact]
    [Trait("Covers", "P1")]
    public void DisarmEndsARunAndService()
    {
        Bench bench = FaultBench.Running();
        Assert.Equal((byte)PenState.Standby, bench.Ask(MessageId.Disarm)[StateAnswer.State]);
        Assert.False(bench.World.Gate.On);
        bench.Pen.ReleaseTrigger();
        bench.Pen.RemoveCartridge();
        bench.Run(800);
        bench.Ask(MessageId.ServiceEnter);
        Assert.Equal(PenState.Service, bench.State);
        Assert.Equal((byte)PenState.Standby, bench.Ask(MessageId.Disarm)[StateAnswer.State]);
    }

    private static void ExpectStopped(Bench bench)
    {
        Assert.Equal(FrameKind.Answer, bench.Kind);
        Assert.Equal((byte)PenState.Ready, bench.Payload[StateAnswer.State]);
        Assert.False(bench.World.Gate.On);
        BenchAssert.Sound(bench);
    }
}
