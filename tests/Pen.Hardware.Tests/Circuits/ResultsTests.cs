using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>
/// The table and the pictures that are committed say what ngspice says. With UPDATE_CIRCUITS=1 they are written anew
/// (<c>bash hardware/circuits/run</c>).
/// </summary>
public class ResultsTests
{
    private static readonly string Table = Path.Combine(Circuit.Folder, "results.md");
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_CIRCUITS") == "1";

    [Fact]
    public async Task TheTableSaysWhatTheCircuitsSay()
    {
        List<(string Name, double Value)> now = [];
        var text = new StringBuilder(
            "# Results\n\nWritten by `bash hardware/circuits/run`; the limits stand in `limits.json`.\n"
        );
        foreach (string circuit in Circuit.All)
        {
            CircuitAnswer answer = await Circuit.AnswerAsync(circuit);
            string title = File.ReadLines(Path.Combine(Circuit.Folder, circuit + ".cir")).First();
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {circuit}: {title}\n\n| result | value | least | most | unit | why |\n|---|---|---|---|---|---|\n"
            );
            foreach (CircuitLimit limit in CircuitLimits.Of(circuit))
            {
                double value = answer.Values[limit.Name];
                now.Add((limit.Name, value));
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {limit.Name} | {Rounded(value, limit)} | {limit.Min} | {limit.Max} | {limit.Unit} | {limit.Why} |\n"
                );
            }
        }

        if (Update)
        {
            await File.WriteAllTextAsync(Table, text.ToString());
        }

        string[][] rows = [.. (await File.ReadAllLinesAsync(Table)).Select(l => l.Split('|', StringSplitOptions.TrimEntries))];
        Dictionary<string, string[]> committed = rows.Where(r => r.Length == 8 && r[1].Contains('_')).ToDictionary(r => r[1]);
        Assert.Equal(now.Select(n => n.Name), committed.Keys);
        foreach (CircuitLimit limit in CircuitLimits.All)
        {
            double value = now.Single(n => n.Name == limit.Name).Value;
            double written = double.Parse(committed[limit.Name][2], CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(value - written) <= Tolerance(value, limit), $"{limit.Name}: {written}, now {value}");
            Assert.Equal(
                [
                    limit.Min.ToString(CultureInfo.InvariantCulture),
                    limit.Max.ToString(CultureInfo.InvariantCulture),
                    limit.Unit,
                    limit.Why,
                ],
                committed[limit.Name][3..7]
            );
        }
    }

    [Fact]
    public async Task EveryCircuitHasItsPicture()
    {
        foreach (string circuit in Circuit.All)
        {
            string path = Path.Combine(Circuit.Folder, "plots", circuit + ".svg");
            if (Update)
            {
                await File.WriteAllTextAsync(path, TracePlot.Draw(circuit, (await Circuit.AnswerAsync(circuit)).Trace));
            }

            string svg = await File.ReadAllTextAsync(path);
            Assert.Contains(
                File.ReadLines(Path.Combine(Circuit.Folder, circuit + ".cir")).First(),
                svg,
                StringComparison.Ordinal
            );
            Assert.InRange(svg.Length, 2_000, 90_000);
        }

        Assert.Equal(Circuit.All.Count, Directory.GetFiles(Path.Combine(Circuit.Folder, "plots")).Length);
    }

    /// <summary>Three digits, and no digit below a thousandth of the limit's span: what is nothing is written as 0.</summary>
    private static double Rounded(double value, CircuitLimit limit)
    {
        double span = (limit.Max - limit.Min) / 1000;
        if (Math.Abs(value) < span)
        {
            return 0;
        }

        int digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 10);
        return Math.Round(value, digits);
    }

    private static double Tolerance(double value, CircuitLimit limit) =>
        (0.01 * Math.Abs(value)) + ((limit.Max - limit.Min) / 500);
}
