using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pen.Control;

namespace Pen.House.Tests;

/// <summary>
/// The solution opens everything, and its device project is built in the configuration Device alone: a Build.0 elsewhere breaks
/// `dotnet build` of the solution where nanoFramework's project system is not installed.
/// </summary>
public partial class SolutionTests
{
    private const string DeviceProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    private static readonly string Solution = Repository.Read("PenFirmware.sln").Replace("\r", "", StringComparison.Ordinal);

    private static readonly List<(string Type, string Path, string Id)> Projects =
    [
        .. ProjectLine()
            .Matches(Solution)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value.Replace('\\', '/'), m.Groups[3].Value)),
    ];

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        IEnumerable<string> tracked = Repository
            .Files.Where(f =>
                f.EndsWith(".csproj", StringComparison.Ordinal) || f.EndsWith(".nfproj", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(tracked, Projects.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheDeviceProjectIsBuiltInDeviceAlone()
    {
        var device = Projects.Single(p => p.Path == "firmware/PenFirmware.nfproj");
        Assert.Equal(DeviceProjectType, device.Type);
        Assert.Equal(
            [
                "Debug|Any CPU.ActiveCfg = Debug|Any CPU",
                "Device|Any CPU.ActiveCfg = Release|Any CPU",
                "Device|Any CPU.Build.0 = Release|Any CPU",
                "Device|Any CPU.Deploy.0 = Release|Any CPU",
                "Release|Any CPU.ActiveCfg = Release|Any CPU",
            ],
            Configurations(device.Id)
        );
    }

    [Fact]
    public void AllOthersAreBuiltInDebugAndReleaseAlone()
    {
        foreach (var project in Projects.Where(p => p.Type != DeviceProjectType))
        {
            Assert.Equal(
                [
                    "Debug|Any CPU.ActiveCfg = Debug|Any CPU",
                    "Debug|Any CPU.Build.0 = Debug|Any CPU",
                    "Device|Any CPU.ActiveCfg = Release|Any CPU",
                    "Release|Any CPU.ActiveCfg = Release|Any CPU",
                    "Release|Any CPU.Build.0 = Release|Any CPU",
                ],
                Configurations(project.Id)
            );
        }
    }

    [Fact]
    public void EveryPlaceTellsTheSameVersion()
    {
        string version = $"{FirmwareVersion.Major}.{FirmwareVersion.Minor}.{FirmwareVersion.Patch}";
        Assert.Equal(version, XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value);
        string info = Repository.Read("firmware/Properties/AssemblyInfo.cs");
        Assert.Contains($"AssemblyVersion(\"{version}.0\")", info, StringComparison.Ordinal);
        Assert.Contains($"AssemblyFileVersion(\"{version}.0\")", info, StringComparison.Ordinal);
        Assert.Contains(version, Repository.Read("CHANGELOG.md"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Configurations(string id) =>
        Solution
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(id + ".", StringComparison.Ordinal))
            .Select(line => line[(id.Length + 1)..])
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"Project\(""(\{[^}]+\})""\) = ""[^""]+"", ""([^""]+\.(?:cs|nf)proj)"", ""(\{[^}]+\})""")]
    private static partial Regex ProjectLine();
}
