using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control.Motion;

/// <summary>
/// Moves the depth stop and proves that it arrived. The last move of every approach deepens, so the drive's play always lies
/// on the same side; it ends in small steps, so it does not overshoot into the skin:
/// <code>
///   deeper                                      target ───────────────┬──┬── verified (5 ticks within 25 µm)
///   ▲                                  target − 40 µm ───────┬──┬──┬──┘ creep, at most 20 µm each 30 ms
///   │      from the shallow side: straight on ──────────────/
///   │      from the deep side: first beyond the play ──\   /
///   │                          target − play − 70 µm ───\_/
/// </code>
/// Parking goes to just inside the rim (play + 60 µm), so that even with all the play on the wrong side the tips are in.
/// </summary>
public sealed class DepthLoop
{
    /// <summary>A move not verified after this time, in ms, is FLT-7.</summary>
    public const int TimeoutMs = 1500;

    private const int ParkMarginMicrons = 60;
    private const int RetractMarginMicrons = 70;
    private const int StopShortMicrons = 40;
    private const int VerifyMicrons = 25;
    private const int ParkVerifyMicrons = 50;
    private const int VerifyTicks = 5;
    private const int CreepMs = 30;
    private const int CreepStepMicrons = 20;

    /// <summary>A stop that moved less than this in a tick, in µm, stands still.</summary>
    private const int StillMicrons = 12;

    private readonly Settings settings;
    private bool retracting;
    private bool creeping;
    private int commandMicrons;
    private int lastMicrons;
    private int elapsedMs;
    private int creepMs;
    private int goodTicks;

    /// <summary>Creates the loop with the settings that hold its calibration.</summary>
    public DepthLoop(Settings settings)
    {
        this.settings = settings;
    }

    /// <summary>Where the stop is sent, in µm; meaningless while parked.</summary>
    public int TargetMicrons;

    /// <summary>Deepest position that is right at this moment, in µm: the target, or while moving also where the move began.</summary>
    public int AllowedMicrons;

    /// <summary>The stop is sent inside the rim.</summary>
    public bool Parked;

    /// <summary>The stop has been measured to be where it was sent.</summary>
    public bool Verified;

    /// <summary>The move took too long.</summary>
    public bool TimedOut;

    /// <summary>Servo pulse in µs; 0 before the first move.</summary>
    public int PulseMicros;

    /// <summary>Sends the stop to a depth. A new move towards the same target starts over.</summary>
    public void MoveTo(int targetMicrons, int measuredMicrons)
    {
        int before = Parked ? measuredMicrons : AllowedMicrons;
        AllowedMicrons = Parked || targetMicrons > TargetMicrons || !Verified ? targetMicrons : TargetMicrons;
        // Where it stands now is right too, but never further out than what was right before: moves must not add up.
        int reached = measuredMicrons < before ? measuredMicrons : before;
        if (reached > AllowedMicrons)
        {
            AllowedMicrons = reached;
        }

        TargetMicrons = targetMicrons;
        Parked = false;
        int clear = targetMicrons - settings.Get(SettingId.DepthBacklashMicrons) - RetractMarginMicrons;
        retracting = measuredMicrons > clear + VerifyMicrons;
        Begin(retracting ? clear : targetMicrons - StopShortMicrons);
    }

    /// <summary>Sends the stop inside the rim, from wherever it is.</summary>
    public void Park()
    {
        if (Parked)
        {
            return;
        }

        Parked = true;
        retracting = false;
        Begin(-settings.Get(SettingId.DepthBacklashMicrons) - ParkMarginMicrons);
    }

    /// <summary>Parks as if nothing were known: what was verified or given up before counts no more.</summary>
    public void ParkAnew()
    {
        Parked = false;
        Park();
    }

    /// <summary>Lets the servo rest without pulses, where it is; what was verified no longer is.</summary>
    public void Release()
    {
        PulseMicros = 0;
        Parked = false;
        Verified = false;
        TimedOut = false;
    }

    /// <summary>One step with the measured position of this tick.</summary>
    public void Step(int measuredMicrons, int tickMs)
    {
        if (PulseMicros != 0 && !Verified)
        {
            elapsedMs += tickMs;
            Advance(measuredMicrons, tickMs);
            if (!Verified && elapsedMs >= TimeoutMs)
            {
                TimedOut = true;
            }
        }

        lastMicrons = measuredMicrons;
    }

    private void Begin(int microns)
    {
        Verified = false;
        TimedOut = false;
        creeping = false;
        elapsedMs = 0;
        creepMs = 0;
        goodTicks = 0;
        Command(microns);
    }

    private void Command(int microns)
    {
        commandMicrons = microns;
        PulseMicros =
            settings.Get(SettingId.ServoZeroMicroseconds) + (microns * settings.Get(SettingId.ServoMicrosecondsPerMm) / 1000);
    }

    private void Advance(int measuredMicrons, int tickMs)
    {
        if (Parked)
        {
            Settle(measuredMicrons - commandMicrons, ParkVerifyMicrons);
            return;
        }

        if (retracting)
        {
            if (measuredMicrons <= commandMicrons + VerifyMicrons)
            {
                retracting = false;
                Command(TargetMicrons - StopShortMicrons);
            }

            return;
        }

        int error = measuredMicrons - TargetMicrons;
        Settle(error, VerifyMicrons);
        if (Verified)
        {
            AllowedMicrons = TargetMicrons;
            return;
        }

        Creep(error, measuredMicrons, tickMs);
    }

    private void Settle(int error, int toleranceMicrons)
    {
        goodTicks = error <= toleranceMicrons && error >= -toleranceMicrons ? goodTicks + 1 : 0;
        Verified = goodTicks >= VerifyTicks;
    }

    private void Creep(int error, int measuredMicrons, int tickMs)
    {
        int moved = measuredMicrons - lastMicrons;
        bool still = moved < StillMicrons && moved > -StillMicrons;
        bool near = error > -4 * StopShortMicrons;
        creeping = creeping || (still && near);
        creepMs += tickMs;
        if (!creeping || !still || creepMs < CreepMs)
        {
            return;
        }

        creepMs = 0;
        if (error > VerifyMicrons)
        {
            MoveTo(TargetMicrons, measuredMicrons, elapsedMs);
        }
        else if (error < -VerifyMicrons / 2)
        {
            int step = -error < CreepStepMicrons ? -error : CreepStepMicrons;
            Command(commandMicrons + step);
        }
    }

    /// <summary>A second approach within the first one's time: it went too far, so the play has to be taken out again.</summary>
    private void MoveTo(int targetMicrons, int measuredMicrons, int alreadyElapsedMs)
    {
        MoveTo(targetMicrons, measuredMicrons);
        elapsedMs = alreadyElapsedMs;
    }
}
