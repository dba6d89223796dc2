namespace Pen.Simulator.Parts;

/// <summary>
/// The hardware between firmware and motor, which software cannot get past (circuit: hardware/controller, sheet Gate; a test drives
/// this model and the netlist side by side):
/// <code>
///   enable pin ───────────────────────────────┐
///   kick ─► watchdog 200 ms ─► cut latch ─────┼─ AND ─► drive; otherwise both terminals are shorted: brake
///   trigger contact ─► start latch ───────────┘
/// </code>
/// The cut latch is set by a missing kick and at power-on. The watchdog lets go by itself 200 ms after it cut, kicked or not; the
/// latch is reset by an edge on the reset pin alone, while the watchdog is content and enable is low. The start latch is set by the
/// hand alone, while enable is low: a press with enable high clears it. It falls with enable, with the watchdog, and 2 s after a
/// press that led to nothing.
/// </summary>
public sealed class MotorGate
{
    /// <summary>Watchdog time-out in µs (TPS3431 with 10 kΩ on CWD: 170 to 230 ms, 200 nominal).</summary>
    public const long TimeoutMicros = 200_000;

    /// <summary>How long its output stays low after a time-out, in µs (TPS3431: 200 ms nominal).</summary>
    public const long HeldMicros = 200_000;

    /// <summary>How long a press without enable counts, in µs (100 kΩ × 22 µF to a Schmitt threshold of about 1.9 V of 3.3 V).</summary>
    public const long PressValidMicros = 2_000_000;

    /// <summary>
    /// How long the contact has to be open before the trigger counts as released, in µs (22 kΩ × 220 nF to a threshold of about
    /// 1.75 V of 3.3 V). The way in, 1 kΩ × 220 nF, is shorter than a step of the physics.
    /// </summary>
    public const long ReleaseMicros = 3_500;

    private long lastKick;
    private long timedOutAt;
    private bool timedOut;
    private bool enable;
    private bool reset;
    private bool kickLevel;
    private bool cut = true;
    private bool started;
    private long startedAt;
    private long lastClosed = -ReleaseMicros - 1;

    /// <summary>Injected: the watchdog never cuts.</summary>
    public bool WatchdogStuck { get; set; }

    /// <summary>Injected: the output transistor conducts always.</summary>
    public bool StuckOn { get; set; }

    /// <summary>Injected: the output transistor never conducts.</summary>
    public bool StuckOff { get; set; }

    /// <summary>Injected: the enable line is stuck high.</summary>
    public bool EnableStuckHigh { get; set; }

    /// <summary>Injected: the kicks do not arrive.</summary>
    public bool KickLineBroken { get; set; }

    /// <summary>Injected: the start latch reads set without a hand.</summary>
    public bool StartLatchStuck { get; set; }

    private bool EnableLine => enable || EnableStuckHigh;

    /// <summary>The watchdog allows the motor.</summary>
    public bool WatchdogOk => !cut || WatchdogStuck;

    /// <summary>The motor has drive.</summary>
    public bool On => StuckOn || (!StuckOff && EnableLine && WatchdogOk && (started || StartLatchStuck));

    /// <summary>The trigger as the latch and the firmware's pin see it: behind the filter.</summary>
    public bool Pressed { get; private set; }

    /// <summary>Power has come: everything is as the hardware wakes up.</summary>
    public void PowerOn(long now)
    {
        cut = true;
        timedOut = false;
        started = false;
        enable = false;
        reset = false;
        lastKick = now;
    }

    /// <summary>Enable pin.</summary>
    public void SetEnable(bool high)
    {
        bool before = EnableLine;
        enable = high;
        if (before && !EnableLine)
        {
            started = false;
        }
    }

    /// <summary>Kick pin; falling edges count, and none while the watchdog holds its output low.</summary>
    public void SetKick(bool high, long now)
    {
        bool falls = kickLevel && !high;
        kickLevel = high;
        if (falls && !KickLineBroken && !timedOut)
        {
            lastKick = now;
        }
    }

    /// <summary>Reset pin: its rising edge takes over the inverse of enable.</summary>
    public void SetReset(bool high)
    {
        if (high && !reset && !timedOut)
        {
            cut = EnableLine;
        }

        reset = high;
    }

    /// <summary>One step.</summary>
    public void Step(long now, bool triggerClosed)
    {
        if (!timedOut && now - lastKick > TimeoutMicros)
        {
            timedOut = true;
            timedOutAt = now;
            cut = true;
        }
        else if (timedOut && now - timedOutAt > HeldMicros)
        {
            timedOut = false;
            lastKick = now;
        }

        Press(now, triggerClosed);
        if (started && (!WatchdogOk || (!EnableLine && now - startedAt > PressValidMicros)))
        {
            started = false;
        }
    }

    private void Press(long now, bool triggerClosed)
    {
        bool before = Pressed;
        lastClosed = triggerClosed ? now : lastClosed;
        Pressed = now - lastClosed <= ReleaseMicros;
        if (Pressed && !before)
        {
            started = !EnableLine && WatchdogOk;
            startedAt = now;
        }
    }
}
