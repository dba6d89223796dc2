using System;

namespace Pen.Simulator.Endpoints;

/// <summary>Where and how fast a <see cref="PenServer"/> serves its pen.</summary>
public sealed record PenServerOptions
{
    /// <summary>Serve on a pseudo terminal. True by default on Linux, the only system where it works.</summary>
    public bool Pty { get; init; } = OperatingSystem.IsLinux();

    /// <summary>
    /// Serve on this TCP port (0 … 65535) of the loopback address; 0 takes any free port, null (the default) serves no TCP.
    /// Other addresses are not offered: the link has no authentication.
    /// </summary>
    public int? TcpPort { get; init; }

    /// <summary>Virtual seconds per wall second: 1 is real time (the default), 0 is as fast as it can. Finite, not negative.</summary>
    public double SpeedFactor { get; init; } = 1;

    /// <summary>Runs on the pen's thread before its first tick, for example to make a chip the thread's current one.</summary>
    public Action? OnThreadStart { get; init; }
}
