using Pen.Protocol;

namespace Pen.Simulator.Invariants;

/// <summary>What the firmware says of itself, for the monitor to hold against the physics. Reading it changes nothing.</summary>
public interface IPenClaim
{
    /// <summary>State; Boot without power or while it is broken.</summary>
    PenState State { get; }

    /// <summary>It says that the depth stop was measured in place.</summary>
    bool DepthVerified { get; }

    /// <summary>Prepared depth in µm.</summary>
    int SetDepthMicrons { get; }

    /// <summary>Prepared area.</summary>
    TreatmentArea Area { get; }

    /// <summary>Reason given for more than the label or the area allows.</summary>
    ConfirmReason Reason { get; }

    /// <summary>Latched faults, bit n for FLT-n.</summary>
    uint LatchedFaults { get; }

    /// <summary>The firmware stands still, or has ended.</summary>
    bool IsHung { get; }

    /// <summary>The trigger stops the run when it is released, and does not only on the next press.</summary>
    bool IsDeadMan { get; }

    /// <summary>It takes only cartridges whose tag it has verified.</summary>
    bool NeedsTags { get; }
}
