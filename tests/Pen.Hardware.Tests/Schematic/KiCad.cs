using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using System.Xml.Linq;
using Pen.Hardware.Tests.Bench;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>A copy of the controller's project, and KiCad's own reading of it, with a configuration of its own.</summary>
internal sealed class KiCad : IDisposable
{
    private static readonly Lazy<Task<Netlist>> Reading = new(async () =>
    {
        using var kicad = new KiCad();
        return await kicad.NetlistAsync();
    });

    private readonly Workshop shop = new();

    /// <summary>The netlist of the schematic as it is drawn, read once for all tests.</summary>
    public static Task<Netlist> Drawn => Reading.Value;

    /// <summary>Copies the project.</summary>
    public KiCad()
    {
        shop.Bring(Repository.Hardware("controller"), "*", "controller");

        // Without tables of its own KiCad knows no library, and every symbol would be a warning.
        Directory.CreateDirectory(shop.At("config", "9.0"));
        foreach (string table in new[] { "sym-lib-table", "fp-lib-table" })
        {
            File.Copy(Path.Combine("/usr/share/kicad/template", table), shop.At("config", "9.0", table));
        }
    }

    /// <summary>A file of the copy.</summary>
    public string At(string file) => shop.At("controller", file);

    /// <summary>Changes a file of the copy.</summary>
    public void Edit(string file, Func<string, string> change)
    {
        string before = File.ReadAllText(At(file));
        string after = change(before);
        if (after == before)
        {
            throw new InvalidOperationException($"The change does not fit {file} any more.");
        }

        File.WriteAllText(At(file), after);
    }

    /// <summary>KiCad's electrical rules check, every severity.</summary>
    /// <returns>0 without violation, 5 with; and the report.</returns>
    public async Task<(int Exit, string Report)> CheckAsync()
    {
        string report = shop.At("erc.rpt");
        (int exit, string said) = await RunAsync([
            "sch",
            "erc",
            "--severity-all",
            "--exit-code-violations",
            "--output",
            report,
            At("controller.kicad_sch"),
        ]);
        return (exit, File.Exists(report) ? await File.ReadAllTextAsync(report) : said);
    }

    /// <summary>The netlist of the copy as it stands.</summary>
    public async Task<Netlist> NetlistAsync()
    {
        string file = shop.At("netlist.xml");
        (int exit, string said) = await RunAsync([
            "sch",
            "export",
            "netlist",
            "--format",
            "kicadxml",
            "--output",
            file,
            At("controller.kicad_sch"),
        ]);
        return exit == 0
            ? new Netlist(XDocument.Load(file))
            : throw new InvalidOperationException($"KiCad made no netlist: {said}");
    }

    /// <summary>Runs <c>hardware/make</c> on the copy, as it runs on the project.</summary>
    public Task<(int Exit, string Said)> MakeAsync()
    {
        File.Copy(Repository.Hardware("make"), shop.At("make"));
        return shop.RunAsync("bash", [shop.At("make")], new Dictionary<string, string> { ["HOME"] = shop.Folder });
    }

    /// <summary>Runs kicad-cli.</summary>
    public Task<(int Exit, string Said)> RunAsync(IReadOnlyList<string> arguments) =>
        shop.RunAsync(
            "kicad-cli",
            arguments,
            new Dictionary<string, string> { ["KICAD_CONFIG_HOME"] = shop.At("config"), ["HOME"] = shop.Folder }
        );

    /// <inheritdoc />
    public void Dispose() => shop.Dispose();
}
