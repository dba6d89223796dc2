using System;

namespace Pen.Simulator.Tests.Endpoints;

/// <summary>A fact about pseudo terminals, which Linux alone serves.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Pseudo terminals are served on Linux only.";
        }
    }
}
