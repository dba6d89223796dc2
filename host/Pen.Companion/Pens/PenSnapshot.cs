using Pen.Client;
using Pen.Protocol;

namespace Pen.Companion.Pens;

/// <summary>What is known of a pen at one moment. Never changed: the next one takes its place.</summary>
/// <param name="Stage">How far this program has come with it.</param>
/// <param name="Identity">Who it is; null until it has answered once.</param>
/// <param name="Status">What it last said of itself; null until it has.</param>
/// <param name="Cartridge">What was last in its slot; null until it has said.</param>
/// <param name="Problem">Why it cannot be used or was lost; null when all is well.</param>
/// <param name="LastRun">The run that ended last since the connection was made; null before.</param>
/// <param name="Note">Key of a text on something that this program did by itself, such as stopping a pen that nobody watched; null without one.</param>
/// <param name="Twin">Address at which the same pen is in use already, so that this one is left alone; null without one.</param>
public sealed record PenSnapshot(
    PenStage Stage,
    PenIdentity? Identity = null,
    PenStatus? Status = null,
    CartridgeInfo? Cartridge = null,
    PenException? Problem = null,
    RunEnded? LastRun = null,
    string? Note = null,
    string? Twin = null
)
{
    /// <summary>Whether the trigger moves the motor, or does already, as far as is known.</summary>
    public bool IsArmed => Stage != PenStage.Failed && Status?.State is PenState.Ready or PenState.Running;
}
