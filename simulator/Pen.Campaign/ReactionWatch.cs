using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Invariants;

namespace Pen.Campaign;

/// <summary>
/// Times, in the physics, how long the only thing that breaks in a treatment takes to take the drive away. It starts where the
/// motor is driven at that moment, and counts where the pen then stops for that fault and for nothing else.
/// </summary>
internal sealed class ReactionWatch
{
    /// <summary>FLT-2's ampere and what the converter's noise may take from it.</summary>
    private const double OverCurrentAmps = 1.05;

    private const double SmoothMicros = 50_000;

    /// <summary>FLT-4: 15 % below set.</summary>
    private const double UnderSpeedShare = 0.85;

    private readonly SimulatedPen pen;
    private readonly Misfortune? only;
    private readonly List<string> problems = [];
    private long brokenMicros = -1;
    private long cutMicros = -1;
    private double smoothHz;

    public ReactionWatch(TreatmentPlan plan, SimulatedPen pen)
    {
        this.pen = pen;
        PlanStep[] faults = [.. plan.Steps.Where(s => s.IsFault)];
        only = faults.Length == 1 ? Misfortunes.All.First(m => Matches(m, faults[0])) : null;
    }

    /// <summary>The reaction, where there was one to measure.</summary>
    public Reaction? Measured { get; private set; }

    /// <summary>A reaction that came too late, or not at all.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Something breaks now.</summary>
    public void Broken(PlanStep step)
    {
        bool running = ((IPenClaim)pen).State == PenState.Running && pen.World.Gate.On;
        if (only is { ReactionMs: > 0 } && running && brokenMicros < 0)
        {
            brokenMicros = pen.World.Micros;
            smoothHz = pen.World.Motor.SpeedHz;
            pen.World.AfterStep = AfterStep;
        }
    }

    private void AfterStep()
    {
        if (cutMicros >= 0)
        {
            return;
        }

        if (!pen.World.Gate.On)
        {
            cutMicros = pen.World.Micros;
        }
        else if (only!.Fault == FaultId.UnderSpeed)
        {
            // More friction slows the motor only where it needs all it has: the rule is reached when the mean speed falls.
            smoothHz += (pen.World.Motor.SpeedHz - smoothHz) * pen.World.StepMicros / SmoothMicros;
            int setHz = pen.Firmware!.Parts.Preparation.SpeedHz;
            brokenMicros = smoothHz > setHz * UnderSpeedShare ? pen.World.Micros : brokenMicros;
        }
        else if (only.Fault == FaultId.DepthMismatch)
        {
            // FLT-6 is about a stop that stands. One that is on its way belongs to FLT-7, and is watched by the rules on depth all the while.
            brokenMicros = ((IPenClaim)pen).DepthVerified ? brokenMicros : pen.World.Micros;
        }
        else if (only.Fault == FaultId.OverCurrent)
        {
            // A short draws what the loop's own limit lets it draw: the rule is reached when the current is over an ampere, clear of noise.
            brokenMicros = pen.World.FilteredAmps <= OverCurrentAmps ? pen.World.Micros : brokenMicros;
        }
    }

    /// <summary>After every tick.</summary>
    public void Tick(uint latched)
    {
        if (brokenMicros < 0 || Measured is not null)
        {
            return;
        }

        uint wanted = only!.Fault == FaultId.None ? 0 : 1u << (int)only.Fault;
        bool firmwareGone = pen.Frozen || pen.FirmwareFailure.Length > 0;
        if (cutMicros >= 0 && ((latched & wanted) != 0 || firmwareGone))
        {
            double ms = (cutMicros - brokenMicros) / 1000.0;
            Measured = new Reaction(only.Name, (int)only.Fault, ms, only.ReactionMs);
            pen.World.AfterStep = null;
            if (ms > only.ReactionMs)
            {
                problems.Add(
                    FormattableString.Invariant($"{only.Name}: without drive after {ms:0} ms for {only.ReactionMs:0} ms")
                );
            }
        }
        else if (cutMicros >= 0 && pen.World.Micros - cutMicros > 1_000_000)
        {
            // The run ended for another reason, a released trigger for example: nothing was measured.
            brokenMicros = -1;
            pen.World.AfterStep = null;
        }
    }

    private static bool Matches(Misfortune misfortune, PlanStep step) =>
        misfortune.Name == step.Name && step.Value >= misfortune.Low && step.Value <= misfortune.High;
}
