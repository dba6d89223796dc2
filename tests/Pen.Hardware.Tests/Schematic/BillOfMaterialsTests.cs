using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;
using Xunit;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>Someone can order the parts and lay out the board: every part has a number, an alternate and a footprint that exists.</summary>
public class BillOfMaterialsTests
{
    private const string Footprints = "/usr/share/kicad/footprints";

    [Fact]
    public async Task EveryPartCanBeOrdered()
    {
        Netlist netlist = await KiCad.Drawn;
        Assert.All(
            netlist.Parts.Values.Where(p => !p.Ref.StartsWith("TP", StringComparison.Ordinal)),
            part =>
            {
                foreach (string field in new[] { "Manufacturer", "MPN", "Alternate" })
                {
                    Assert.True(part.Fields.GetValueOrDefault(field, "").Length > 0, $"{part.Ref} has no {field}.");
                }
            }
        );
    }

    [Fact]
    public async Task EveryPartHasAFootprintWithItsPins()
    {
        Netlist netlist = await KiCad.Drawn;
        Assert.All(
            netlist.Parts.Values,
            part =>
            {
                string[] name = part.Footprint.Split(':');
                Assert.True(name.Length == 2, $"{part.Ref} has no footprint.");
                string library = name[0] == "pen" ? Repository.Hardware("controller") : Footprints;
                string file = Path.Combine(library, name[0] + ".pretty", name[1] + ".kicad_mod");
                Assert.True(File.Exists(file), $"{part.Ref}: KiCad has no footprint {part.Footprint}.");
                string pads = File.ReadAllText(file);
                foreach (Node node in netlist.Nets.Values.SelectMany(n => n).Where(n => n.Ref == part.Ref))
                {
                    Assert.True(
                        pads.Contains($"(pad \"{node.Pin}\"", StringComparison.Ordinal),
                        $"{part.Ref}: {part.Footprint} has no pad {node.Pin}."
                    );
                }
            }
        );
    }

    [Fact]
    public async Task TheListIsTheSchematics()
    {
        using var kicad = new KiCad();
        // Without the copy of the committed list: otherwise a command that writes nothing would agree with it.
        File.Delete(kicad.At("bom.csv"));
        (int exit, string said) = await kicad.MakeAsync();
        Assert.True(exit == 0, said);
        Assert.True(
            await File.ReadAllTextAsync(kicad.At("bom.csv"))
                == await File.ReadAllTextAsync(Repository.Hardware("controller", "bom.csv")),
            "hardware/controller/bom.csv is not what the schematic says; run hardware/make."
        );
    }
}
