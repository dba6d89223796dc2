using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Pen.Control.Storage;

namespace Pen.House.Tests;

/// <summary>
/// What the device build would not notice: a package that is missing from the closure passes the build and leaves its .pe out of
/// the image, and a reference by a wrong name or path is only a warning until the image does not start.
/// </summary>
public class DeviceClosureTests
{
    private static readonly XNamespace Msbuild = "http://schemas.microsoft.com/developer/msbuild/2003";
    private static readonly XDocument Project = XDocument.Parse(Repository.Read("firmware/PenFirmware.nfproj"));
    private static readonly XElement Packages = XDocument.Parse(Repository.Read("firmware/packages.config")).Root!;

    /// <summary>
    /// Assembly of each package, and the assemblies it needs besides mscorlib, as the nuspec files in nanoFramework's public
    /// repositories say it, of versions near ours (not of exactly ours: no package could be restored). Not read: System.Text, System.Math.
    /// </summary>
    private static readonly Dictionary<string, (string Id, string[] Needs)> Known = new()
    {
        ["mscorlib"] = ("nanoFramework.CoreLibrary", []),
        ["nanoFramework.Runtime.Events"] = ("nanoFramework.Runtime.Events", []),
        ["nanoFramework.Runtime.Native"] = ("nanoFramework.Runtime.Native", []),
        ["nanoFramework.Hardware.Esp32"] = ("nanoFramework.Hardware.Esp32", ["nanoFramework.Runtime.Events"]),
        ["nanoFramework.System.Collections"] = ("nanoFramework.System.Collections", []),
        ["nanoFramework.System.Text"] = ("nanoFramework.System.Text", []),
        ["nanoFramework.System.IO.Hashing"] = ("nanoFramework.System.IO.Hashing", []),
        ["System.Math"] = ("nanoFramework.System.Math", []),
        ["System.Device.Adc"] = ("nanoFramework.System.Device.Adc", []),
        ["System.Device.Gpio"] = ("nanoFramework.System.Device.Gpio", ["nanoFramework.Runtime.Events"]),
        ["System.Device.I2c"] = ("nanoFramework.System.Device.I2c", []),
        ["System.Device.Pwm"] = ("nanoFramework.System.Device.Pwm", []),
        ["System.IO.Streams"] = ("nanoFramework.System.IO.Streams", ["nanoFramework.System.Text"]),
        ["System.IO.Ports"] = ("nanoFramework.System.IO.Ports", ["nanoFramework.Runtime.Events", "System.IO.Streams"]),
        ["Iot.Device.ServoMotor"] = ("nanoFramework.Iot.Device.ServoMotor", ["System.Device.Pwm"]),
        ["Iot.Device.At24cxx"] = ("nanoFramework.Iot.Device.At24cxx", ["System.Device.I2c"]),
    };

    /// <summary>Types that live elsewhere than their namespace says.</summary>
    private static readonly Dictionary<string, string> Strangers = new()
    {
        ["System.Math"] = "System.Math",
        ["System.Device.Gpio.GpioPulseCount"] = "nanoFramework.Hardware.Esp32",
        ["System.Device.Gpio.GpioPulseCounter"] = "nanoFramework.Hardware.Esp32",
        ["System.Device.Gpio.GpioPulsePolarity"] = "nanoFramework.Hardware.Esp32",
    };

    private static readonly string[] References =
    [
        .. Project.Descendants(Msbuild + "Reference").Select(r => (string)r.Attribute("Include")!),
    ];

    [Fact]
    public void EveryReferenceIsTheAssemblyOfItsPackage()
    {
        var versions = Packages
            .Elements("package")
            .ToDictionary(p => (string)p.Attribute("id")!, p => (string)p.Attribute("version")!);
        Assert.Equal(versions.Count, References.Length);
        foreach (XElement reference in Project.Descendants(Msbuild + "Reference"))
        {
            string name = (string)reference.Attribute("Include")!;
            Assert.True(Known.TryGetValue(name, out var package), $"{name}: add it, and what it needs, to the table above.");
            Assert.Equal(
                $"..\\packages\\{package.Id}.{versions[package.Id]}\\lib\\{name}.dll",
                reference.Element(Msbuild + "HintPath")!.Value
            );
        }
    }

    [Fact]
    public void WhatAPackageNeedsIsThereToo() =>
        Assert.Empty(References.SelectMany(name => Known[name].Needs.Append("mscorlib")).Distinct().Except(References));

    [Fact]
    public void EveryPlatformTypeInUseComesFromAReference()
    {
        string[] types =
        [
            .. Repository
                .Read("tests/Pen.House.Tests/nano-members.txt")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.Contains("::", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(types);
        Assert.Empty(types.Select(AssemblyOf).Distinct().Except(References));
    }

    /// <summary>The platform's lists are not part of this repository; where they lie beside it, the assemblies are held against them.</summary>
    [Fact]
    public void TheAssembliesOfTypesAreThePlatforms()
    {
        string folder = Path.Combine(Repository.Root, "..", "shared", "nanoframework", "api");
        foreach ((string type, string assembly) in Strangers)
        {
            string list = Path.Combine(folder, assembly + ".txt");
            Assert.True(Known.ContainsKey(assembly), assembly);
            Assert.True(
                !File.Exists(list) || File.ReadLines(list).Any(l => l.StartsWith(type + " =", StringComparison.Ordinal)),
                type
            );
        }
    }

    [Theory]
    [InlineData("OutputType", "Exe")]
    [InlineData("AssemblyName", "PenFirmware")]
    [InlineData("TargetFrameworkVersion", "v1.0")]
    [InlineData("TreatWarningsAsErrors", "true")]
    [InlineData("Deterministic", "true")]
    [InlineData("ProjectTypeGuids", "{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}")]
    public void ThePropertiesAreThoseThatWereTried(string property, string value) =>
        Assert.Equal(value, Project.Descendants(Msbuild + property).Single().Value);

    /// <summary>The default props set the language version: ours must come after them; the targets see everything.</summary>
    [Fact]
    public void TheOrderIsTheOneThatWasTried()
    {
        string[] order =
        [
            .. Project
                .Root!.Elements()
                .Select(e =>
                    e.Name.LocalName == "Import" ? ((string)e.Attribute("Project")!).Split(')')[1]
                    : e.Element(Msbuild + "LangVersion") is not null ? "LangVersion"
                    : e.Element(Msbuild + "ImportDirectoryBuildProps") is not null ? "Globals"
                    : e.Descendants(Msbuild + "ProjectConfigurationsDeclaredAsItems").Any() ? "Capabilities"
                    : e.Name.LocalName
                )
                .Where(name => name != "ItemGroup"),
        ];
        Assert.Equal(
            [
                "Globals",
                "NFProjectSystem.Default.props",
                "LangVersion",
                "NFProjectSystem.props",
                "NFProjectSystem.CSharp.targets",
                "Capabilities",
            ],
            order
        );
    }

    [Fact]
    public void TheReadmesMemoryTableIsTheMemoryMap()
    {
        string readme = Repository.Read("firmware/README.md");
        int end = 0x20000 - MemoryMap.LastPage;
        foreach (
            string row in new[]
            {
                $"| 0x{MemoryMap.Settings:X5}, 0x{MemoryMap.Settings + MemoryMap.CopyDistance:X5} | settings",
                $"| 0x{MemoryMap.Counters:X5}, 0x{MemoryMap.Counters + MemoryMap.CopyDistance:X5} | counters",
                $"| 0x{MemoryMap.Odometer:X5}, 0x{MemoryMap.Odometer + MemoryMap.CopyDistance:X5} | odometer",
                $"| 0x{MemoryMap.ProbeCell:X5} | probe",
                $"| 0x{MemoryMap.Log:X5} … 0x{end:X5} | usage log, {MemoryMap.LogCapacity(0x20000)} records",
                $"| 0x{0x20000 - MemoryMap.SerialNumberFromEnd:X5} | serial number",
            }
        )
        {
            Assert.Contains(row, readme, StringComparison.Ordinal);
        }
    }

    private static string AssemblyOf(string type)
    {
        if (Strangers.TryGetValue(type, out string? stranger))
        {
            return stranger;
        }

        string space = type[..type.LastIndexOf('.')];
        return space is "System" or "System.Threading" ? "mscorlib"
            : space == "System.IO.Hashing" ? "nanoFramework.System.IO.Hashing"
            : space;
    }
}
