namespace Pen.Simulator.Parts;

/// <summary>A mechanical contact: closes and opens with a few ms of bounce.</summary>
public sealed class Contact
{
    /// <summary>Bounce in µs (tactile switches: up to 5 ms by data sheets, 1 to 3 ms usual).</summary>
    private const long BounceMicros = 2500;

    private const long LetGoMicros = 50_000;

    private readonly Noise noise;
    private bool settled;
    private long closedSince;
    private long lastHeldMicros;
    private long bounceUntil;

    /// <summary>Creates an open contact.</summary>
    public Contact(Noise noise) => this.noise = noise;

    /// <summary>Whether it is closed at this moment, bounce included.</summary>
    public bool Closed { get; private set; }

    /// <summary>When it was closed last, in µs, bounce left out.</summary>
    public long PressedMicros { get; private set; }

    /// <summary>Closed by a hand, bounce left out.</summary>
    public bool IsPressed => settled;

    /// <summary>Closes or opens it from <paramref name="nowMicros"/> on.</summary>
    public void Set(bool closed, long nowMicros)
    {
        if (closed == settled)
        {
            return;
        }

        lastHeldMicros = settled ? nowMicros - closedSince : lastHeldMicros;
        // Opened for less than two late ticks it has not been let go, for whoever samples it.
        bool neverLetGo = closed && nowMicros - closedSince < LetGoMicros && lastHeldMicros > 0;
        settled = closed;
        PressedMicros = closed ? nowMicros : PressedMicros;
        closedSince = neverLetGo ? closedSince - lastHeldMicros : nowMicros;
        bounceUntil = nowMicros + (long)(BounceMicros * noise.Uniform());
        Closed = closed;
    }

    /// <summary>How long it has been held closed, in µs; for 50 ms after it opened, how long it was.</summary>
    public long HeldMicros(long nowMicros)
    {
        long since = nowMicros - closedSince;
        return settled ? since
            : since < LetGoMicros ? lastHeldMicros
            : 0;
    }

    /// <summary>One step.</summary>
    public void Step(long nowMicros)
    {
        if (bounceUntil == 0)
        {
            return;
        }

        if (nowMicros >= bounceUntil)
        {
            Closed = settled;
            bounceUntil = 0;
        }
        else
        {
            Closed = (noise.Bits() & 1) == 0;
        }
    }
}
