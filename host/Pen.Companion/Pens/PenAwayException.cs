using System;
using Pen.Client;

namespace Pen.Companion.Pens;

/// <summary>Something was asked of a pen to which there is no line.</summary>
public sealed class PenAwayException(PenException? why) : Exception(why?.Message ?? "The pen is not connected.", why)
{
    /// <summary>Why; null where that is not known yet.</summary>
    public PenException? Why { get; } = why;
}
