using Pen.Simulator.Parts;

namespace Pen.Simulator.Tests.Parts;

/// <summary>The depth stop: play, and what the potentiometer knows of it.</summary>
public class DepthStopTests
{
    private readonly DepthStop stop = new();
    private long now;

    private void MoveTo(double mm, int ms = 600)
    {
        stop.SetPulse(DepthStop.ZeroPulseMicros + (mm * DepthStop.PulseMicrosPerMm));
        for (int i = 0; i < ms; i++)
        {
            now += 1000;
            stop.Step(0.001, now);
        }
    }

    private double PotMm => (stop.PotCounts - DepthStop.ZeroCounts) / DepthStop.CountsPerMm;

    [Fact]
    public void DeepeningThePotentiometerReadsTheStop()
    {
        MoveTo(-0.2);
        MoveTo(1.5);
        Assert.InRange(stop.StopMm, 1.48, 1.51);
        Assert.Equal(stop.StopMm, PotMm, 4);
    }

    [Fact]
    public void RetractingTheStopStaysBehindByThePlay()
    {
        MoveTo(2.0);
        MoveTo(1.0);
        Assert.Equal(PotMm + stop.PlayMm, stop.StopMm, 4);
    }

    [Fact]
    public void WithoutPulsesItStaysWhereItIs()
    {
        MoveTo(1.0);
        double before = stop.StopMm;
        stop.SetPulse(0);
        now += 1_000_000;
        stop.Step(0.001, now);
        Assert.Equal(before, stop.StopMm);
    }
}
