using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>
/// What KiCad's check cannot know: that the right things are joined. Each rule says what is wrong in words; none is silent about a part
/// that is gone.
/// </summary>
internal static class NetlistRules
{
    private const string Processor = "U201";
    private const double PullDownMostOhms = 100_000;

    /// <summary>Nets that must be low by themselves: with the processor in reset, unpowered or gone.</summary>
    private static readonly string[] LowByThemselves =
    [
        "MOTOR_ENABLE",
        "MOTOR_PWM",
        "GATE_RESET",
        "WATCHDOG_KICK",
        "GATE_ON",
        "DRIVE",
    ];

    /// <summary>Pins that must be on one net, and no others but passive parts and test points.</summary>
    private static readonly (string What, string[] Pins)[] Paths =
    [
        ("kick to the watchdog", ["U201.16", "U301.6"]),
        ("watchdog's output to the clearing", ["U301.7", "U303.1"]),
        ("reset line to its buffer", ["U201.3", "U202.1", "U302.2"]),
        ("buffered reset to the clearing", ["U302.4", "U303.2"]),
        ("clearing to the cut latch", ["U303.4", "U304.6"]),
        ("reset edge to the cut latch", ["U201.37", "U304.1"]),
        ("enable to inverter and gate", ["U201.12", "U305.2", "U313.6"]),
        ("inverse of enable to both latches", ["U305.4", "U304.2", "U306.2", "U309.2"]),
        ("cut latch to gate, start latch and monitor", ["U304.5", "U310.6", "U313.1"]),
        ("trigger to the press and the processor", ["U201.26", "U308.2"]),
        ("press to the start latch", ["U308.4", "U306.1"]),
        ("start latch to the gate", ["U306.5", "U307.6", "U311.1", "U313.3"]),
        ("clearing of the start latch", ["U310.4", "U306.6"]),
        ("gate's output", ["U313.4", "U314.1", "U307.1", "Q402.1"]),
        ("PWM to the last gate", ["U201.10", "U314.2"]),
        ("drive to the bridge", ["U314.4", "U401.5"]),
        ("tachometer's buffer", ["U201.13", "U403.4"]),
        ("serial out, isolated", ["U201.28", "U703.10"]),
        ("serial in, isolated", ["U201.27", "U703.14"]),
        ("flash out, isolated", ["U201.35", "U703.11"]),
        ("flash in, isolated", ["U201.34", "U703.15"]),
    ];

    /// <summary>All that is wrong with a netlist; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(Netlist netlist) =>
        [
            .. PinMapProblems(netlist),
            .. PathProblems(netlist),
            .. PullProblems(netlist),
            .. LonelyPins(netlist),
            .. PowerProblems(netlist),
            .. Isolation(netlist),
        ];

    private static IEnumerable<string> PinMapProblems(Netlist netlist)
    {
        foreach (string name in PinNets.Firmware.Keys)
        {
            if (!PinNets.Nets.TryGetValue(name, out string? net))
            {
                yield return $"PinMap.{name} has no net.";
                continue;
            }

            string pin = PinNets.ModulePin(name);
            if (!netlist.Nets.GetValueOrDefault(net, []).Any(n => n.Ref == Processor && n.Function == pin))
            {
                yield return $"PinMap.{name} is {pin}, but {net} does not reach that pin.";
            }
        }
    }

    private static IEnumerable<string> PathProblems(Netlist netlist)
    {
        foreach ((string what, string[] pins) in Paths)
        {
            string net = netlist.NetOf(pins[0]);
            string[] active =
            [
                .. netlist.Nets.GetValueOrDefault(net, []).Where(n => n.Ref[0] is 'U' or 'Q').Select(n => n.Name),
            ];
            foreach (string missing in pins.Except(active))
            {
                yield return $"{what}: {missing} is not on {net}.";
            }

            foreach (string extra in active.Except(pins))
            {
                yield return $"{what}: {extra} is on {net} too.";
            }
        }
    }

    private static IEnumerable<string> PullProblems(Netlist netlist)
    {
        foreach (string net in LowByThemselves)
        {
            if (!netlist.Between('R', net, "GND").Any(r => r.Amount <= PullDownMostOhms))
            {
                yield return $"{net} has no pull-down.";
            }
        }

        // IO12 chooses the flash's voltage at reset and IO2 has to be low or open for flashing: nothing may pull them up.
        foreach (string net in new[] { "BUZZER", "STATUS_LED" })
        {
            if (netlist.Between('R', net, "+3V3").Any())
            {
                yield return $"{net} is pulled up at reset.";
            }
        }

        foreach (
            string net in new[] { "BOOT_N", "EN", netlist.NetOf("U301.7"), "DOCK_CONTACT_N", "CARTRIDGE_SWITCH_N", "TRIGGER_N" }
        )
        {
            if (!netlist.Between('R', net, "+3V3").Any())
            {
                yield return $"{net} has no pull-up.";
            }
        }
    }

    private static IEnumerable<string> LonelyPins(Netlist netlist) =>
        netlist
            .Nets.Where(n => n.Value.Count < 2 && !n.Value.All(p => p.Type.Contains("no_connect", StringComparison.Ordinal)))
            .Select(n => $"{n.Key} has one pin: {n.Value[0].Name}.");

    private static IEnumerable<string> PowerProblems(Netlist netlist)
    {
        // The motor's supply comes through the second switch alone, and its bridge brakes when nobody asks for drive.
        string[] feeders = [.. netlist.Nets.GetValueOrDefault("VM", []).Where(n => n.Ref[0] is 'Q' or 'U').Select(n => n.Name)];
        if (!feeders.Order(StringComparer.Ordinal).SequenceEqual(["Q401.3", "U401.1"]))
        {
            yield return $"VM is on {string.Join(", ", feeders)}.";
        }

        foreach (
            (string pin, string net, string why) in new[]
            {
                ("Q401.2", "V6", "the second switch has no supply"),
                ("U401.6", "GND", "the bridge may turn the other way"),
                ("U401.7", "+3V3", "a sleeping bridge coasts"),
                ("U401.8", "+3V3", "without its logic supply the bridge does not brake"),
                ("U301.5", "+3V3", "SET1 low switches the watchdog off"),
                ("U301.3", "+3V3", "EN low switches the watchdog off"),
                ("U307.2", "+3V3", "the start would never be used up"),
                ("U202.5", "+3V3", "the supervisor watches another supply"),
            }
        )
        {
            if (netlist.NetOf(pin) != net)
            {
                yield return $"{pin} is on {netlist.NetOf(pin)}, not on {net}: {why}.";
            }
        }
    }

    /// <summary>Nothing but the isolator may touch both sides.</summary>
    private static IEnumerable<string> Isolation(Netlist netlist)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "GND_USB" };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out string? net))
        {
            foreach (
                string reference in netlist
                    .Nets.GetValueOrDefault(net, [])
                    .Select(n => n.Ref)
                    .Where(r => r != "U703")
                    .Distinct()
            )
            {
                IEnumerable<string> others = netlist.Nets.Where(n => n.Value.Any(p => p.Ref == reference)).Select(n => n.Key);
                foreach (string other in others.Where(seen.Add))
                {
                    open.Enqueue(other);
                }
            }
        }

        return seen.Contains("GND") || seen.Contains("+3V3") ? ["The USB side reaches the pen's side past the isolator."] : [];
    }
}
