using Pen.Simulator.Parts;

namespace Pen.Simulator.Tests.Parts;

/// <summary>The hardware gate, without any firmware.</summary>
public class GateTests
{
    private readonly MotorGate gate = new();
    private long now;
    private bool kick;

    private void Run(int ms, bool trigger = false, bool kicking = true)
    {
        for (int i = 0; i < ms; i++)
        {
            now += 1000;
            if (kicking && i % 10 == 0)
            {
                kick = !kick;
                gate.SetKick(kick, now);
            }

            gate.Step(now, trigger);
        }
    }

    private void Arm()
    {
        gate.PowerOn(now);
        Run(100);
        gate.SetReset(true);
        gate.SetReset(false);
    }

    [Fact]
    public void AtPowerOnItIsCutAndStaysCutWithoutAReset()
    {
        gate.PowerOn(0);
        Run(500, trigger: true);
        gate.SetEnable(true);
        Run(50, trigger: true);
        Assert.False(gate.WatchdogOk);
        Assert.False(gate.On);
    }

    [Fact]
    public void EnableAloneNeverOpensIt()
    {
        Arm();
        Assert.True(gate.WatchdogOk);
        gate.SetEnable(true);
        Run(500);
        Assert.False(gate.On);
    }

    [Fact]
    public void ThePressBeforeEnableOpensItAndEnableGoingLowClosesIt()
    {
        Arm();
        Run(20, trigger: true);
        gate.SetEnable(true);
        Assert.True(gate.On);
        gate.SetEnable(false);
        Assert.False(gate.On);
        gate.SetEnable(true);
        Run(100, trigger: true);
        Assert.False(gate.On);
    }

    [Fact]
    public void APressLongAgoCountsForNothing()
    {
        Arm();
        Run(20, trigger: true);
        Run(2100);
        gate.SetEnable(true);
        Assert.False(gate.On);
    }

    [Fact]
    public void WithoutKicksItCutsWithin250MsAndKicksAloneDoNotBringItBack()
    {
        Arm();
        Run(20, trigger: true);
        gate.SetEnable(true);
        Run(190, trigger: true, kicking: false);
        Assert.True(gate.On);
        Run(30, trigger: true, kicking: false);
        Assert.False(gate.On);
        Run(1000, trigger: true);
        Assert.False(gate.On);
    }

    [Fact]
    public void AResetWithEnableHighCutsAndGivesNothing()
    {
        gate.PowerOn(0);
        Run(100);
        gate.SetEnable(true);
        gate.SetReset(true);
        Assert.False(gate.WatchdogOk);
        gate.SetEnable(false);
        gate.SetReset(false);
        gate.SetReset(true);
        Assert.True(gate.WatchdogOk);
    }

    [Fact]
    public void TheWatchdogHoldsFor200MsWhateverTheKicksAndTakesNoResetUntilThen()
    {
        Arm();
        Run(250, kicking: false);
        Assert.False(gate.WatchdogOk);
        Run(130);
        gate.SetReset(false);
        gate.SetReset(true);
        Assert.False(gate.WatchdogOk);
        Run(50);
        gate.SetReset(false);
        gate.SetReset(true);
        Assert.True(gate.WatchdogOk);
        Run(1000);
        Assert.True(gate.WatchdogOk);
    }

    [Fact]
    public void AResetWithoutKicksLastsNoLongerThanTheWatchdog()
    {
        gate.PowerOn(0);
        gate.SetReset(true);
        Assert.True(gate.WatchdogOk);
        Run(205, kicking: false);
        Assert.False(gate.WatchdogOk);
        Run(1000, kicking: false);
        Assert.False(gate.WatchdogOk);
    }

    [Fact]
    public void APressWhileDrivingStopsAndABouncingReleaseDoesNot()
    {
        Arm();
        Run(20, trigger: true);
        gate.SetEnable(true);
        Run(20, trigger: true);
        for (int i = 0; i < 5; i++)
        {
            Run(3);
            Run(2, trigger: true);
        }

        // Within 3.5 ms of an open contact it is not yet released, so closing again is no press.
        Assert.True(gate.On);
        Run(20);
        Run(1, trigger: true);
        Assert.False(gate.On);
        Run(500, trigger: true);
        Assert.False(gate.On);
    }
}
