using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>How long a run, a session and an unused readiness may last.</summary>
public class RunLimitTests
{
    [Fact]
    [Trait("Covers", "LIM-7")]
    public void Lim7ARunOfFiveMinutesEndsAndThePauseKeepsThePenFromArming()
    {
        Bench bench = Bench.Ready();
        bench.Start(500, 60);
        bench.Run(301_000);
        Assert.Equal(PenState.Standby, bench.State);
        Assert.False(bench.World.Gate.On);
        bench.Pen.ReleaseTrigger();
        bench.Pen.RunMillis(100);
        bench.Ask(MessageId.Arm);
        Assert.Equal(RefusalCode.Pausing, (RefusalCode)bench.Payload[RefusalData.Code]);
        bench.Run(11_000);
        bench.Ask(MessageId.Arm);
        bench.ExpectAnswer();
    }

    [Fact]
    [Trait("Covers", "LIM-8")]
    [Trait("Speed", "Slow")]
    public void Lim8AnHourOfRunningEndsTheSession()
    {
        Bench bench = Bench.Ready();
        for (int run = 0; run < 13 && bench.Kind == FrameKind.Answer; run++)
        {
            bench.Prepare(500, 60);
            bench.Ask(MessageId.Arm);
            if (bench.Kind == FrameKind.Refusal)
            {
                break;
            }

            bench.Run(600);
            bench.Pen.PressTrigger();
            bench.Run(301_000);
            bench.Pen.ReleaseTrigger();
            bench.Run(11_000);
        }

        Assert.Equal(RefusalCode.SessionLimit, (RefusalCode)bench.Payload[RefusalData.Code]);
        Assert.InRange(bench.World.Motor.Strokes, 59.5 * 60 * 60, 60.5 * 60 * 60);
    }

    [Fact]
    [Trait("Covers", "LIM-8")]
    public void Lim8TheHourEndsARunThatIsOn()
    {
        Bench bench = Bench.Ready();
        bench.Start(500, 60);
        // An hour but two seconds, of which the physics need not tell.
        bench.Pen.Firmware!.Parts.Session.RunningMs = (60 * 60 * 1000) - 2000;
        bench.Run(1500);
        Assert.True(bench.World.Gate.On);
        bench.Run(1000);
        Assert.False(bench.World.Gate.On);
        byte[] status = bench.Ask(MessageId.Status);
        Assert.Equal(PenState.Standby, (PenState)status[StatusAnswer.State]);
        Assert.Equal(StopReason.SessionLimit, (StopReason)status[StatusAnswer.StopReason]);
        bench.Ask(MessageId.SessionOpen);
        Assert.Equal(0, Wire.GetI32(bench.Ask(MessageId.Status), StatusAnswer.SessionMs));
    }

    [Fact]
    [Trait("Covers", "LIM-7")]
    public void Lim7TheLastSecondsOfAFullRunAndThePauseAfterIt()
    {
        Bench bench = FaultBench.Running();
        // Five minutes but two seconds, of which the physics need not tell.
        bench.Pen.Firmware!.Parts.Statistics.DurationMs = (5 * 60 * 1000) - 2000;
        bench.Run(1500);
        Assert.True(bench.World.Gate.On);
        bench.Run(1000);
        Assert.False(bench.World.Gate.On);
        bench.Pen.ReleaseTrigger();
        Assert.NotEqual(0, bench.Flags & StatusFlags.Pausing);
        bench.Ask(MessageId.Arm);
        Assert.Equal(RefusalCode.Pausing, (RefusalCode)bench.Payload[RefusalData.Code]);
        bench.Run(8500);
        Assert.NotEqual(0, bench.Flags & StatusFlags.Pausing);
        bench.Run(2000);
        Assert.Equal(0, bench.Flags & StatusFlags.Pausing);
        bench.Ask(MessageId.Arm);
        bench.ExpectAnswer();
    }

    [Fact]
    [Trait("Covers", "STATE-1")]
    public void AnArmedPenThatNobodyUsesDisarmsAfterTwoMinutes()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        bench.Run(118_000);
        Assert.Equal(PenState.Ready, bench.State);
        bench.Run(4_000);
        Assert.Equal(PenState.Standby, bench.State);
        Assert.True(bench.World.Depth.StopMm <= 0);
    }
}
