using System;
using Pen.Protocol;

namespace Pen.Simulator.Invariants;

/// <summary>
/// P4, LIM-1 to LIM-4 and FLT-6 in the physics: needles beyond the rim while running alone, and never deeper than set, than the
/// cartridge's own memory says, than the area and the label allow, than the mechanics are made for.
/// </summary>
internal sealed class DepthRules(PenWorld world, InvariantMonitor watch, StandstillRules standstill)
{
    private const double RimMm = 0.1;
    private const double ToleranceMm = 0.10;

    /// <summary>A move to a shallower depth while running may take this long (FLT-7).</summary>
    private const long ShallowerMicros = 1_600_000;

    private long runningUntil = -StandstillRules.CoastMicros;
    private long deeperAllowedUntil;
    private int deeperAllowedMicrons;
    private int lastSetMicrons;
    private bool potLied;

    public double DeepestReachMm { get; private set; }

    public double WorstExcessMm { get; private set; } = double.NegativeInfinity;

    public void Step(IPenClaim claim)
    {
        // A cartridge may be pushed onto a pen that still turns in Service: it stops like a run.
        bool turns = claim.State is PenState.Running or PenState.Service;
        runningUntil = turns ? world.Micros : runningUntil;
        int set = claim.SetDepthMicrons;
        if (set < lastSetMicrons)
        {
            deeperAllowedMicrons = Math.Max(lastSetMicrons, world.Micros < deeperAllowedUntil ? deeperAllowedMicrons : 0);
            deeperAllowedUntil = world.Micros + ShallowerMicros;
        }

        lastSetMicrons = set;
        // What a slipped potentiometer put in place stays there while the needles move, be it mended meanwhile.
        potLied = world.Depth.PotOffsetMm != 0 || (potLied && world.Motor.RadiansPerSecond > 1);
        if (world.Motor.RadiansPerSecond <= 1)
        {
            return;
        }

        double stop = world.Depth.StopMm;
        if (world.Slot.Cartridge is not null && stop > RimMm && world.Micros > standstill.CoastingUntil)
        {
            watch.Check(
                world.Micros - runningUntil <= StandstillRules.CoastMicros,
                "needles out in a state other than Running"
            );
        }

        if (watch.Driven)
        {
            HoldLimits(claim, stop, set);
        }
    }

    private void HoldLimits(IPenClaim claim, double stop, int set)
    {
        DeepestReachMm = Math.Max(DeepestReachMm, stop);
        if (world.Slot.Cartridge is not { } cartridge)
        {
            return;
        }

        watch.Check(stop <= Mm(Limits.DepthMaxMicrons), "driven beyond the mechanical limit");
        // A potentiometer that has slipped lies by less than a servo moves in a tick: nobody can know.
        if (potLied)
        {
            return;
        }

        int allowed = world.Micros < deeperAllowedUntil ? Math.Max(set, deeperAllowedMicrons) : set;
        WorstExcessMm = Math.Max(WorstExcessMm, stop - (allowed / 1000.0));
        watch.Check(stop <= Mm(allowed), "needles more than 0.10 mm deeper than set");
        if (claim.State == PenState.Running)
        {
            int type = cartridge.Memory[CartridgeProfile.Type];
            int profile = Wire.GetU16(cartridge.Memory, CartridgeProfile.MaxDepthMicrons);
            int made = type == (int)CartridgeType.Nano ? Math.Min(profile, Limits.DepthNanoMicrons) : profile;
            watch.Check(stop <= Mm(made), "driven deeper than the cartridge is made for");
            int usual = Math.Min(Limits.AreaDepthMicrons(claim.Area), Limits.DepthLabelledMicrons);
            bool confirmed = claim.Reason != ConfirmReason.None && Limits.AreaConfirmable(claim.Area);
            watch.Check(confirmed || stop <= Mm(usual), "driven deeper than area and label allow without a reason");
        }
    }

    private static double Mm(int microns) => (microns / 1000.0) + ToleranceMm;
}
