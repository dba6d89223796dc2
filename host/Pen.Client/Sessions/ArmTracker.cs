using System.Threading;
using Pen.Protocol;

namespace Pen.Client.Sessions;

/// <summary>
/// Knows whether this client armed the pen and whether it still is. Only an accepted Arm is kept alive: one whose answer was
/// lost is left to the pen's own 2 s time-out, and is only remembered so that closing the client disarms it.
/// </summary>
internal sealed class ArmTracker
{
    private readonly Lock gate = new();
    private Phase phase;
    private bool asking;

    private enum Phase
    {
        None,
        Uncertain,
        Accepted,
        Armed,
    }

    /// <summary>Whether heartbeats are due.</summary>
    public bool IsArmed
    {
        get
        {
            lock (gate)
            {
                return phase is Phase.Accepted or Phase.Armed;
            }
        }
    }

    /// <summary>Whether the pen may be armed because of this client.</summary>
    public bool MayBeArmed
    {
        get
        {
            lock (gate)
            {
                return phase != Phase.None || asking;
            }
        }
    }

    /// <summary>An Arm is about to be sent.</summary>
    public void Asking()
    {
        lock (gate)
        {
            asking = true;
        }
    }

    /// <summary>The Arm was carried out.</summary>
    public void Accepted()
    {
        lock (gate)
        {
            asking = false;
            phase = Phase.Accepted;
        }
    }

    /// <summary>The Arm was refused: nothing changed.</summary>
    public void Refused()
    {
        lock (gate)
        {
            asking = false;
        }
    }

    /// <summary>Nobody knows whether the Arm was carried out.</summary>
    public void Unknown()
    {
        lock (gate)
        {
            asking = false;
            phase = phase == Phase.None ? Phase.Uncertain : phase;
        }
    }

    /// <summary>The pen was disarmed, or has started anew.</summary>
    public void Disarmed()
    {
        lock (gate)
        {
            phase = Phase.None;
        }
    }

    /// <summary>The pen was seen in a state. Before it was seen armed, Standby means that it is still on its way.</summary>
    public void Observe(PenState state)
    {
        lock (gate)
        {
            if (state is PenState.Ready or PenState.Running)
            {
                phase = phase == Phase.Accepted ? Phase.Armed : phase;
            }
            else if (!asking && (phase == Phase.Armed || state != PenState.Standby))
            {
                phase = Phase.None;
            }
        }
    }
}
