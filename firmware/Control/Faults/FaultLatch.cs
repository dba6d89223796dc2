using Pen.Protocol;

namespace Pen.Control.Faults;

/// <summary>Remembers which faults came, and which came first, until a person acknowledges them.</summary>
public sealed class FaultLatch
{
    /// <summary>The fault that came first.</summary>
    public FaultId First;

    /// <summary>All that came, bit n for FLT-n.</summary>
    public uint Mask;

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

    /// <summary>Forgets all; the caller has checked that every cause is gone.</summary>
    public void Clear()
    {
        First = FaultId.None;
        Mask = 0;
        Detail = 0;
    }
}
