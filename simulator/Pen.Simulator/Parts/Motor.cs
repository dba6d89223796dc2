using System;

namespace Pen.Simulator.Parts;

/// <summary>
/// Faulhaber 1717T006SR turning the eccentric: one revolution is one stroke. Current follows voltage at once (L/R is 22 µs);
/// speed is integrated implicitly, which is stable at any step. Faults change the physics, never the firmware.
/// </summary>
public sealed class Motor
{
    /// <summary>Winding resistance in Ω (data sheet).</summary>
    public const double Ohms = 4.31;

    /// <summary>
    /// What stands in line with the winding, driving and braking, in Ω: two switches of the bridge (DRV8838, 0.28 Ω) and the shunt
    /// (0.02 Ω). The switch before the bridge is no part of the brake's loop: it is in the droop of the rail (<see cref="Cell"/>).
    /// </summary>
    public const double BridgeOhms = 0.30;

    /// <summary>Torque and voltage constant in N·m/A = V·s/rad (data sheet: 3.96 mNm/A).</summary>
    public const double Constant = 0.00396;

    /// <summary>No-load current in A (data sheet), the measure of its friction.</summary>
    public const double NoLoadAmps = 0.0459;

    /// <summary>Rotor inertia in kg·m² (0.59 g·cm²; to be checked against the data sheet).</summary>
    public const double RotorInertia = 5.9e-8;

    /// <summary>
    /// Inertia of the eccentric disc in kg·m²: ½·m·r² of steel (7,850 kg/m³), 12 mm across, 4.5 mm thick. A choice of this design
    /// (docs/decisions/0006); the needle bar adds m·(stroke/2)²/2, about 2 %, and is left out.
    /// </summary>
    public const double EccentricInertia = 7850 * Math.PI * 0.006 * 0.006 * 0.0045 * 0.006 * 0.006 / 2;

    /// <summary>Inertia of all that turns, in kg·m². Settable, so that tests can try the tolerance of the parts.</summary>
    public double Inertia { get; set; } = RotorInertia + EccentricInertia;

    /// <summary>Friction of the cartridge's spring and membrane in N·m (assumed; research gives 0.1 to 0.3 mNm).</summary>
    public const double CartridgeFriction = 0.15e-3;

    /// <summary>Encoder edges for each stroke: 64 lines, both edges.</summary>
    public const int EdgesPerStroke = 128;

    /// <summary>Share of the insertion's work that pulling the needles out costs (research: retraction is light).</summary>
    private const double RetractionShare = 0.1;

    private const int ProfileSteps = 256;
    private static readonly double[] Profile = MakeProfile();

    /// <summary>Angular speed in rad/s.</summary>
    public double RadiansPerSecond { get; private set; }

    /// <summary>Strokes since power-on, with fraction: the truth that counters are held against.</summary>
    public double Strokes { get; private set; }

    /// <summary>Speed in Hz.</summary>
    public double SpeedHz => RadiansPerSecond / (2 * Math.PI);

    /// <summary>Winding current in A; negative while braking.</summary>
    public double Amps { get; private set; }

    /// <summary>Voltage on the terminals in V; 0 is a brake.</summary>
    public double Volts { get; private set; }

    /// <summary>Encoder edges since power-on, as the wire shows them.</summary>
    public long Edges { get; private set; }

    /// <summary>Injected: the rotor cannot turn.</summary>
    public bool Blocked { get; set; }

    /// <summary>Injected: friction times this (1 is healthy).</summary>
    public double FrictionFactor { get; set; } = 1;

    /// <summary>Injected: share of the winding's turns that still work (1 is healthy, 0.5 half of them shorted).</summary>
    public double WorkingTurns { get; set; } = 1;

    /// <summary>Injected: the winding is open.</summary>
    public bool WindingOpen { get; set; }

    /// <summary>Injected: lines of the encoder's disc, 1 to 1,024; 64 is the right one. Two edges each.</summary>
    public int EncoderLines { get; set; } = EdgesPerStroke / 2;

    /// <summary>Injected: the encoder's wire is broken.</summary>
    public bool TachometerBroken { get; set; }

    /// <summary>Injected: the encoder's wire picks up this many edges a second although nothing turns.</summary>
    public double TachometerChatterHz { get; set; }

    /// <summary>One step of <paramref name="seconds"/> with the terminals at <paramref name="volts"/>.</summary>
    /// <param name="seconds">Step in s.</param>
    /// <param name="volts">Terminal voltage in V; 0 shorts the terminals.</param>
    /// <param name="strokeWorkJoules">Work that a whole stroke costs in the skin, in J.</param>
    /// <param name="hasCartridge">A cartridge's spring and membrane rub.</param>
    /// <param name="bridgePowered">The bridge holds its outputs; without power they float, and the rotor coasts.</param>
    public void Step(double seconds, double volts, double strokeWorkJoules, bool hasCartridge, bool bridgePowered = true)
    {
        double constant = Constant * WorkingTurns;
        double ohms = (Ohms * WorkingTurns) + BridgeOhms;
        double drag = (NoLoadAmps * Constant * FrictionFactor) + (hasCartridge ? CartridgeFriction : 0);
        drag += strokeWorkJoules * Profile[(int)((Strokes - Math.Floor(Strokes)) * ProfileSteps) & (ProfileSteps - 1)];
        bool open = WindingOpen || !bridgePowered;
        double coupling = open ? 0 : constant / ohms;
        double before = RadiansPerSecond;
        double after =
            (before + (seconds / Inertia * ((coupling * volts) - drag))) / (1 + (seconds / Inertia * coupling * constant));
        if (Blocked || after < 0)
        {
            after = 0;
        }

        RadiansPerSecond = after;
        Volts = volts;
        Amps = open ? 0 : (volts - (constant * after)) / ohms;
        double strokesBefore = Strokes;
        Strokes += (before + after) * (0.5 / (2 * Math.PI)) * seconds;
        int edgesPerStroke = EncoderLines * 2;
        if (!TachometerBroken)
        {
            Edges += (long)(Strokes * edgesPerStroke) - (long)(strokesBefore * edgesPerStroke);
        }

        if (TachometerChatterHz > 0)
        {
            chatter += TachometerChatterHz * seconds;
            Edges += (long)chatter;
            chatter -= (long)chatter;
        }
    }

    private double chatter;

    /// <summary>
    /// Torque over the stroke for 1 J: W/π·(1 − cos 2θ) over the half turn of insertion, a tenth of it on the way out. The shape is
    /// an engineering choice: no measured curve at these rates is known; the work is what the sources support.
    /// </summary>
    private static double[] MakeProfile()
    {
        var profile = new double[ProfileSteps];
        for (int i = 0; i < ProfileSteps; i++)
        {
            double shape = (1 - Math.Cos(4 * Math.PI * i / ProfileSteps)) / Math.PI;
            profile[i] = i < ProfileSteps / 2 ? shape : shape * RetractionShare;
        }

        return profile;
    }
}
