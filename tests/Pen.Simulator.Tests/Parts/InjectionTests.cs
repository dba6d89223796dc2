using System;
using System.Linq;
using Pen.Simulator.Scenario;

namespace Pen.Simulator.Tests.Parts;

/// <summary>What can be done to a simulated pen changes its physics, and nothing of its firmware.</summary>
public class InjectionTests
{
    private static SimulatedPen Done(string name, double number)
    {
        var pen = new SimulatedPen();
        Injection injection = InjectionTable.Find(name) ?? throw new ArgumentException(name);
        injection.Act(pen, number);
        return pen;
    }

    [Fact]
    public void NamesAndKeysAreThereOnce()
    {
        Assert.Equal(InjectionTable.All.Count, InjectionTable.All.Select(i => i.Name).Distinct().Count());
        var keys = InjectionTable.All.Where(i => i.Key != '\0').Select(i => i.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void ErrorsOfTheSensorsAreWhatTheirNamesSay()
    {
        double straight = new SimulatedPen().World.Depth.PotCounts;
        Assert.Equal(straight + 40, Done("pot-zero", 40).World.Depth.PotCounts, 6);
        Assert.Equal(0.95, Done("divider-gain", -50).World.Cell.DividerGain, 9);
        SimulatedPen pen = Done("divider-gain", -50);
        Assert.Equal(pen.World.Cell.TerminalVolts * 0.95, pen.World.Cell.SensedVolts, 9);
        Assert.Equal(-0.025, Done("current-offset", -25).World.CurrentSensorOffsetAmps, 9);
        Assert.Equal(1.06, Done("current-gain", 60).World.CurrentSensorGain, 9);
        Assert.Equal(0.12, Done("play", 0.12).World.Depth.PlayMm, 9);
        Assert.Equal(0, Done("play", -3).World.Depth.PlayMm, 9);
        Assert.Equal(60, Done("encoder-lines", 60).World.Motor.EncoderLines);
        Assert.Equal(1, Done("encoder-lines", -60).World.Motor.EncoderLines);
    }

    /// <summary>The stop goes where the servo's own pulse says, and the potentiometer shows it with its own slope.</summary>
    [Theory]
    [InlineData("servo-zero", 20, 0.9)]
    [InlineData("servo-gain", 250, 0.8)]
    [InlineData("pot-gain", 100, 1.0)]
    public void TheStopGoesWhereTheServoSaysAndThePotentiometerShowsIt(string name, double number, double stopMm)
    {
        var depth = new Pen.Simulator.Parts.DepthStop();
        SimulatedPen pen = Done(name, number);
        depth.ServoZeroErrorMicros = pen.World.Depth.ServoZeroErrorMicros;
        depth.ServoGainError = pen.World.Depth.ServoGainError;
        depth.PotGainError = pen.World.Depth.PotGainError;
        depth.SetPulse(1350);
        for (long t = 0; t < 2_000_000; t += 500)
        {
            depth.Step(0.0005, t);
        }

        Assert.InRange(depth.StopMm, stopMm - 0.015, stopMm + 0.001);
        double slope = name == "pot-gain" ? 990 : 900;
        Assert.InRange(depth.PotCounts, 600 + (slope * depth.StopMm) - 1, 600 + (slope * depth.StopMm) + 1);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(60)]
    [InlineData(128)]
    public void AnEncoderShowsTwoEdgesForEachLine(int lines)
    {
        var motor = new Pen.Simulator.Parts.Motor { EncoderLines = lines };
        for (int i = 0; i < 4000; i++)
        {
            motor.Step(0.0005, 3, 0, false);
        }

        Assert.True(motor.Strokes > 50);
        Assert.Equal((long)(motor.Strokes * lines * 2), motor.Edges);
    }
}
