using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;
using Pen.Hardware.Tests.Schematic;
using Pen.Simulator.Parts;
using Xunit;

namespace Pen.Hardware.Tests.Documents;

/// <summary>What the papers say of pins, powers and test points is what firmware, simulator and schematic say.</summary>
public class DocumentTests
{
    /// <summary>Share of a cell's energy used down to 3.3 V, and the boost's efficiency: as the document says.</summary>
    private const double UsableWattHours = 0.6 * 3.7 * 0.9;

    private const double BoostEfficiency = 0.88;
    private const double RetractionShare = 1.1;

    [Fact]
    public void TheBenchIsWiredAsTheFirmwareExpects()
    {
        Dictionary<string, string> wires = Rows("bench.md", "net").ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);
        Assert.Equal(PinNets.Nets.Count, wires.Count);
        foreach ((string name, string net) in PinNets.Nets)
        {
            Assert.Equal(PinNets.ModulePin(name), wires[net]);
        }
    }

    [Fact]
    public void ThePowerBudgetFollowsFromTheMotorsConstants()
    {
        string[][] rows = [.. Rows("power.md", "case")];
        Assert.True(rows.Length >= 4);
        foreach (string[] row in rows)
        {
            double motor = MotorWatts(
                MarkdownTable.Number(row[1]),
                MarkdownTable.Number(row[2]) * MarkdownTable.Number(row[3]) * MarkdownTable.Number(row[4]) * 1e-3
            );
            Assert.Equal(motor, MarkdownTable.Number(row[5]), 0.006);
            double cell = (motor / BoostEfficiency) + MarkdownTable.Number(row[6]);
            Assert.Equal(cell, MarkdownTable.Number(row[7]), 0.006);
            Assert.Equal(UsableWattHours / cell, MarkdownTable.Number(row[8]), 0.06);
        }
    }

    [Fact]
    public async Task TheTestPointsOfTheBringUpAreTheSchematics()
    {
        Netlist netlist = await KiCad.Drawn;
        string text = File.ReadAllText(Repository.Hardware("docs", "bring-up.md"));
        int found = 0;
        foreach (Part point in netlist.Parts.Values.Where(p => p.Ref.StartsWith("TP", StringComparison.Ordinal)))
        {
            if (text.Contains($"({point.Ref})", StringComparison.Ordinal))
            {
                string net = netlist.NetOf(point.Ref + ".1");
                Assert.Contains($"`{net}` ({point.Ref})", Spread(text), StringComparison.Ordinal);
                found++;
            }
        }

        Assert.InRange(found, 8, netlist.Parts.Count);
    }

    [Fact]
    public void EveryPictureThatIsShownIsThere()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Hardware(), "*.md", SearchOption.AllDirectories))
        {
            string text = File.ReadAllText(file);
            int at = 0;
            while ((at = text.IndexOf("](", at, StringComparison.Ordinal)) >= 0)
            {
                string target = text[(at + 2)..text.IndexOf(')', at)].Split('#')[0];
                at += 2;
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                {
                    string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, target));
                    Assert.True(File.Exists(path) || Directory.Exists(path), $"{file} points to {target}, which is not there.");
                }
            }
        }
    }

    private static double MotorWatts(double speedHz, double strokeWorkJoules)
    {
        if (speedHz == 0)
        {
            return 0;
        }

        double omega = 2 * Math.PI * speedHz;
        double torque =
            (Motor.NoLoadAmps * Motor.Constant)
            + Motor.CartridgeFriction
            + (strokeWorkJoules * RetractionShare / (2 * Math.PI));
        double amps = torque / Motor.Constant;
        return (amps * amps * Motor.Ohms) + (amps * Motor.Constant * omega);
    }

    /// <summary>"`A` (TP1), `B` (TP2)" as written, with line breaks taken out.</summary>
    private static string Spread(string text) => text.Replace("\n", " ", StringComparison.Ordinal);

    /// <summary>Rows of the table whose heading begins with a word.</summary>
    private static IEnumerable<string[]> Rows(string document, string firstHeading) =>
        MarkdownTable.First(
            File.ReadLines(Repository.Hardware("docs", document))
                .SkipWhile(l => !l.StartsWith($"| {firstHeading} |", StringComparison.Ordinal))
        );
}
