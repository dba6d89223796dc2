using System.Linq;
using Pen.Protocol;

namespace Pen.Simulator.Invariants;

/// <summary>P5: latched faults go only when somebody acknowledges with their cause gone, or when the pen starts anew.</summary>
internal sealed class LatchRules(PenWorld world, InvariantMonitor watch)
{
    /// <summary>A hung pen may take a request up as late as this.</summary>
    private const long AcknowledgeMicros = 10_000_000;

    /// <summary>A press is seen after three samples: one that began that little before the fault counts as after it.</summary>
    private const long DebounceMicros = 100_000;

    /// <summary>A person holds the trigger for 3 s; the firmware counts whole ticks.</summary>
    private const long HoldMicros = 2_900_000;

    /// <summary>A cause that came this little before may not have been sampled yet.</summary>
    private const long UnseenMicros = 35_000;

    /// <summary>What the sensors may be wrong by: 1.5 K, 50 mV.</summary>
    private const double HotByKelvin = 1.5;
    private const double EmptyVolts = 3.25;

    private readonly long[] causeSince = [.. Enumerable.Repeat(-1L, FaultText.Count + 1)];
    private uint lastLatched;
    private long raisedMicros;

    public long AskedMicros { get; set; } = long.MinValue / 2;

    public void Step(IPenClaim claim)
    {
        Causes();
        uint now = claim.LatchedFaults;
        raisedMicros = (now & ~lastLatched) != 0 ? world.Micros : raisedMicros;
        uint gone = lastLatched & ~now;
        lastLatched = now;
        bool anew = claim.State == PenState.Boot || world.BootedMicros + 20_000 > world.Micros;
        if (gone == 0 || anew)
        {
            return;
        }

        bool byHost = world.Micros - AskedMicros < AcknowledgeMicros;
        // Only a press that began after the fault acknowledges it.
        long held = world.Trigger.HeldMicros(world.Micros);
        bool byHand = held >= HoldMicros && held <= world.Micros - raisedMicros + DebounceMicros;
        watch.Check(byHost || byHand, "a latched fault went away by itself");
        for (int fault = 1; fault <= FaultText.Count; fault++)
        {
            bool there = causeSince[fault] >= 0 && world.Micros - causeSince[fault] > UnseenMicros;
            if (there && (gone & (1u << fault)) != 0)
            {
                watch.Check(false, $"FLT-{fault} went away although its cause is there");
            }
        }
    }

    private void Causes()
    {
        Cause(FaultId.MotorOverTemperature, world.Heat.CaseCelsius > 60 + HotByKelvin && !world.Heat.CaseThermistorOpen);
        Cause(FaultId.BoardOverTemperature, world.Heat.BoardCelsius > 70 + HotByKelvin && !world.Heat.BoardThermistorShorted);
        Cause(FaultId.BatteryCritical, world.Cell.SensedVolts < EmptyVolts);
        Cause(
            FaultId.SensorOutOfRange,
            world.Depth.PotOpen || world.Cell.DividerOpen || world.Heat.CaseThermistorOpen || world.Heat.BoardThermistorShorted
        );
        Cause(FaultId.Docked, world.Dock.Closed);
    }

    private void Cause(FaultId fault, bool isThere)
    {
        int at = (int)fault;
        causeSince[at] =
            !isThere ? -1
            : causeSince[at] < 0 ? world.Micros
            : causeSince[at];
    }
}
