using System;

namespace Pen.Workshop.Doctor;

/// <summary>Where to look, and how far to go.</summary>
public sealed record DoctorOptions
{
    /// <summary>The pen's companion port; null for the only pen found, or the port where one should be.</summary>
    public string? Port { get; init; }

    /// <summary>The flashing port; null for the first interface of the pen's device.</summary>
    public string? Flashing { get; init; }

    /// <summary>Whether the board may be restarted, so that its boot messages are heard. Never done while a pen answers.</summary>
    public bool MayReset { get; init; }

    /// <summary>How long to listen at the flashing port, 0.1 … 60 s; default 3 s.</summary>
    public TimeSpan Listening { get; init; } = TimeSpan.FromSeconds(3);
}
