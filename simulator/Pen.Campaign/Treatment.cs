using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Invariants;
using Pen.Simulator.Parts;

namespace Pen.Campaign;

/// <summary>Plays one plan on one pen and judges it by the physics.</summary>
public sealed class Treatment
{
    private const ulong HashPrime = 0x100000001B3;

    private readonly TreatmentPlan plan;
    private readonly SimulatedPen pen;
    private readonly CampaignHost host = new();
    private readonly ReactionWatch reaction;
    private readonly LogJudge log;
    private readonly int[] transitions = new int[64];
    private readonly List<string> problems = [];
    private PenState lastState;
    private uint faults;
    private ulong hash = 0xCBF29CE484222325;
    private long thawAtMicros = -1;

    private Treatment(TreatmentPlan plan)
    {
        this.plan = plan;
        pen = new SimulatedPen(plan.Options);
        reaction = new ReactionWatch(plan, pen);
        log = new LogJudge(plan, pen);
    }

    /// <summary>Plays a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="sabotage">Done to the pen in every tick: for tests that plant a defect.</param>
    /// <param name="trace">Called with every step of the plan that is done, and with null after every tick.</param>
    public static TreatmentResult Run(
        TreatmentPlan plan,
        Action<SimulatedPen>? sabotage = null,
        Action<SimulatedPen, PlanStep?>? trace = null
    ) => new Treatment(plan).Play(sabotage, trace);

    private TreatmentResult Play(Action<SimulatedPen>? sabotage, Action<SimulatedPen, PlanStep?>? trace)
    {
        int next = 0;
        bool inserted = false;
        bool greeted = false;
        while (pen.NowMicros < TreatmentPlan.DurationMs * 1000L)
        {
            int ms = (int)(pen.NowMicros / 1000);
            if (!inserted && ms >= 200)
            {
                inserted = true;
                pen.Insert(CartridgeImage.Make(plan.Cartridge, serial: pen.World.Noise.Bits()));
            }
            else if (!greeted && ms >= 400)
            {
                greeted = true;
                host.Greet(pen);
            }

            while (next < plan.Steps.Count && plan.Steps[next].Ms <= ms)
            {
                PlanStep step = plan.Steps[next++];
                Do(step);
                trace?.Invoke(pen, step);
            }

            sabotage?.Invoke(pen);
            host.Tick(pen);
            pen.RunTick();
            Observe();
            trace?.Invoke(pen, null);
        }

        return Judge();
    }

    private void Do(PlanStep step)
    {
        if (HostAction.Is(step.Name))
        {
            host.Act(pen, step.Name, step.Value);
        }
        else if (step.Name == "hiccup")
        {
            pen.Frozen = true;
            thawAtMicros = pen.NowMicros + (long)(step.Value * 1000);
        }
        else
        {
            CampaignInjections.Act(pen, step.Name, step.Value);
        }

        if (step.IsFault)
        {
            reaction.Broken(step);
        }
    }

    private void Observe()
    {
        if (thawAtMicros >= 0 && pen.NowMicros >= thawAtMicros)
        {
            pen.Frozen = false;
            thawAtMicros = -1;
        }

        IPenClaim claim = pen;
        PenState state = claim.State;
        if (state != lastState)
        {
            transitions[((int)lastState * 8) + (int)state]++;
            lastState = state;
        }

        uint latched = claim.LatchedFaults;
        faults |= latched;
        reaction.Tick(latched);
        log.Tick();
        Mix((ulong)state | ((ulong)latched << 8) | (pen.World.Gate.On ? 1UL << 40 : 0));
        Mix((ulong)BitConverter.DoubleToInt64Bits(pen.World.Motor.Strokes));
        Mix((ulong)BitConverter.DoubleToInt64Bits(pen.World.Depth.StopMm));
    }

    private TreatmentResult Judge()
    {
        problems.AddRange(pen.World.Watch.Violations);
        problems.AddRange(reaction.Problems);
        problems.AddRange(log.Judge());
        bool crashed = plan.Steps.Any(s => s.Name == "crash-tick");
        if (!crashed && pen.FirmwareFailure.Length > 0)
        {
            problems.Add($"the firmware ended: {pen.FirmwareFailure}");
        }

        double excess = pen.World.Watch.WorstExcessMm;
        return new TreatmentResult
        {
            Seed = plan.Seed,
            Violations = problems,
            Transitions = transitions,
            Faults = faults,
            Reaction = reaction.Measured,
            Stops = [.. pen.World.Watch.Stops],
            WorstExcessMicrons = double.IsFinite(excess) ? (int)Math.Ceiling(excess * 1000) : int.MinValue,
            Causes = [.. plan.Steps.Where(s => s.IsFault).Select(s => s.Name)],
            Hash = hash,
            Strokes = pen.World.Motor.Strokes,
        };
    }

    private void Mix(ulong value) => hash = (hash ^ value) * HashPrime;
}
