using System;

namespace Pen.Simulator.Parts;

/// <summary>
/// The motorised depth stop: a PWM linear servo, a drive with play, and a potentiometer on the servo's side of the play.
/// <code>
///   pulse ─► actuator a ──[ play b ]── stop s       deepening: s = a − b/2     retracting: s = a + b/2
///               └─► potentiometer, calibrated to read s when deepening
/// </code>
/// </summary>
public sealed class DepthStop
{
    /// <summary>Pulse at depth 0 in µs.</summary>
    public const double ZeroPulseMicros = 1150;

    /// <summary>Pulse for each mm in µs.</summary>
    public const double PulseMicrosPerMm = 200;

    /// <summary>Potentiometer at depth 0 in ADC counts.</summary>
    public const double ZeroCounts = 600;

    /// <summary>Potentiometer for each mm in ADC counts.</summary>
    public const double CountsPerMm = 900;

    /// <summary>
    /// Speed in mm/s: the servo's 25 mm/s without load, 23 mm/s against the carriage's spring, through a lever of 2 to 1
    /// (hardware/mechanics/kinematics.md; the servo's data sheet could not be read).
    /// </summary>
    public const double SpeedMmPerSecond = 11.5;

    /// <summary>The servo's own controller: gain in 1/s and dead band in mm.</summary>
    private const double Gain = 60;

    private const double DeadBandMm = 0.010;

    /// <summary>Ends of the range that the pulse can ask for, in mm.</summary>
    public const double ShortestMm = -0.4;

    /// <inheritdoc cref="ShortestMm" />
    public const double LongestMm = 3.4;

    private const long FrameMicros = 20000;

    private double actuatorMm;
    private double targetMm;
    private double pulseMicros;
    private long nextFrame;

    /// <summary>Creates a stop parked at 0.</summary>
    public DepthStop() => StopMm = 0;

    /// <summary>True position of the stop in mm: how far the tips can reach beyond the rim.</summary>
    public double StopMm { get; private set; }

    /// <summary>Play of the drive in mm.</summary>
    public double PlayMm { get; set; } = 0.06;

    /// <summary>Injected: the servo does not move.</summary>
    public bool Stuck { get; set; }

    /// <summary>Injected: speed times this.</summary>
    public double SpeedFactor { get; set; } = 1;

    /// <summary>Injected: something pushes the actuator, in mm/s; positive is deeper. The servo cannot hold against it.</summary>
    public double DriftMmPerSecond { get; set; }

    /// <summary>Injected: the potentiometer's wiper is open and reads the rail.</summary>
    public bool PotOpen { get; set; }

    /// <summary>Injected: the potentiometer has slipped by this many mm.</summary>
    public double PotOffsetMm { get; set; }

    /// <summary>Injected: the potentiometer sits turned by this many counts.</summary>
    public double PotZeroErrorCounts { get; set; }

    /// <summary>Injected: share by which the potentiometer's counts for each mm differ from the nominal ones.</summary>
    public double PotGainError { get; set; }

    /// <summary>Injected: the servo's horn sits so that depth 0 needs this many µs more than nominal.</summary>
    public double ServoZeroErrorMicros { get; set; }

    /// <summary>Injected: share by which the servo's pulse for each mm differs from the nominal one.</summary>
    public double ServoGainError { get; set; }

    /// <summary>What the servo gets: pulse width in µs, 0 for none.</summary>
    public void SetPulse(double micros) => pulseMicros = micros;

    /// <summary>Whether the servo gets pulses now.</summary>
    public bool IsDriven => pulseMicros > 0;

    /// <summary>Potentiometer in ADC counts, without noise.</summary>
    public double PotCounts =>
        PotOpen
            ? 4095
            : ZeroCounts + PotZeroErrorCounts + ((actuatorMm - (PlayMm / 2) + PotOffsetMm) * CountsPerMm * (1 + PotGainError));

    /// <summary>One step.</summary>
    public void Step(double seconds, long nowMicros)
    {
        if (nowMicros >= nextFrame)
        {
            nextFrame = nowMicros + FrameMicros;
            if (pulseMicros > 0)
            {
                double asked =
                    (pulseMicros - ZeroPulseMicros - ServoZeroErrorMicros) / (PulseMicrosPerMm * (1 + ServoGainError));
                targetMm = Math.Clamp(asked, ShortestMm, LongestMm) + (PlayMm / 2);
            }
        }

        double error = targetMm - actuatorMm;
        if (!Stuck && pulseMicros > 0 && DriftMmPerSecond == 0 && Math.Abs(error) > DeadBandMm)
        {
            double limit = SpeedMmPerSecond * SpeedFactor;
            actuatorMm += Math.Clamp(error * Gain, -limit, limit) * seconds;
        }

        actuatorMm += DriftMmPerSecond * seconds;
        double half = PlayMm / 2;
        StopMm = Math.Clamp(StopMm, actuatorMm - half, actuatorMm + half);
    }
}
