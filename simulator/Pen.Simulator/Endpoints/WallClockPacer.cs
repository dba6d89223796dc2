using System;

namespace Pen.Simulator.Endpoints;

/// <summary>Says when, on the wall clock, a moment of virtual time is due. Holds no clock of its own.</summary>
public sealed class WallClockPacer
{
    /// <summary>
    /// Lateness in µs of wall time beyond which lost time is given up. Shorter stalls are caught up, so that the mean rate holds;
    /// after longer ones (a suspended laptop) a race would age the pen by seconds between two bytes of its host.
    /// </summary>
    public const long MaxCatchUpMicros = 200_000;

    private double factor = double.NaN;
    private long anchorVirtualMicros;
    private long anchorWallMicros;

    /// <summary>Microseconds of wall time until <paramref name="virtualMicros"/> is due; 0 when it is due now or late.</summary>
    /// <param name="virtualMicros">Virtual time of the moment in µs.</param>
    /// <param name="wallMicros">The wall clock now in µs, from any origin, never going back.</param>
    /// <param name="speedFactor">Virtual seconds per wall second; 0 is as fast as it can. A change starts a new time line.</param>
    public long MicrosUntilDue(long virtualMicros, long wallMicros, double speedFactor)
    {
        if (speedFactor != factor)
        {
            factor = speedFactor;
            Anchor(virtualMicros, wallMicros);
        }
        if (speedFactor == 0)
        {
            return 0;
        }
        // Very small factors would overflow a long: a day is as good as for ever, and the next call asks again.
        double elapsedMicros = Math.Min((virtualMicros - anchorVirtualMicros) / speedFactor, 86_400e6);
        long untilDue = anchorWallMicros + (long)elapsedMicros - wallMicros;
        if (untilDue < -MaxCatchUpMicros)
        {
            Anchor(virtualMicros, wallMicros);
        }
        return Math.Max(untilDue, 0);
    }

    private void Anchor(long virtualMicros, long wallMicros)
    {
        anchorVirtualMicros = virtualMicros;
        anchorWallMicros = wallMicros;
    }
}
