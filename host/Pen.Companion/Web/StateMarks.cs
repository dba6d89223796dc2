using Pen.Companion.Pens;
using Pen.Protocol;

namespace Pen.Companion.Web;

/// <summary>A sign beside the words for a pen's state, so that it is known from across the room without reading and without colour.</summary>
public static class StateMarks
{
    /// <summary>The sign.</summary>
    public static string Of(PenSnapshot pen) =>
        pen.Stage != PenStage.Connected ? "⚠"
        : pen.Status is not { } status ? "…"
        : status.State switch
        {
            PenState.Fault => "⚠",
            PenState.Ready => "◐",
            PenState.Running => "●",
            _ => "○",
        };
}
