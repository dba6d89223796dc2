using System.Linq;
using Pen.Protocol;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>LED and buzzer: steady while running, slow while ready, fast on a fault, with a beep where the setting allows it.</summary>
public class IndicatorTests
{
    /// <summary>Shares of the time that LED and buzzer are on, and how often each comes on, over four seconds.</summary>
    private static (double Led, int LedTimes, double Buzzer, int BuzzerTimes) Watch(Bench bench)
    {
        const int ticks = 400;
        bool[] led = new bool[ticks];
        bool[] buzzer = new bool[ticks];
        for (int i = 0; i < ticks; i++)
        {
            if (i % 40 == 0)
            {
                bench.Pen.HostWrite(bench.Frame(MessageId.KeepAlive, 5000 + i, []));
            }

            bench.Pen.RunTick();
            (led[i], buzzer[i]) = (bench.World.Led, bench.World.Buzzer);
        }

        static int Times(bool[] on) => Enumerable.Range(1, on.Length - 1).Count(i => on[i] && !on[i - 1]);
        static double Share(bool[] on) => on.Count(o => o) / (double)on.Length;
        return (Share(led), Times(led), Share(buzzer), Times(buzzer));
    }

    [Fact]
    public void InStandbyNothingShows() => Assert.Equal((0, 0, 0, 0), Watch(Bench.Ready()));

    [Fact]
    public void ReadyBlinksOnceASecond()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        bench.Run(600);
        var (led, times, buzzer, _) = Watch(bench);
        Assert.InRange(led, 0.48, 0.52);
        Assert.InRange(times, 3, 5);
        Assert.Equal(0, buzzer);
    }

    [Fact]
    public void RunningIsSteady()
    {
        var (led, _, buzzer, _) = Watch(FaultBench.Running());
        Assert.Equal((1, 0), (led, buzzer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void AFaultBlinksFourTimesASecondAndBeepsWhereTheSettingAllowsIt(int setting)
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.Buzzer, setting));
        bench.World.Depth.PotOpen = true;
        bench.Run(500);
        Assert.Equal(PenState.Fault, bench.State);
        var (led, times, buzzer, beeps) = Watch(bench);
        Assert.InRange(led, 0.46, 0.54);
        Assert.InRange(times, 15, 17);
        Assert.InRange(buzzer, setting * 0.19, setting * 0.21);
        Assert.InRange(beeps, setting * 3, setting * 5);
    }
}
