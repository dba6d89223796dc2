namespace Pen.Simulator.Parts;

/// <summary>
/// The hardware between firmware and motor, which software cannot get past:
/// <code>
///   enable pin ───────────────────────────────┐
///   kick ─► watchdog 200 ms ─► cut latch ─────┼─ AND ─► drive; otherwise both terminals are shorted: brake
///   trigger contact ─► start latch ───────────┘
/// </code>
/// The cut latch is set by a missing kick and at power-on; it is reset by an edge on the reset pin, and only while kicks come
/// and enable is low. The start latch is set by the hand alone, while enable is low; it falls with enable, with the watchdog,
/// and 2 s after a press that led to nothing.
/// </summary>
public sealed class MotorGate
{
    /// <summary>Watchdog time-out in µs (TPS3431 class: 200 ms nominal).</summary>
    public const long TimeoutMicros = 200_000;

    private const long PressValidMicros = 2_000_000;
    private const long KickWindowMicros = 100_000;
    private const int KicksNeeded = 3;

    private long lastKick;
    private long firstOfRecentKicks;
    private int recentKicks;
    private bool enable;
    private bool reset;
    private bool trigger;
    private bool kickLevel;
    private bool cut = true;
    private bool started;
    private long startedAt;

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

    /// <summary>Power has come: everything is as the hardware wakes up.</summary>
    public void PowerOn(long now)
    {
        cut = true;
        started = false;
        enable = false;
        reset = false;
        recentKicks = 0;
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

    /// <summary>Kick pin; every edge counts.</summary>
    public void SetKick(bool high, long now)
    {
        if (high == kickLevel)
        {
            return;
        }

        kickLevel = high;
        if (KickLineBroken)
        {
            return;
        }

        lastKick = now;
        if (recentKicks == 0 || now - firstOfRecentKicks > KickWindowMicros)
        {
            recentKicks = recentKicks >= KicksNeeded ? KicksNeeded - 1 : 0;
            firstOfRecentKicks = now;
        }

        recentKicks++;
    }

    /// <summary>Reset pin.</summary>
    public void SetReset(bool high)
    {
        if (high && !reset && recentKicks >= KicksNeeded && !EnableLine)
        {
            cut = false;
        }

        reset = high;
    }

    /// <summary>One step.</summary>
    public void Step(long now, bool triggerClosed)
    {
        if (now - lastKick > TimeoutMicros)
        {
            cut = true;
            recentKicks = 0;
        }

        if (triggerClosed && !trigger && !EnableLine && WatchdogOk)
        {
            started = true;
            startedAt = now;
        }

        trigger = triggerClosed;
        if (started && (!WatchdogOk || (!EnableLine && now - startedAt > PressValidMicros)))
        {
            started = false;
        }
    }
}
