namespace Pen.Simulator.Endpoints;

/// <summary>How a simulated pen is served.</summary>
public sealed class PenServerOptions
{
    /// <summary>Whether it shows as a pseudo-terminal; possible on Linux alone, ignored elsewhere.</summary>
    public bool Pty { get; init; } = true;

    /// <summary>Loopback TCP port; 0 takes any free one, null none.</summary>
    public int? TcpPort { get; init; }

    /// <summary>Virtual time for each second of the wall clock: 1 is real time, 0 as fast as it can.</summary>
    public double SpeedFactor { get; init; } = 1;
}
