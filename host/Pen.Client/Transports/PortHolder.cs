using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace Pen.Client.Transports;

/// <summary>Finds out on Linux who holds a port and which group may open it, so that a message can name them.</summary>
internal static class PortHolder
{
    /// <summary>Name and number of the process that has the port open; null when it cannot be found (other users' processes are hidden).</summary>
    public static string? Find(string address)
    {
        try
        {
            string port = RealPath(address);
            foreach (string folder in Directory.EnumerateDirectories("/proc"))
            {
                string name = Path.GetFileName(folder);
                if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int process) && Holds(folder, port))
                {
                    return process == Environment.ProcessId ? "this program itself" : Describe(folder, process);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Without /proc the message says "another program".
        }

        return null;
    }

    /// <summary>Name of the group that owns the port; null when it cannot be found or is root's.</summary>
    public static string? GroupOf(string address)
    {
        try
        {
            using var stat = Process.Start(
                new ProcessStartInfo("stat", ["-L", "-c", "%G", address])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            string group = stat.StandardOutput.ReadToEnd().Trim();
            return stat.WaitForExit(1000) && stat.ExitCode == 0 && group is not ("" or "root" or "UNKNOWN") ? group : null;
        }
        catch (Exception failure) when (failure is IOException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static bool Holds(string processFolder, string port)
    {
        try
        {
            foreach (string descriptor in Directory.EnumerateFiles(Path.Combine(processFolder, "fd")))
            {
                if (new FileInfo(descriptor).LinkTarget == port)
                {
                    return true;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to somebody else.
        }

        return false;
    }

    private static string Describe(string processFolder, int process)
    {
        string name = File.ReadAllText(Path.Combine(processFolder, "comm")).Trim();
        return string.Create(CultureInfo.InvariantCulture, $"{name} (process {process})");
    }

    private static string RealPath(string address)
    {
        return File.ResolveLinkTarget(address, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(address);
    }
}
