using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Pen.House.Tests;

/// <summary>The device project cannot be built here; what can be checked of it is checked.</summary>
public class DeviceProjectTests
{
    private static readonly XNamespace Msbuild = "http://schemas.microsoft.com/developer/msbuild/2003";
    private static readonly XDocument Project = XDocument.Parse(Repository.Read("firmware/PenFirmware.nfproj"));
    private static readonly XDocument Packages = XDocument.Parse(Repository.Read("firmware/packages.config"));

    [Fact]
    public void EverySourceIsCompiledExactlyOnce()
    {
        var included = Project.Descendants(Msbuild + "Compile").Select(c => (string)c.Attribute("Include")!).ToList();
        foreach (
            string file in Repository.Files.Where(f =>
                f.StartsWith("firmware/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)
            )
        )
        {
            string inside = file["firmware/".Length..].Replace('/', '\\');
            Assert.Equal(1, included.Count(i => Covers(i, inside)));
        }
    }

    [Fact]
    public void WildcardsLeaveTheNeighboursBuildOutputOut()
    {
        foreach (
            XElement compile in Project
                .Descendants(Msbuild + "Compile")
                .Where(c => ((string)c.Attribute("Include")!).Contains("**"))
        )
        {
            string folder = ((string)compile.Attribute("Include")!).Split('\\')[0];
            Assert.Equal($"{folder}\\bin\\**;{folder}\\obj\\**", (string?)compile.Attribute("Exclude"));
        }
    }

    [Fact]
    public void PackagesAndReferencesAgree()
    {
        var hints = Project.Descendants(Msbuild + "HintPath").Select(h => h.Value.Split('\\')[2]).Order(StringComparer.Ordinal);
        var packages = Packages
            .Root!.Elements("package")
            .Select(p => $"{(string)p.Attribute("id")!}.{(string)p.Attribute("version")!}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(packages, hints);
        Assert.All(
            Packages.Root!.Elements("package"),
            p => Assert.Equal("netnano1.0", (string?)p.Attribute("targetFramework"))
        );
    }

    [Fact]
    public void EveryPlatformNamespaceInUseComesFromAPackage()
    {
        var assemblies = new Dictionary<string, string>
        {
            ["System.Device.Gpio"] = "System.Device.Gpio",
            ["System.Device.Pwm"] = "System.Device.Pwm",
            ["System.Device.Adc"] = "System.Device.Adc",
            ["System.Device.I2c"] = "System.Device.I2c",
            ["System.IO.Ports"] = "System.IO.Ports",
            ["System.IO.Hashing"] = "nanoFramework.System.IO.Hashing",
            ["nanoFramework.Hardware.Esp32"] = "nanoFramework.Hardware.Esp32",
            ["Iot.Device.ServoMotor"] = "Iot.Device.ServoMotor",
            ["Iot.Device.At24cxx"] = "Iot.Device.At24cxx",
            ["System.Threading"] = "mscorlib",
            ["System.Diagnostics"] = "mscorlib",
            ["System.Reflection"] = "mscorlib",
            ["System"] = "mscorlib",
        };
        var references = Project.Descendants(Msbuild + "Reference").Select(r => (string)r.Attribute("Include")!).ToHashSet();
        foreach (
            string file in Repository.Files.Where(f =>
                f.StartsWith("firmware/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)
            )
        )
        {
            foreach (
                string line in Repository.Read(file).Split('\n').Where(l => l.StartsWith("using ", StringComparison.Ordinal))
            )
            {
                string name = line["using ".Length..].TrimEnd(';', '\r');
                if (!name.StartsWith("Pen.", StringComparison.Ordinal))
                {
                    Assert.True(assemblies.TryGetValue(name, out string? assembly), $"{file}: {name}");
                    Assert.Contains(assembly, references);
                }
            }
        }
    }

    [Fact]
    public void TheReadmesPinTableIsThePinMap()
    {
        string readme = Repository.Read("firmware/README.md");
        var pins = typeof(Pen.Board.PinMap)
            .GetFields()
            .Where(f => f.FieldType == typeof(int))
            .ToDictionary(f => f.Name, f => (int)f.GetRawConstantValue()!);
        foreach (
            string name in pins.Keys.Where(n =>
                !n.EndsWith("Channel", StringComparison.Ordinal)
                && !n.EndsWith("Hz", StringComparison.Ordinal)
                && !n.EndsWith("Bus", StringComparison.Ordinal)
                && !n.EndsWith("Address", StringComparison.Ordinal)
                && !n.EndsWith("Word", StringComparison.Ordinal)
            )
        )
        {
            Assert.Contains($"| IO{pins[name]} | {name} |", readme);
        }
    }

    private static bool Covers(string pattern, string file)
    {
        int wildcard = pattern.IndexOf("**", StringComparison.Ordinal);
        return wildcard < 0 ? pattern == file : file.StartsWith(pattern[..wildcard], StringComparison.Ordinal);
    }
}
