using System;

namespace Pen.Simulator.Parts;

/// <summary>The skin under the pen, as far as the motor feels it.</summary>
public sealed class Skin
{
    private double target;
    private double perSecond;

    /// <summary>
    /// Mean force on each needle in the skin in N (research: 0.022 to 0.030 N measured quasi-static, up to 0.10 N assumed as the
    /// worst case for 30 to 34 G needles).
    /// </summary>
    public double NewtonsPerNeedle { get; set; } = 0.05;

    /// <summary>How much of the set depth the needles really enter: 0 lifted, 1 pressed.</summary>
    public double Contact { get; private set; }

    /// <summary>Presses the pen on within <paramref name="rampMs"/> ms.</summary>
    public void Press(int rampMs = 50) => Ramp(1, rampMs);

    /// <summary>Lifts it off within <paramref name="rampMs"/> ms.</summary>
    public void Lift(int rampMs = 50) => Ramp(0, rampMs);

    /// <summary>Work of one stroke in J: needles × force × depth.</summary>
    public double StrokeWorkJoules(int needles, double reachMm) =>
        Contact <= 0 || reachMm <= 0 ? 0 : needles * NewtonsPerNeedle * reachMm * 0.001 * Contact;

    /// <summary>One step.</summary>
    public void Step(double seconds)
    {
        if (Contact < target)
        {
            Contact = Math.Min(target, Contact + (perSecond * seconds));
        }
        else if (Contact > target)
        {
            Contact = Math.Max(target, Contact - (perSecond * seconds));
        }
    }

    private void Ramp(double to, int rampMs)
    {
        target = to;
        perSecond = 1000.0 / Math.Max(1, rampMs);
    }
}
