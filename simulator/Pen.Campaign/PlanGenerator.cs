using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Simulator.Parts;

namespace Pen.Campaign;

/// <summary>
/// Makes a treatment of a seed: a hand that presses, glides, lifts and sometimes does the wrong thing, a host that prepares, arms,
/// stops and sometimes floods, and up to three things that break.
/// </summary>
public sealed class PlanGenerator
{
    private static readonly CartridgeType[] Cartridges =
    [
        CartridgeType.Needles12,
        CartridgeType.Needles24,
        CartridgeType.Needles36,
        CartridgeType.Needles42,
        CartridgeType.Nano,
    ];

    private readonly Noise noise;
    private readonly List<PlanStep> steps = [];
    private int clock;

    private PlanGenerator(ulong seed) => noise = new Noise(seed ^ 0xC0FFEE);

    /// <summary>The plan of a seed.</summary>
    public static TreatmentPlan Make(ulong seed)
    {
        var generator = new PlanGenerator(seed);
        double cell = generator.Chance(0.9) ? generator.Between(3.65, 4.2) : generator.Between(3.3, 3.65);
        int jitter = generator.Chance(0.6) ? 0 : (int)generator.Between(0, 12_000);
        CartridgeType cartridge = Cartridges[generator.Whole(0, Cartridges.Length - 1)];
        generator.Treat(cartridge);
        generator.Break();
        PlanStep[] ordered = [.. generator.steps.Where(s => s.Ms < TreatmentPlan.DurationMs).OrderBy(s => s.Ms)];
        return new TreatmentPlan(seed, cell, jitter, cartridge, ordered);
    }

    private void Treat(CartridgeType cartridge)
    {
        clock = 1500;
        Do("force", Between(0.02, 0.10));
        if (Chance(0.25))
        {
            Do(HostAction.TriggerMode, Whole(0, 1));
        }

        while (clock < TreatmentPlan.DurationMs - 4000)
        {
            if (Chance(0.07))
            {
                Aside();
            }
            else if (Chance(0.1))
            {
                Wrong();
            }
            else
            {
                Pass(cartridge);
            }
        }
    }

    /// <summary>Prepare, arm, press, glide, stop somehow.</summary>
    private void Pass(CartridgeType cartridge)
    {
        (int depth, int speed) = Wanted(cartridge);
        int area = Whole(0, 15);
        int reason = Chance(0.7) ? Whole(1, 5) : 0;
        Do(HostAction.Prepare, HostAction.Pack(depth, speed, area, reason));
        Wait(40, 300);
        Do(HostAction.Arm, 0);
        Wait(Chance(0.1) ? 20 : 450, 900);
        for (int run = Whole(1, 3); run > 0; run--)
        {
            Do("press", 0);
            for (int glide = Whole(0, 4); glide > 0; glide--)
            {
                Wait(100, 1500);
                Do(Chance(0.5) ? "skin" : "lift", Between(20, 200));
            }

            if (Chance(0.15))
            {
                Wait(100, 800);
                Do(HostAction.Prepare, HostAction.Pack(depth / 100 * 50, System.Math.Max(50, speed - Whole(0, 30)), area, 0));
            }

            Wait(100, 2500);
            End();
            Wait(60, 800);
        }

        if (Chance(0.8))
        {
            Do(HostAction.Disarm, 0);
        }

        Wait(100, 900);
    }

    private void End()
    {
        if (Chance(0.1))
        {
            Do(HostAction.Flood, Whole(5, 40));
        }

        if (Chance(0.3))
        {
            Do(HostAction.Stop, 0);
            Wait(20, 200);
        }
        else if (Chance(0.1))
        {
            Do(HostAction.Disarm, 0);
            Wait(20, 200);
        }

        Do("release", 0);
    }

    private (int Depth, int Speed) Wanted(CartridgeType cartridge)
    {
        if (Chance(0.1))
        {
            return (Whole(0, 4000), Whole(0, 220));
        }

        int deepest = cartridge == CartridgeType.Nano ? 5 : 50;
        int depth = Whole(0, deepest) * 50;
        return (depth, Whole(Limits.SpeedMinHz, Limits.SpeedCeilingHz(depth)));
    }

    /// <summary>What does not belong to a treatment, or not here.</summary>
    private void Wrong()
    {
        string[] wrong = ["press", "release", HostAction.Arm, HostAction.Acknowledge, HostAction.Flood, HostAction.Garbage];
        string name = wrong[Whole(0, wrong.Length - 1)];
        Do(name, name is HostAction.Flood or HostAction.Garbage ? Whole(1, 300) : 0);
        Wait(50, 1500);
        if (name == "press")
        {
            Do("release", 0);
        }
    }

    /// <summary>Session, sleep, service, another cartridge.</summary>
    private void Aside()
    {
        switch (Whole(0, 3))
        {
            case 0:
                Do(HostAction.Session, 0);
                Exchange();
                break;
            case 1:
                Do(HostAction.Sleep, 0);
                Wait(100, 3000);
                break;
            case 2:
                Service();
                break;
            default:
                Exchange();
                break;
        }

        Wait(500, 1500);
    }

    private void Exchange()
    {
        Do("remove", 0);
        Wait(200, 800);
        int[] needles = [0, 12, 24, 36, 42];
        Do(Chance(0.15) ? "insert-forged" : "insert", needles[Whole(0, needles.Length - 1)]);
        Wait(300, 600);
    }

    private void Service()
    {
        Do("remove", 0);
        Wait(300, 600);
        Do(HostAction.Service, Whole(50, 150));
        Wait(100, 300);
        Do("press", 0);
        Wait(300, 2000);
        if (Chance(0.5))
        {
            Do("release", 0);
            Wait(100, 500);
        }

        Do(Chance(0.7) ? HostAction.LeaveService : HostAction.Stop, 0);
        Wait(50, 300);
        Do("release", 0);
        Do("insert", 36);
        Wait(300, 600);
    }

    private void Break()
    {
        int count = Whole(0, 5) switch
        {
            0 => 0,
            < 4 => 1,
            4 => 2,
            _ => 3,
        };
        for (int i = 0; i < count; i++)
        {
            Misfortune what = Misfortunes.All[Whole(0, Misfortunes.All.Count - 1)];
            int at = Whole(3000, TreatmentPlan.DurationMs - 9000);
            int until = at + Whole(300, 5000);
            steps.Add(new PlanStep(at, what.Name, Between(what.Low, what.High), true));
            if (what.Mend.Length > 0)
            {
                steps.Add(new PlanStep(until, what.Mend, what.MendValue, false));
            }

            steps.Add(new PlanStep(until + 100, "power-on", 0, false));
            // The hand lets go at last, and somebody acknowledges: by the host, or by holding the trigger.
            steps.Add(new PlanStep(until + 400, "release", 0, false));
            if (Chance(0.25))
            {
                steps.Add(new PlanStep(until + 800, "press", 0, false));
                steps.Add(new PlanStep(until + 4100, "release", 0, false));
            }
            else
            {
                steps.Add(new PlanStep(until + 700, HostAction.Acknowledge, 0, false));
            }
        }
    }

    private void Do(string name, double value) => steps.Add(new PlanStep(clock, name, value, false));

    private void Wait(int lowMs, int highMs) => clock += Whole(lowMs, highMs);

    private bool Chance(double share) => noise.Uniform() < share;

    private int Whole(int low, int high) => low + (int)(noise.Uniform() * (high - low + 1));

    private double Between(double low, double high) => low + (noise.Uniform() * (high - low));
}
