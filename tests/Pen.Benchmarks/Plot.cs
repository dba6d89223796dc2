using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Pen.Records.Reports.Plots;

namespace Pen.Benchmarks;

/// <summary>One trace as an SVG picture.</summary>
public static class Plot
{
    private const int Width = 640;
    private const int Height = 300;
    private const int Left = 60;
    private const int Bottom = 40;
    private const int Top = 40;
    private const int Right = 20;
    private const int MostTicks = 5;

    /// <summary>Writes a picture of values over time in ms.</summary>
    public static void Write(string path, string title, string unit, IReadOnlyList<(double Ms, double Value)> trace)
    {
        double endMs = trace.Max(t => t.Ms);
        double top = Math.Max(trace.Max(t => t.Value) * 1.1, 1e-6);
        var times = new PlotAxis("ms", 0, endMs);
        var values = new PlotAxis(unit, 0, top);
        string X(double ms) => (Left + (ms / endMs * (Width - Left - Right))).ToString("F1", CultureInfo.InvariantCulture);
        string Y(double value) =>
            (Height - Bottom - (Math.Max(0, value) / top * (Height - Top - Bottom))).ToString(
                "F1",
                CultureInfo.InvariantCulture
            );
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\">\n"
        );
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"22\" font-size=\"15\">{title}</text>\n");
        foreach (double value in values.Ticks(MostTicks))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value)}\" y2=\"{Y(value)}\" stroke=\"#ddd\"/>\n"
            );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 6}\" y=\"{Y(value)}\" text-anchor=\"end\">{value:0.##}</text>\n"
            );
        }

        foreach (double ms in times.Ticks(MostTicks))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{X(ms)}\" y=\"{Height - 20}\" text-anchor=\"middle\">{ms:0}</text>\n"
            );
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Width - Right}\" y=\"{Height - 4}\" text-anchor=\"end\">ms</text>\n"
        );
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"8\" y=\"22\">{unit}</text>\n");
        string points = string.Join(' ', trace.Select(t => $"{X(t.Ms)},{Y(t.Value)}"));
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<polyline fill=\"none\" stroke=\"#0057b7\" stroke-width=\"2\" points=\"{points}\"/>\n</svg>\n"
        );
        File.WriteAllText(path, svg.ToString());
    }
}
