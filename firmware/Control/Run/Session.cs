using Pen.Control.Storage;

namespace Pen.Control.Run;

/// <summary>
/// One client's treatment. A cartridge stamped in one session is refused in every other one. A session is opened by the host, or
/// by the first Arm without one; it ends when the host closes it or opens another, or when the pen loses its power.
/// </summary>
public sealed class Session
{
    private readonly Counters counters;

    /// <summary>Creates the session with the counter that numbers it.</summary>
    public Session(Counters counters)
    {
        this.counters = counters;
    }

    /// <summary>Its number, counted over the pen's life; 0 when none is open.</summary>
    public uint Number;

    /// <summary>Running time in ms (LIM-8).</summary>
    public int RunningMs;

    /// <summary>Whether one is open.</summary>
    public bool IsOpen
    {
        get { return Number != 0; }
    }

    /// <summary>Opens one with a number that no session of this pen has had.</summary>
    /// <returns>False when the memory did not keep the number; then none is open.</returns>
    public bool Open()
    {
        Close();
        if (!counters.CountSession())
        {
            return false;
        }

        Number = counters.SessionCount;
        return true;
    }

    /// <summary>Closes it.</summary>
    public void Close()
    {
        Number = 0;
        RunningMs = 0;
    }
}
