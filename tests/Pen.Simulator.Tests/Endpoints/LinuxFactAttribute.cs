using System;

namespace Pen.Simulator.Tests.Endpoints;

/// <summary>A fact about pseudo terminals, which Linux alone serves.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    private const string Reason = "Pseudo terminals are served on Linux only.";

    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = Reason;
        }
    }
}
