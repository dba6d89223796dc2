using System.Collections.Generic;
using System.Linq;

namespace Pen.Records.Reports.Plots;

/// <summary>A point of a plot, in the units of its axes.</summary>
internal readonly record struct PlotPoint(double X, double Y);

/// <summary>How a series is drawn: dash and mark tell them apart also where there is no colour.</summary>
/// <param name="Colour">Colour.</param>
/// <param name="Dash">Dash in the figure's units; empty for a line without gaps.</param>
/// <param name="Width">Width in the figure's units.</param>
internal sealed record PlotPen(string Colour, string Dash, double Width)
{
    /// <summary>What was measured.</summary>
    public static PlotPen Measured { get; } = new("#0b4f8a", "", 1.5);

    /// <summary>What was set.</summary>
    public static PlotPen Set { get; } = new("#b35900", "7 4", 1.7);
}

/// <summary>One thing that is shown over time.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Pen">How it is drawn.</param>
/// <param name="Lines">Pieces of line; between them nothing is known.</param>
/// <param name="Marks">Single points, with nothing between them.</param>
internal sealed record PlotSeries(
    string Name,
    PlotPen Pen,
    IReadOnlyList<IReadOnlyList<PlotPoint>> Lines,
    IReadOnlyList<PlotPoint> Marks
)
{
    /// <summary>All points.</summary>
    public IEnumerable<PlotPoint> Points => Lines.SelectMany(l => l).Concat(Marks);
}

/// <summary>A level that is not to be passed.</summary>
internal sealed record PlotLimit(string Name, double Y);

/// <summary>Where something begins on the axis of time.</summary>
internal sealed record PlotDivider(double X, string Name);
