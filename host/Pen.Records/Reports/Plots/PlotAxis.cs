using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Records.Reports.Plots;

/// <summary>One axis of a plot.</summary>
/// <param name="Label">What and in which unit.</param>
/// <param name="Min">Where it begins.</param>
/// <param name="Max">Where it ends; above <paramref name="Min"/>.</param>
internal sealed record PlotAxis(string Label, double Min, double Max)
{
    /// <summary>Above the highest value there is room for names.</summary>
    private const double Room = 1.25;

    /// <summary>Step between two ticks: 1, 2 or 5 of a power of ten.</summary>
    /// <param name="most">Most ticks.</param>
    public double Step(int most)
    {
        double raw = (Max - Min) / most;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return new[] { 1, 2, 5, 10 }.First(f => f * power >= raw * 0.999) * power;
    }

    /// <summary>Places of the ticks.</summary>
    public IEnumerable<double> Ticks(int most)
    {
        double step = Step(most);
        for (double n = Math.Ceiling((Min / step) - 1e-9); n * step <= Max + (step * 1e-9); n++)
        {
            // Without the zero a tick at 0 would have the sign of what it was rounded from.
            yield return (n * step) + 0.0;
        }
    }

    /// <summary>Decimal places that tell ticks apart.</summary>
    public int Places(int most) => Math.Max(0, -(int)Math.Floor(Math.Log10(Step(most)) + 1e-9));

    /// <summary>An axis from 0 that ends a little above the highest value.</summary>
    public static PlotAxis FromZero(string label, IEnumerable<double> values)
    {
        double highest = values.DefaultIfEmpty(0).Max();
        return new PlotAxis(label, 0, highest <= 0 ? 1 : highest * Room);
    }
}
