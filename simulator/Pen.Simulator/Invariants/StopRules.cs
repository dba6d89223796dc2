using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;

namespace Pen.Simulator.Invariants;

/// <summary>
/// P1 and CTL-4: a stop works from every source, under every load of messages. Each source is timed by itself: from the moment it
/// is there in the physics to the drive gone, and to the motor standing.
/// </summary>
internal sealed class StopRules
{
    /// <summary>The trigger and a host are seen in the next tick.</summary>
    private const long AtOnceMicros = DriveRules.PinsFollowMicros;

    /// <summary>A press counts after three samples; then the pins follow.</summary>
    private const long PressMicros = 45_000;

    /// <summary>FLT-11 and FLT-20: a contact is debounced for 20 ms first.</summary>
    private const long SettledMicros = 60_000;

    /// <summary>Noise may cost the good frames up to the second one after it; a host sends at least every half second.</summary>
    private const long ResyncMicros = 1_500_000;

    /// <summary>
    /// CTL-4 is the motor's with a cartridge on it. Without one nothing but its own friction helps the brake: by the data sheet
    /// 93 ms from 150 to 5 Hz instead of 79 ms, and no needle to hurt anybody.
    /// </summary>
    private const long EmptyMicros = 14_000;

    private readonly PenWorld world;
    private readonly InvariantMonitor watch;
    private readonly StopClock[] clocks;
    private readonly StopClock trigger;
    private readonly StopClock secondPress;
    private readonly StopClock host;
    private readonly StopClock cartridgeOut;
    private readonly StopClock cartridgeIn;
    private readonly StopClock dock;
    private long hostArrives = -1;
    private long runningSince;
    private long hungUntil;
    private bool wasRunning;

    public StopRules(PenWorld world, InvariantMonitor watch, int tickJitterMicros)
    {
        this.world = world;
        this.watch = watch;
        // CTL-4 holds for ticks in time: each of two ticks may come later by the jitter that was asked for.
        long stand = 100_000 + (2 * tickJitterMicros);
        long press = PressMicros + (3 * tickJitterMicros);
        trigger = new StopClock(watch, "the trigger was released", AtOnceMicros, stand);
        secondPress = new StopClock(watch, "the trigger was pressed again", press, stand + press);
        host = new StopClock(watch, "a host's Stop arrived", AtOnceMicros, stand);
        cartridgeOut = new StopClock(watch, "the cartridge was pulled out", SettledMicros, stand + SettledMicros);
        cartridgeIn = new StopClock(watch, "a cartridge was put in", SettledMicros, stand + SettledMicros);
        dock = new StopClock(watch, "the dock was touched", SettledMicros, stand + SettledMicros);
        clocks = [trigger, secondPress, host, cartridgeOut, cartridgeIn, dock];
    }

    public IEnumerable<StopTally> Tallies => clocks.Select(c => c.Tally);

    public void Sent() => hostArrives = Math.Max(world.Line.LastArrivalMicros, world.Micros);

    public void Forget()
    {
        foreach (StopClock clock in clocks)
        {
            clock.Forget();
        }
    }

    public void Step(IPenClaim claim)
    {
        bool running = claim.State == PenState.Running;
        bool service = claim.State == PenState.Service;
        runningSince = running && !wasRunning ? world.Micros : runningSince;
        wasRunning = running;
        bool hung = claim.IsHung || !world.Powered || world.Gate.EnableStuckHigh;
        hungUntil = hung ? world.Micros + AtOnceMicros : hungUntil;

        // A stuck enable line keeps the gate open until the watchdog cuts; at duty 0 it brakes all the same.
        bool open = world.Gate.EnableStuckHigh ? watch.Driven : world.Gate.On;
        bool braked = world.Powered && !world.Motor.WindingOpen;
        long more = world.Slot.Cartridge is null ? EmptyMicros : 0;
        foreach (StopClock clock in clocks)
        {
            clock.Step(open, world.Motor.SpeedHz, world.Micros < hungUntil, braked, more, world.Micros);
        }

        // After the clocks: a stop that has just worked has also changed the state that it is asked in.
        bool again = !claim.IsDeadMan && world.Trigger.IsPressed && world.Trigger.PressedMicros > runningSince;
        trigger.Level((claim.IsDeadMan || service) && !world.Trigger.Closed, open, world.Micros);
        secondPress.Level(running && again, open, world.Micros);
        cartridgeOut.Level(running && !world.Slot.SwitchClosed, open, world.Micros);
        cartridgeIn.Level(service && world.Slot.SwitchClosed, open, world.Micros);
        dock.Level(world.Dock.Closed, open, world.Micros);
        Hear(running || service, hung);
    }

    /// <summary>A host's Stop counts where the line was clean and the pen could hear it.</summary>
    private void Hear(bool turns, bool hung)
    {
        if (hostArrives < 0 || world.Micros < hostArrives)
        {
            return;
        }

        bool clean = hostArrives - world.Line.DirtyMicros > ResyncMicros && hostArrives - world.BootedMicros > ResyncMicros;
        if (clean && turns && !hung && world.Gate.On)
        {
            host.Ask(world.Micros);
        }

        hostArrives = -1;
    }
}
