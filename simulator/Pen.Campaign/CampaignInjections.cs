using System;
using System.Collections.Generic;
using Pen.Control.Storage;
using Pen.Simulator;
using Pen.Simulator.Scenario;

namespace Pen.Campaign;

/// <summary>What a campaign does to the physics: the simulator's own injections, and those that only make sense here.</summary>
public static class CampaignInjections
{
    private static readonly Dictionary<string, Action<SimulatedPen, double>> Own = new()
    {
        ["close-winding"] = (p, _) => p.World.Motor.WindingOpen = false,
        ["over-current"] = (p, _) => (p.World.Motor.WorkingTurns, p.World.Motor.FrictionFactor) = (0.4, 6),
        ["heal-motor"] = (p, _) => (p.World.Motor.WorkingTurns, p.World.Motor.FrictionFactor) = (1, 1),
        ["mend-pwm"] = (p, _) => p.World.PwmShortedHigh = false,
        ["pot-close"] = (p, _) => p.World.Depth.PotOpen = false,
        ["thermistors-mended"] = (p, _) =>
            (p.World.Heat.CaseThermistorOpen, p.World.Heat.BoardThermistorShorted) = (false, false),
        ["divider-mended"] = (p, _) => p.World.Cell.DividerOpen = false,
        ["silent-log"] = (p, _) => p.World.Fram.Silent = true,
        ["log-speaks"] = (p, _) => p.World.Fram.Silent = false,
        ["kick-mended"] = (p, _) => p.World.Gate.KickLineBroken = false,
        ["enable-freed"] = (p, _) => p.World.Gate.EnableStuckHigh = false,
        ["watchdog-freed"] = (p, _) => p.World.Gate.WatchdogStuck = false,
        ["start-latch-freed"] = (p, _) => p.World.Gate.StartLatchStuck = false,
        ["tacho-quiet"] = (p, _) => p.World.Motor.TachometerChatterHz = 0,
        ["stubborn-cartridge"] = (p, _) => WriteProtect(p, true),
        ["cartridge-mended"] = (p, _) => WriteProtect(p, false),
        ["settings-lost"] = (p, _) =>
        {
            p.World.Fram.Bytes[MemoryMap.Settings + 20] = 0x5A;
            p.World.Fram.Bytes[MemoryMap.Settings + MemoryMap.CopyDistance + 20] = 0xA5;
            p.Reset();
        },
        ["cut-in-write"] = (p, bytes) => p.World.Fram.CutAfterBytes = (long)bytes,
        ["power-on"] = (p, _) =>
        {
            if (!p.IsOn)
            {
                p.PowerOn();
            }
        },
    };

    /// <summary>What is in the slot takes no writes any more, or takes them again.</summary>
    private static void WriteProtect(SimulatedPen pen, bool stubborn)
    {
        if (pen.World.Slot.Cartridge is { } cartridge)
        {
            cartridge.WriteProtected = stubborn;
        }
    }

    /// <summary>Whether a name is known.</summary>
    public static bool Knows(string name) => name == "hiccup" || Own.ContainsKey(name) || InjectionTable.Find(name) is not null;

    /// <summary>Does it.</summary>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public static void Act(SimulatedPen pen, string name, double value)
    {
        if (Own.TryGetValue(name, out Action<SimulatedPen, double>? own))
        {
            own(pen, value);
        }
        else
        {
            Injection known =
                InjectionTable.Find(name) ?? throw new ArgumentException($"Nothing is named \"{name}\".", nameof(name));
            known.Act(pen, value);
        }
    }
}
