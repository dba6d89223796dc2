using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Pen.BrokenControls;

/// <summary>Breaks each control of the list in a clone of the last commit, and writes down what noticed.</summary>
internal static class Program
{
    private const string Sweeps = "PowerCutSweepTests";
    private const string Firmware = "Pen.Firmware.Tests";
    private const string Campaign = "Pen.Campaign.Tests";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static int Main(string[] only)
    {
        string root = Output("git", "rev-parse --show-toplevel").Trim();
        string listPath = Path.Combine(root, "docs", "safety", "broken-controls.json");
        List<BrokenControl> list = BrokenControl.Read(listPath);
        string clone = Directory.CreateTempSubdirectory("pen-broken-").FullName;
        try
        {
            Output("git", $"clone -q \"{root}\" \"{clone}\"");
            Build(clone);
            for (int i = 0; i < list.Count; i++)
            {
                if (only.Length > 0 && !only.Any(o => list[i].What.Contains(o, StringComparison.OrdinalIgnoreCase)))
                {
                    continue;
                }

                list[i] = list[i] with { NoticedBy = Try(clone, list[i]) };
                string noticed = list[i].NoticedBy.Count == 0 ? "NOTHING" : string.Join(", ", list[i].NoticedBy.Take(3));
                Console.WriteLine($"[{i + 1}/{list.Count}] {list[i].What}: {noticed}");
            }
        }
        finally
        {
            Directory.Delete(clone, recursive: true);
        }

        BrokenControl.Write(listPath, list);
        File.WriteAllText(Path.Combine(root, "docs", "safety", "broken-controls.md"), Page.Of(list));
        return list.All(c => c.NoticedBy.Count > 0 || c.Note.Length > 0) ? 0 : 1;
    }

    private static IReadOnlyList<string> Try(string clone, BrokenControl control)
    {
        string path = Path.Combine(clone, control.File);
        string whole = File.ReadAllText(path);
        File.WriteAllText(path, whole.Replace(control.From, control.To, StringComparison.Ordinal));
        try
        {
            // Quick tests first: most changes are noticed by them, and the sweeps take a minute.
            IReadOnlyList<string> noticed = Build(clone)
                ? Failures(clone, Firmware, "FullyQualifiedName!~" + Sweeps)
                : ["the compiler"];
            noticed = noticed.Count > 0 ? noticed : Failures(clone, Firmware, "FullyQualifiedName~" + Sweeps);
            return noticed.Count > 0 ? noticed : Failures(clone, Campaign, "FullyQualifiedName~Pen");
        }
        finally
        {
            File.WriteAllText(path, whole);
        }
    }

    private static bool Build(string clone) =>
        new[] { Firmware, Campaign }.All(p => Run("dotnet", $"build tests/{p} -c Release -v quiet -nologo", clone) == 0);

    private static IReadOnlyList<string> Failures(string clone, string project, string filter)
    {
        string results = Path.Combine(clone, "results.trx");
        File.Delete(results);
        int exit = Run(
            "dotnet",
            $"test tests/{project} -c Release --no-build --nologo -v quiet --filter \"{filter}\" --logger \"trx;LogFileName={results}\"",
            clone
        );
        if (!File.Exists(results))
        {
            return exit == 0 ? [] : [$"{project} (ended without a result)"];
        }

        XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        return
        [
            .. XDocument
                .Load(results)
                .Descendants(trx + "UnitTestResult")
                .Where(r => (string?)r.Attribute("outcome") == "Failed")
                .Select(r => Short((string)r.Attribute("testName")!))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Class.Method of a test's full name with its arguments.</summary>
    private static string Short(string testName)
    {
        string[] parts = testName.Split('(')[0].Split('.');
        return string.Join('.', parts[^2..]);
    }

    private static string Output(string program, string arguments)
    {
        using Process process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} does not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments} failed.");
    }

    private static int Run(string program, string arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            return -1;
        }

        return process.ExitCode;
    }
}
