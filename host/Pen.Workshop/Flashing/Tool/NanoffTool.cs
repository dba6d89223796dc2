using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Pen.Workshop.Flashing.Tool;

/// <summary>Where nanoFramework's own flasher is, and how it is started.</summary>
/// <param name="Program">The program to start.</param>
/// <param name="Prefix">Words before the tool's own.</param>
/// <param name="Folder">Where to start it; null for here.</param>
public sealed record NanoffTool(string Program, IReadOnlyList<string> Prefix, string? Folder)
{
    /// <summary>Names the tool, where nothing else does.</summary>
    public const string Variable = "PEN_NANOFF";

    /// <summary>The version that the manifest pins, and whose options are used.</summary>
    public const string Version = "2.5.162";

    private const string ManifestName = "dotnet-tools.json";

    /// <summary>
    /// The tool: as given, by the environment, restored from the manifest in firmware/.config, or the global one.
    /// </summary>
    /// <exception cref="FlashingException">It is nowhere; the message has the one command that gets it.</exception>
    public static NanoffTool Find(string? given, string startFolder)
    {
        string? named = given ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named) ? Of(Path.GetFullPath(named)) : throw Missing($"There is no tool at {named}.", null);
        }

        string? manifestFolder = ManifestFolder(startFolder);
        if (manifestFolder is not null && Pinned(manifestFolder) is { } version && IsRestored(version))
        {
            return new NanoffTool("dotnet", ["tool", "run", "nanoff", "--"], manifestFolder);
        }

        return GlobalPlaces().FirstOrDefault(File.Exists) is { } global
            ? Of(global)
            : throw Missing("The tool nanoff, which writes the board's memory, is not on this computer.", manifestFolder);
    }

    private static NanoffTool Of(string path) =>
        Path.GetExtension(path).Equals(".dll", StringComparison.OrdinalIgnoreCase)
            ? new NanoffTool("dotnet", ["exec", path], null)
            : new NanoffTool(path, [], null);

    private static FlashingException Missing(string problem, string? manifestFolder) =>
        new(
            FlashingFailure.ToolMissing,
            problem,
            manifestFolder is null
                ? $"Get it with: dotnet tool install --global nanoff --version {Version}"
                : $"Get it with: (cd {manifestFolder} && dotnet tool restore)"
        );

    /// <summary>The folder whose .config holds the tool's manifest: this one or one above, or "firmware" in it.</summary>
    private static string? ManifestFolder(string start)
    {
        for (string? folder = Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string below = Path.Combine(folder, "firmware");
            if (Pinned(below) is not null)
            {
                return below;
            }

            if (Pinned(folder) is not null)
            {
                return folder;
            }
        }

        return null;
    }

    private static string? Pinned(string folder)
    {
        try
        {
            string path = Path.Combine(folder, ".config", ManifestName);
            if (!File.Exists(path))
            {
                return null;
            }

            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(path));
            return manifest.RootElement.GetProperty("tools").GetProperty("nanoff").GetProperty("version").GetString();
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }

    private static bool IsRestored(string version)
    {
        string packages =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.Exists(Path.Combine(packages, "nanoff", version));
    }

    private static IEnumerable<string> GlobalPlaces()
    {
        string name = OperatingSystem.IsWindows() ? "nanoff.exe" : "nanoff";
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return path.Append(Path.Combine(home, ".dotnet", "tools")).Select(folder => Path.Combine(folder, name));
    }
}
