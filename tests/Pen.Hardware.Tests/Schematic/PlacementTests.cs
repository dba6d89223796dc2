using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>The placement study: a board that the parts fit on, of the schematic, with the gap between the two sides. It is not routed.</summary>
public class PlacementTests
{
    /// <summary>Widest that the pen's body takes, in mm.</summary>
    private const double WidestMm = 24.0;

    /// <summary>Over the surface between the computer's side and the pen's, in mm: two means of patient protection at 250 V (IEC 60601-1).</summary>
    private const double CreepageMm = 8.0;

    /// <summary>What the check may say, with the reason.</summary>
    private static readonly IReadOnlyDictionary<string, string> Expected = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["unconnected_items"] = "Routing is a work of its own.",
        ["lib_footprint_mismatch"] =
            "KiCad 9.0.8 says it of its own USB4105 footprint as soon as it has been saved on a board.",
    };

    [Fact]
    public async Task ThePartsFitAndAreTheSchematics()
    {
        using var kicad = new KiCad();
        (int exit, string said) = await kicad.RunAsync([
            "pcb",
            "drc",
            "--severity-all",
            "--schematic-parity",
            "--format",
            "json",
            "--output",
            kicad.At("drc.json"),
            kicad.At("controller.kicad_pcb"),
        ]);
        Assert.True(exit == 0, said);
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(kicad.At("drc.json")));
        string[] violations =
        [
            .. report
                .RootElement.GetProperty("violations")
                .EnumerateArray()
                .Select(v => $"{v.GetProperty("type").GetString()}: {v.GetProperty("description").GetString()}"),
        ];
        Assert.All(violations, v => Assert.Contains(v.Split(':')[0], Expected.Keys));
        Assert.Single(violations);
        Assert.Empty(report.RootElement.GetProperty("schematic_parity").EnumerateArray());
    }

    [Fact]
    [Trait("Covers", "HW-4")]
    public async Task TheBoardIsNarrowEnoughAndItsTwoSidesAreApart()
    {
        using var kicad = new KiCad();
        Netlist netlist = await KiCad.Drawn;
        (int exit, string said) = await kicad.RunAsync([
            "pcb",
            "export",
            "ipcd356",
            "--output",
            kicad.At("board.d356"),
            kicad.At("controller.kicad_pcb"),
        ]);
        Assert.True(exit == 0, said);
        Pad[] pads = [.. File.ReadLines(kicad.At("board.d356")).Select(Pad.Parse).OfType<Pad>()];
        Assert.True(pads.Length > netlist.Parts.Count * 2, "The list of pads is incomplete.");
        Assert.True(
            pads.Max(p => p.XMm) - pads.Min(p => p.XMm) < WidestMm,
            "The pads are further apart than the board may be wide."
        );

        HashSet<string> usbSide =
        [
            .. netlist.Nets["GND_USB"].Concat(netlist.Nets["VBUS_USB"]).Concat(netlist.Nets["+3V3_USB"]).Select(n => n.Ref),
        ];
        usbSide.UnionWith(netlist.Parts.Keys.Where(r => r.Length == 4 && r[1] == '7'));
        usbSide.ExceptWith(["U703", "C706"]);
        double usb = pads.Where(p => usbSide.Contains(p.Ref)).Min(p => p.RearMm(-1));
        double pen = pads.Where(p => !usbSide.Contains(p.Ref) && p.Ref != "U703").Max(p => p.RearMm(+1));
        Assert.True(usb - pen >= CreepageMm, $"Only {usb - pen:F2} mm lie between the two sides.");

        // The isolator alone bridges the gap, and its own two rows keep the distance.
        double[] rows = [.. pads.Where(p => p.Ref == "U703").Select(p => p.AlongMm).Distinct().Order()];
        Assert.Equal(2, rows.Length);
        double land = pads.First(p => p.Ref == "U703").LengthMm;
        Assert.True(
            rows[1] - rows[0] - land >= CreepageMm,
            $"The isolator's lands are {rows[1] - rows[0] - land:F2} mm apart."
        );
    }
}
