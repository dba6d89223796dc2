using System;
using Pen.Simulator.Parts;

namespace Pen.Simulator.Tests.Parts;

/// <summary>The motor against its data sheet (1717T006SR: 14,100 rpm and 45.9 mA unloaded at 6 V).</summary>
public class MotorTests
{
    private const double StepSeconds = 0.0005;

    private static Motor Run(double volts, double seconds, double workJoules = 0, bool cartridge = false)
    {
        var motor = new Motor();
        for (int i = 0; i < seconds / StepSeconds; i++)
        {
            motor.Step(StepSeconds, volts, workJoules, cartridge);
        }

        return motor;
    }

    [Fact]
    public void UnloadedItTurnsAsTheDataSheetSays()
    {
        // The sheet's 6 V are on the terminals; here the bridge takes its share of them.
        Motor motor = Run(6 + (Motor.NoLoadAmps * Motor.BridgeOhms), 1);
        Assert.InRange(motor.SpeedHz * 60, 14_100 * 0.97, 14_100 * 1.03);
        Assert.InRange(motor.Amps, 0.0459 * 0.98, 0.0459 * 1.02);
    }

    [Fact]
    public void BlockedItDrawsTheStallCurrent()
    {
        var motor = new Motor { Blocked = true };
        motor.Step(StepSeconds, 6, 0, false);
        Assert.Equal(6 / (Motor.Ohms + Motor.BridgeOhms), motor.Amps, 3);
        Assert.Equal(0, motor.Strokes);
    }

    [Theory]
    [InlineData(16, 0.05, 1.5, 94)]
    [InlineData(36, 0.10, 1.5, 263)]
    public void ALoadDrawsWhatItsWorkCosts(int needles, double newtons, double depthMm, double milliamps)
    {
        // Mean current of the published table, which knows neither the bridge nor the way out of the skin (a tenth).
        double work = needles * newtons * depthMm * 0.001;
        var motor = new Motor();
        double sum = 0;
        for (int i = 0; i < 6000; i++)
        {
            motor.Step(StepSeconds, 6, work, false);
            sum += i >= 2000 ? motor.Amps * 1000 / 4000 : 0;
        }

        Assert.InRange(sum, milliamps * 0.95, milliamps * 1.15);
    }

    [Fact]
    public void ShortedItBrakesWithItsMechanicalTimeConstant()
    {
        Motor motor = Run(6, 1);
        double start = motor.SpeedHz;
        double tau = (Motor.Ohms + Motor.BridgeOhms) * motor.Inertia / (Motor.Constant * Motor.Constant);
        for (double t = 0; t < tau; t += StepSeconds)
        {
            motor.Step(StepSeconds, 0, 0, false);
        }

        // Friction brakes too, so a little less than 1/e is left.
        Assert.InRange(motor.SpeedHz / start, 0.25, 1 / Math.E);
    }

    [Fact]
    public void TheEncoderGives128EdgesAStroke()
    {
        Motor motor = Run(4, 1);
        Assert.InRange(motor.Edges, (motor.Strokes * 128) - 1, motor.Strokes * 128);
    }
}
