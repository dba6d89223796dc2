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
    public void NothingOfTheHostProjectsReachesIt()
    {
        foreach (string name in new[] { "Props", "Targets" })
        {
            Assert.Equal("false", Property("ImportDirectoryBuild" + name));
        }

        Assert.Equal("false", Property("ImportDirectoryPackagesProps"));
        Assert.All(
            Project.Descendants(Msbuild + "Import"),
            import => Assert.Equal($"Exists('{(string)import.Attribute("Project")!}')", (string?)import.Attribute("Condition"))
        );
        Assert.All(
            Project.Descendants(Msbuild + "Reference"),
            reference => Assert.DoesNotContain("Version=", (string)reference.Attribute("Include")!)
        );
    }

    [Theory]
    [InlineData("LangVersion")]
    [InlineData("Nullable")]
    public void BothBuildsSpeakTheSameLanguage(string property)
    {
        foreach (string folder in new[] { "Protocol", "Control", "Board" })
        {
            XDocument neighbour = XDocument.Parse(Repository.Read($"firmware/{folder}/Pen.{folder}.csproj"));
            Assert.Equal(neighbour.Descendants(property).Single().Value, Property(property));
        }
    }

    /// <summary>Digital pins by their number, analogue ones by the pin of their ADC1 channel.</summary>
    [Fact]
    public void TheReadmesPinTableIsThePinMap()
    {
        int[] pinOfChannel = [36, 37, 38, 39, 32, 33, 34, 35];
        string[] notPins = ["Hz", "Bus", "Address", "Word"];
        var pins = typeof(Pen.Board.PinMap)
            .GetFields()
            .Where(f => !notPins.Any(end => f.Name.EndsWith(end, StringComparison.Ordinal)))
            .Select(f => (f.Name, Value: (int)f.GetRawConstantValue()!))
            .Select(f =>
                f.Name.EndsWith("Channel", StringComparison.Ordinal)
                    ? $"| IO{pinOfChannel[f.Value]} | {f.Name} |"
                    : $"| IO{f.Value} | {f.Name} |"
            );
        var rows = Repository
            .Read("firmware/README.md")
            .Split('\n')
            .Where(line => line.StartsWith("| IO", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|')[..3]) + "|");
        Assert.Equal(pins.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static string Property(string name) =>
        Project.Descendants(Msbuild + name).Single(p => p.Attribute("Condition") is null).Value;

    private static bool Covers(string pattern, string file)
    {
        int wildcard = pattern.IndexOf("**", StringComparison.Ordinal);
        return wildcard < 0 ? pattern == file : file.StartsWith(pattern[..wildcard], StringComparison.Ordinal);
    }
}
