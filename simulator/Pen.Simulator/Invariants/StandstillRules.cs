namespace Pen.Simulator.Invariants;

/// <summary>Without drive the braked motor stands: CTL-4 allows 150 ms after a cut by hardware, from full speed.</summary>
internal sealed class StandstillRules(PenWorld world, InvariantMonitor watch)
{
    /// <summary>Spring and brake: the needles stand 200 ms after the drive at the latest.</summary>
    public const long CoastMicros = 200_000;

    /// <summary>CTL-4.</summary>
    private const long BrakeMicros = 150_000;

    /// <summary>CTL-4: this counts as standing.</summary>
    public const double StandstillHz = 5;

    private long undrivenSince;

    /// <summary>Until then the motor coasts with nothing to brake it, and the needles may be out.</summary>
    public long CoastingUntil { get; private set; }

    public void Step()
    {
        if (watch.Driven)
        {
            undrivenSince = world.Micros;
        }
        else if (!world.Powered || world.Motor.WindingOpen)
        {
            undrivenSince = world.Micros;
            CoastingUntil = world.Micros + CoastMicros;
        }
        else if (world.Motor.SpeedHz > StandstillHz)
        {
            watch.Check(world.Micros - undrivenSince <= BrakeMicros, "still turning 150 ms after the drive was cut");
        }
    }
}
