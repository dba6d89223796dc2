using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>
/// The picture of a circuit: one panel for each of its "*plot" lines ("*plot motor_amps cell_amps A"), under the range of time
/// ("*plot ms 0 60") and the circuit's first line as the title.
/// </summary>
internal static class TracePlot
{
    private const int Width = 700;
    private const int Left = 56;
    private const int Right = 30;
    private const int Top = 30;
    private const int PanelHeight = 110;
    private const int Gap = 22;
    private const int Buckets = 300;
    private static readonly string[] Colours = ["#0057b7", "#c23b22", "#2e7d32", "#7b1fa2"];

    /// <summary>Draws what the circuit wrote.</summary>
    public static string Draw(string circuit, IReadOnlyDictionary<string, double[]> trace)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Circuit.Folder, circuit + ".cir"));
        string[][] plots =
        [
            .. lines.Where(l => l.StartsWith("*plot ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1..]),
        ];
        (double from, double to) = (Number(plots[0][1]), Number(plots[0][2]));
        string[][] panels = plots[1..];
        int height = Top + (panels.Length * (PanelHeight + Gap)) + 16;
        var svg = new StringBuilder();
        Add(
            svg,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"11\">"
        );
        Add(svg, $"<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        Add(svg, $"<text x=\"{Left}\" y=\"18\" font-size=\"13\">{lines[0]}</text>");
        for (int i = 0; i < panels.Length; i++)
        {
            Panel(svg, Top + (i * (PanelHeight + Gap)) + 14, panels[i], trace, from, to);
        }

        foreach (double ms in Ticks(from, to))
        {
            Add(svg, $"<text x=\"{X(ms, from, to)}\" y=\"{height - 6}\" text-anchor=\"middle\">{ms:0.###} ms</text>");
        }

        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static void Panel(
        StringBuilder svg,
        int top,
        string[] panel,
        IReadOnlyDictionary<string, double[]> trace,
        double from,
        double to
    )
    {
        string[] names = panel[..^1];
        double[] ms = [.. trace["time"].Select(t => t * 1000)];
        int[] seen = [.. Enumerable.Range(0, ms.Length).Where(i => ms[i] >= from && ms[i] <= to)];
        double low = Math.Min(0, names.Min(n => seen.Min(i => trace[n][i])));
        double high = Math.Max(low + 1e-9, names.Max(n => seen.Max(i => trace[n][i])));
        string Y(double value) => Fixed(top + PanelHeight - 14 - ((value - low) / (high - low) * (PanelHeight - 14)));
        foreach (double value in Ticks(low, high))
        {
            Add(svg, $"<path stroke=\"#ddd\" d=\"M{Left} {Y(value)}H{Width - Right}\"/>");
            Add(svg, $"<text x=\"{Left - 5}\" y=\"{Y(value)}\" text-anchor=\"end\" dy=\"4\">{value:0.###}</text>");
        }

        Add(svg, $"<text x=\"4\" y=\"{top - 3}\">{panel[^1]}</text>");
        for (int n = 0; n < names.Length; n++)
        {
            string colour = Colours[n % Colours.Length];
            string words = names[n][..names[n].LastIndexOf('_')].Replace('_', ' ');
            Add(svg, $"<text x=\"{Left + (n * 160)}\" y=\"{top - 3}\" fill=\"{colour}\">{words}</text>");
            string points = string.Join(
                ' ',
                Thinned(seen, ms, trace[names[n]], from, to).Select(p => $"{X(p.Ms, from, to)},{Y(p.Value)}")
            );
            Add(svg, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\" points=\"{points}\"/>");
        }
    }

    /// <summary>Least and greatest value of each stretch of time, in the order in which they came: ripple stays visible.</summary>
    private static List<(double Ms, double Value)> Thinned(int[] seen, double[] ms, double[] values, double from, double to)
    {
        var points = new List<(double, double)>();
        foreach (IGrouping<int, int> bucket in seen.GroupBy(i => (int)((ms[i] - from) / (to - from) * Buckets)))
        {
            int least = bucket.MinBy(i => values[i]);
            int most = bucket.MaxBy(i => values[i]);
            foreach (int i in new[] { least, most }.Distinct().Order())
            {
                points.Add((ms[i], values[i]));
            }
        }

        return points;
    }

    private static IEnumerable<double> Ticks(double from, double to)
    {
        double rough = (to - from) / 5;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step =
            power
            * (
                rough / power < 1.5 ? 1
                : rough / power < 3.5 ? 2
                : rough / power < 7.5 ? 5
                : 10
            );
        for (double k = Math.Ceiling((from / step) - 1e-9); k * step <= to + (step * 1e-6); k++)
        {
            yield return (k * step) + 0.0;
        }
    }

    private static string X(double ms, double from, double to) =>
        Fixed(Left + ((ms - from) / (to - from) * (Width - Left - Right)));

    private static string Fixed(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static void Add(StringBuilder svg, FormattableString line) =>
        svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
