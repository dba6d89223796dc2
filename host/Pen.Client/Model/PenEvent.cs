using System;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>Something that happened, in the pen or on the line to it.</summary>
public abstract record PenEvent
{
    /// <summary>Events that came before this one and were lost: on the line, or because this reader did not keep up.</summary>
    public int LostBefore { get; init; }
}

/// <summary>The pen changed its state.</summary>
/// <param name="Uptime">Time since the pen started.</param>
/// <param name="OldState">State before.</param>
/// <param name="NewState">State now.</param>
/// <param name="Reason">Why, where a run or readiness ended.</param>
/// <param name="FirstFault">The fault that came first; None without one.</param>
public sealed record StateChanged(TimeSpan Uptime, PenState OldState, PenState NewState, StopReason Reason, FaultId FirstFault)
    : PenEvent;

/// <summary>A fault has latched. Words for it: <see cref="FaultText"/>.</summary>
/// <param name="Uptime">Time since the pen started.</param>
/// <param name="Fault">The fault.</param>
/// <param name="State">State in which it was raised.</param>
/// <param name="IsFirst">Whether it is the first of those latched.</param>
/// <param name="Detail">The value that goes with the fault; the table of details in docs/protocol.md gives its unit.</param>
public sealed record FaultRaised(TimeSpan Uptime, FaultId Fault, PenState State, bool IsFirst, int Detail) : PenEvent;

/// <summary>A cartridge was put in, read, refused or pulled out.</summary>
/// <param name="Cartridge">What is in the slot now.</param>
public sealed record CartridgeChanged(CartridgeInfo Cartridge) : PenEvent;

/// <summary>A run ended.</summary>
/// <param name="Uptime">Time since the pen started.</param>
/// <param name="Duration">Duration of the run.</param>
/// <param name="Strokes">Strokes.</param>
/// <param name="SetDepthMicrons">Set depth at the end, in µm.</param>
/// <param name="SetSpeedHz">Set speed at the end, in Hz.</param>
/// <param name="MeanSpeedErrorPermille">Mean speed error after the ramp, signed, in ‰ of the set speed.</param>
/// <param name="WorstSpeedErrorPermille">Worst speed error after the ramp, averaged over 100 ms, without sign, in ‰ of the set speed.</param>
/// <param name="MeanCurrentMilliamps">Mean motor current in mA.</param>
/// <param name="PeakCurrentMilliamps">Peak motor current in mA.</param>
/// <param name="WorstDepthErrorMicrons">Worst depth error, signed, in µm.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Fault">The fault that ended it; None without one.</param>
public sealed record RunEnded(
    TimeSpan Uptime,
    TimeSpan Duration,
    uint Strokes,
    int SetDepthMicrons,
    int SetSpeedHz,
    int MeanSpeedErrorPermille,
    int WorstSpeedErrorPermille,
    int MeanCurrentMilliamps,
    int PeakCurrentMilliamps,
    int WorstDepthErrorMicrons,
    StopReason Reason,
    FaultId Fault
) : PenEvent;

/// <summary>The link is gone; it is being re-established, unless <see cref="PenClient.Link"/> says Closed.</summary>
/// <param name="Reason">Why.</param>
public sealed record LinkLost(PenException Reason) : PenEvent;

/// <summary>The link is back. Nothing has been prepared or armed again; the pen's own state tells what applies.</summary>
/// <param name="PenRestarted">Whether the pen started anew in between: what was prepared is forgotten.</param>
/// <param name="OldBootCount">Its count of starts before.</param>
/// <param name="NewBootCount">Its count of starts now.</param>
public sealed record LinkRestored(bool PenRestarted, uint OldBootCount, uint NewBootCount) : PenEvent;
