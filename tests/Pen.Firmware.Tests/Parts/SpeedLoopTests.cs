using System;
using Pen.Control.Motion;

namespace Pen.Firmware.Tests.Parts;

/// <summary>
/// The speed loop held against its own formula, worked out here in double from the data sheet's figures: 4.31 + 0.30 Ω, 3.96 mV·s/rad,
/// 1.31e-7 kg·m², a rail of 6 V, at most 0.95 A and 96 % duty.
/// </summary>
public class SpeedLoopTests
{
    private const double Ohms = 4.61;
    private const double Constant = 0.00396;
    private const double Inertia = 1.31e-7;
    private const double Proportional = Ohms * Inertia / Constant / 0.016;
    private const double Integral = Proportional / 0.035;
    private const double TwoPi = 2 * Math.PI;

    private readonly SpeedLoop loop = new();

    private void Steps(int count, int setHz, float measuredHz, int milliamps = 0, int micros = 10_000)
    {
        for (int i = 0; i < count; i++)
        {
            loop.Step(setHz, measuredHz, milliamps, micros);
        }
    }

    /// <summary>A motor that follows the ramp exactly: there is never an error, so the integral stays empty.</summary>
    private void FollowTo(int setHz, int milliamps, int ticks)
    {
        float before = 0;
        for (int i = 0; i < ticks; i++)
        {
            float now = loop.RampHz;
            loop.Step(setHz, (now + before) / 2, milliamps, 10_000);
            before = now;
        }
    }

    private void Volts(double volts, double toleranceVolts = 0.006) =>
        Assert.InRange(loop.Duty * 6.0 / 10_000, volts - toleranceVolts, volts + toleranceVolts);

    [Fact]
    public void TheFirstTickGivesTheVoltageOfTheRampAndOfItsAcceleration()
    {
        loop.Step(120, 0, 0, 10_000);
        double radians = 8 * TwoPi;
        Volts((Constant * radians) + (Ohms / Constant * Inertia * radians / 0.010));
        Assert.Equal(8f, loop.RampHz, 0.001f);
        Assert.False(loop.AtSet);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void ATickThatSpansNoTimeChangesNothing(int micros)
    {
        loop.Step(120, 0, 0, 10_000);
        int duty = loop.Duty;
        loop.Step(120, 50, 500, micros);
        Assert.Equal(duty, loop.Duty);
        Assert.Equal(8f, loop.RampHz, 0.001f);
    }

    [Theory]
    [InlineData(120, 14, false)]
    [InlineData(120, 15, true)]
    [InlineData(50, 6, false)]
    [InlineData(50, 7, true)]
    public void TheRampClimbs800HzASecond(int setHz, int ticks, bool atSet)
    {
        FollowTo(setHz, 0, ticks);
        Assert.Equal(atSet, loop.AtSet);
        Assert.Equal(atSet ? setHz : ticks * 8, loop.RampHz, 0.01f);
    }

    [Fact]
    public void TheRampComesDownAsFast()
    {
        FollowTo(150, 0, 30);
        loop.Step(100, 150, 0, 10_000);
        Assert.Equal(142f, loop.RampHz, 0.01f);
        Assert.False(loop.AtSet);
        FollowTo(100, 0, 6);
        Assert.Equal(100f, loop.RampHz, 0.01f);
        Assert.True(loop.AtSet);
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(100, 100)]
    [InlineData(100, 300)]
    [InlineData(150, 50)]
    public void AtSpeedItGivesTheMotorsVoltageAndSevenTenthsOfTheLoads(int setHz, int milliamps)
    {
        FollowTo(setHz, milliamps, 60);
        Volts((Constant * setHz * TwoPi) + (0.7 * Ohms * milliamps / 1000));
    }

    [Fact]
    public void ALoadThatPushesIsNoLoad()
    {
        FollowTo(100, 0, 40);
        double at = Constant * 100 * TwoPi;
        Volts(at);
        // Speeding up without current: something turns the motor.
        loop.Step(100, 103, 0, 10_000);
        Volts(at - (Proportional * 3 * TwoPi));
    }

    [Fact]
    public void ASlowerMotorGetsMoreAtOnceAndMoreWithTime()
    {
        FollowTo(100, 0, 40);
        double at = Constant * 100 * TwoPi;
        double error = 2 * TwoPi;
        // The step in speed reads as a load for this tick.
        double torque = Inertia * error / 0.010;
        double seen = torque * 0.010 / (0.010 + 0.005);
        loop.Step(100, 98, 0, 10_000);
        Volts(at + (Proportional * error) + (0.7 * Ohms / Constant * seen));
        seen -= seen * 0.010 / 0.015;
        loop.Step(100, 98, 0, 10_000);
        Volts(at + (Proportional * error) + (0.7 * Ohms / Constant * seen) + (Integral * error * 0.010));
    }

    [Theory]
    [InlineData(95, 1.5)]
    [InlineData(105, -1.5)]
    public void TheIntegralEndsAtOneAndAHalfVolts(float measuredHz, double integral)
    {
        FollowTo(100, 0, 40);
        Steps(400, 100, measuredHz);
        double error = (100 - measuredHz) * TwoPi;
        Volts((Constant * 100 * TwoPi) + (Proportional * error) + integral);
        // It comes back from there without delay.
        loop.Step(100, 100, 0, 10_000);
        Steps(1, 100, 200 - measuredHz);
        double after = loop.Duty * 6.0 / 10_000;
        Assert.True(integral > 0 ? after < 4.3 : after > 0.6);
    }

    [Fact]
    public void ABlockedMotorGetsTheCurrentThatIsAllowedAndTheIntegralWaits()
    {
        Steps(3, 120, 0);
        Assert.True(loop.Duty * 6.0 / 10_000 < 0.94 * Ohms);
        Steps(1, 120, 0);
        Volts(0.95 * Ohms);
        Steps(100, 120, 0);
        Volts(0.95 * Ohms);
        // Freed, it is driven by what was summed up before it was seen to be held (0.27 V), and by nothing of the second after.
        loop.Step(120, 120, 0, 10_000);
        Steps(20, 120, 120);
        Volts((Constant * 120 * TwoPi) + 0.27, 0.03);
    }

    [Fact]
    public void TooFastIsNoDrive()
    {
        FollowTo(50, 0, 40);
        Steps(1, 50, 120);
        Assert.Equal(0, loop.Duty);
        Steps(50, 50, 120);
        Assert.Equal(0, loop.Duty);
        loop.Step(50, 50, 0, 10_000);
        Steps(20, 50, 50);
        Volts(Constant * 50 * TwoPi, 0.05);
    }

    [Fact]
    public void TheDutyEndsAt96Percent()
    {
        FollowTo(150, 0, 40);
        Steps(400, 150, 130);
        Volts(0.96 * 6);
    }

    [Fact]
    public void ResetForgetsEverything()
    {
        FollowTo(100, 400, 40);
        Steps(100, 100, 95);
        loop.Reset();
        Assert.Equal((0, false, 0f), (loop.Duty, loop.AtSet, loop.RampHz));
        loop.Step(120, 0, 0, 10_000);
        double radians = 8 * TwoPi;
        Volts((Constant * radians) + (Ohms / Constant * Inertia * radians / 0.010));
    }

    [Fact]
    public void AsRestItAsksForNothing()
    {
        Steps(5, 0, 0);
        Assert.Equal(0, loop.Duty);
        Assert.True(loop.AtSet);
    }

    [Fact]
    public void LateTicksRampAndSumByTheirOwnLength()
    {
        loop.Step(120, 0, 0, 20_000);
        Assert.Equal(16f, loop.RampHz, 0.001f);
        double radians = 16 * TwoPi;
        Volts((Constant * radians) + (Ohms / Constant * Inertia * radians / 0.020));
    }
}
