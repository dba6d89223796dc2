using Pen.Protocol;

namespace Pen.Control.Faults;

/// <summary>Remembers which faults came, and which came first, until a person acknowledges them.</summary>
public sealed class FaultLatch
{
    /// <summary>The fault that came first.</summary>
    public FaultId First;

    /// <summary>All that came, bit n for FLT-n.</summary>
    public uint Mask;

    private uint seen;
    private uint told;

    /// <summary>The value that broke the first fault's rule.</summary>
    public int Detail;

    /// <summary>Whether a fault is latched.</summary>
    public bool Any
    {
        get { return Mask != 0; }
    }

    /// <summary>Whether this fault is latched.</summary>
    public bool Has(FaultId fault)
    {
        return (Mask & (1u << (int)fault)) != 0;
    }

    /// <summary>Latches a fault.</summary>
    /// <returns>True when it was not latched before.</returns>
    public bool Add(FaultId fault, int detail)
    {
        uint bit = 1u << (int)fault;
        if ((Mask & bit) != 0)
        {
            return false;
        }

        if (Mask == 0)
        {
            First = fault;
            Detail = detail;
        }

        Mask |= bit;
        return true;
    }

    /// <summary>
    /// Takes the causes that are present in this tick; returns those that have just gone, each once until it is acknowledged: a cause that
    /// comes and goes would fill the log.
    /// </summary>
    public uint Gone(uint present)
    {
        seen |= Mask & present;
        uint gone = seen & ~present & ~told;
        told |= gone;
        return gone;
    }

    /// <summary>Forgets all; the caller has checked that every cause is gone.</summary>
    public void Clear()
    {
        First = FaultId.None;
        Mask = 0;
        Detail = 0;
        seen = 0;
        told = 0;
    }
}
