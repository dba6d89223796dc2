using System;
using System.ComponentModel;
using System.Diagnostics;

namespace Pen.Companion.Starting;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens a page where there is a desktop; where there is none, or it does not want to, the address on the screen has to do.</summary>
    public static void Open(string address)
    {
        bool desktop =
            !OperatingSystem.IsLinux()
            || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        if (!desktop)
        {
            return;
        }

        try
        {
            ProcessStartInfo start =
                OperatingSystem.IsWindows() ? new ProcessStartInfo(address) { UseShellExecute = true }
                : OperatingSystem.IsMacOS() ? new ProcessStartInfo("open", address)
                : new ProcessStartInfo("xdg-open", address) { RedirectStandardError = true, RedirectStandardOutput = true };
            Process.Start(start)?.Dispose();
        }
        catch (Win32Exception)
        {
            // No such program.
        }
    }
}
