using System;
using System.Collections.Generic;
using Pen.Simulator.Parts;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>
/// The eccentric with its springs, motor braked or without current. Angle 0 is the outermost dead centre. Motor, inertia and
/// friction are the simulator's; the springs come from parameters.scad.
/// </summary>
internal sealed class Eccentric(IReadOnlyDictionary<string, double> parameters, double depthMm)
{
    private const double StepSeconds = 2e-5;
    private const double LongestSeconds = 2;

    /// <summary>Friction of motor and cartridge in N·m, at rest taken as large as turning.</summary>
    public const double FrictionNm = (Motor.NoLoadAmps * Motor.Constant) + Motor.CartridgeFriction;

    private const double BrakeNmSeconds = Motor.Constant * Motor.Constant / (Motor.Ohms + Motor.BridgeOhms);
    private const double Inertia = Motor.RotorInertia + Motor.EccentricInertia;

    private readonly double radiusMm = parameters["eccentricity_mm"];

    /// <summary>How far the tips stand out of the rim in mm; negative is inside.</summary>
    public double OutMm(double radians) => depthMm - (radiusMm * (1 - Math.Cos(radians)));

    /// <summary>Force of the cartridge's return spring in N.</summary>
    public double CartridgeNewtons(double radians) =>
        parameters["return_spring_rest_n"]
        + (parameters["return_spring_n_per_mm"] * Math.Max(0, parameters["plunger_rest_mm"] + OutMm(radians)));

    /// <summary>Force of the end springs in N.</summary>
    public double EndNewtons(double radians) =>
        parameters["end_spring_n"] * Math.Max(0, 1 - (radiusMm * (1 - Math.Cos(radians)) / parameters["end_spring_reach_mm"]));

    /// <summary>Torque of the springs in N·m; it drives away from the outermost dead centre.</summary>
    public double SpringNm(double radians) =>
        (CartridgeNewtons(radians) + EndNewtons(radians)) * radiusMm / 1000 * Math.Sin(radians);

    /// <summary>What all springs store from the innermost to the outermost dead centre, in mJ.</summary>
    public double StoredMillijoules()
    {
        const int steps = 2000;
        double sum = 0;
        for (int i = 0; i < steps; i++)
        {
            sum += SpringNm((i + 0.5) * Math.PI / steps);
        }

        return sum * Math.PI / steps * 1000;
    }

    /// <summary>Angle in degrees up to which friction holds the motor at the outermost dead centre.</summary>
    public double DeadZoneDegrees()
    {
        double radians = 0;
        while (SpringNm(radians) <= FrictionNm)
        {
            radians += 1e-4;
        }

        return radians * 180 / Math.PI;
    }

    /// <summary>Brakes the motor from a speed by its shorted winding.</summary>
    /// <returns>Where it rests, in radians, and after how many seconds.</returns>
    public (double Radians, double Seconds) Stop(double radians, double hz)
    {
        double speed = 2 * Math.PI * hz;
        for (double seconds = 0; seconds < LongestSeconds; seconds += StepSeconds)
        {
            double spring = SpringNm(radians);
            if (speed == 0 && Math.Abs(spring) <= FrictionNm)
            {
                return (radians, seconds);
            }

            double against = speed == 0 ? Math.Sign(spring) : Math.Sign(speed);
            double next =
                (speed + (StepSeconds / Inertia * (spring - (against * FrictionNm))))
                / (1 + (StepSeconds / Inertia * BrakeNmSeconds));
            speed = next * speed < 0 ? 0 : next;
            radians += speed * StepSeconds;
        }

        throw new InvalidOperationException("The motor does not come to rest.");
    }
}
