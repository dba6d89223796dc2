using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Simulator.Parts;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>
/// The gate as the netlist wires it: logic parts by their truth tables (data sheets of the 74LVC family), the watchdog chip, and the
/// two RC filters as times. It knows no intent: what it does follows from the joined pins alone.
/// </summary>
internal sealed class WiredGate
{
    private const int MostRounds = 64;

    private readonly Netlist netlist;
    private readonly Part[] logic;
    private readonly Dictionary<string, bool> level = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> lastClock = new(StringComparer.Ordinal);
    private long lastKick;
    private long heldSince = -1;
    private long lastClosed = -MotorGate.ReleaseMicros - 1;
    private long windowSince = -1;

    /// <summary>Creates the gate with power just come: ESP32 in reset, all its pins floating onto their pull-downs.</summary>
    public WiredGate(Netlist netlist)
    {
        this.netlist = netlist;
        logic = [.. netlist.Parts.Values.Where(p => p.Value.StartsWith("74LVC", StringComparison.Ordinal))];
        level["+3V3"] = true;
        level["GND"] = false;
        level[WatchdogOut] = true;
        level[TriggerIn] = true;
        level[WindowIn] = false;
        Settle();
        level["EN"] = true;
        Settle();
    }

    /// <summary>The motor may have drive.</summary>
    public bool On => Level("GATE_ON");

    /// <summary>The bridge is driven now.</summary>
    public bool Drive => Level("DRIVE");

    /// <summary>The cut latch allows.</summary>
    public bool WatchdogOk => Level("WD_OK");

    private string WatchdogOut => netlist.NetOf("U301.7");

    private string TriggerIn => netlist.NetOf("U308.2");

    private string WindowIn => netlist.NetOf("U312.2");

    /// <summary>Sets a net that the processor drives.</summary>
    public void Set(string net, bool high, long now)
    {
        bool falls = Level(net) && !high;
        level[net] = high;
        if (falls && net == netlist.NetOf("U301.6") && heldSince < 0)
        {
            lastKick = now;
        }

        Settle();
    }

    /// <summary>The level of a net.</summary>
    public bool Level(string net) => level.GetValueOrDefault(net);

    /// <summary>Time goes on.</summary>
    public void Step(long now, bool triggerClosed)
    {
        if (heldSince < 0 && now - lastKick > MotorGate.TimeoutMicros)
        {
            heldSince = now;
        }
        else if (heldSince >= 0 && now - heldSince > MotorGate.HeldMicros)
        {
            heldSince = -1;
            lastKick = now;
        }

        level[WatchdogOut] = heldSince < 0;
        lastClosed = triggerClosed ? now : lastClosed;
        level[TriggerIn] = now - lastClosed > MotorGate.ReleaseMicros;
        Settle();

        // The capacitor charges through R308 while U311 is high; its diode empties it at once.
        bool charging = Level(netlist.NetOf("U311.4"));
        windowSince =
            !charging ? -1
            : windowSince < 0 ? now
            : windowSince;
        level[WindowIn] = charging && now - windowSince > MotorGate.PressValidMicros;
        Settle();
    }

    /// <summary>Lets the levels run through until nothing changes.</summary>
    private void Settle()
    {
        for (int round = 0; round < MostRounds; round++)
        {
            bool changed = false;
            foreach (Part part in logic)
            {
                changed |= part.Value == "74LVC2G74" ? FlipFlop(part.Ref) : Gate(part);
            }

            if (!changed)
            {
                return;
            }
        }

        throw new InvalidOperationException("The gate's logic oscillates.");
    }

    private bool In(string reference, int pin) => Level(netlist.NetOf($"{reference}.{pin}"));

    private bool Gate(Part part)
    {
        string r = part.Ref;
        bool output = part.Value switch
        {
            "74LVC1G04" or "74LVC1G14" => !In(r, 2),
            "74LVC1G17" => In(r, 2),
            "74LVC1G08" => In(r, 1) && In(r, 2),
            "74LVC1G00" => !(In(r, 1) && In(r, 2)),
            "74LVC1G11" => In(r, 1) && In(r, 3) && In(r, 6),
            _ => throw new InvalidOperationException($"{r} is a {part.Value}, whose truth table is not known here."),
        };
        return Out(r, 4, output);
    }

    private bool FlipFlop(string r)
    {
        bool clock = In(r, 1);
        bool edge = clock && !lastClock.GetValueOrDefault(r);
        lastClock[r] = clock;
        bool before = stored.GetValueOrDefault(r);
        bool after =
            !In(r, 6) ? false
            : !In(r, 7) ? true
            : edge ? In(r, 2)
            : before;
        stored[r] = after;
        bool changed = Out(r, 5, after);
        return Out(r, 3, !after) || changed;
    }

    private bool Out(string reference, int pin, bool value)
    {
        string net = netlist.NetOf($"{reference}.{pin}");
        bool changed = net.Length > 0 && Level(net) != value;
        level[net] = value;
        return changed;
    }
}
