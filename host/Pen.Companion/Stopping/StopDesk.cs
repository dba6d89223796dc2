using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Protocol;

namespace Pen.Companion.Stopping;

/// <summary>What became of a STOP at one pen.</summary>
public enum StopOutcome
{
    /// <summary>The pen has answered that it does not run.</summary>
    Stopped,

    /// <summary>There is no line to it, or it has not answered in time. It is tried further, and the pen stops by itself within 2 s.</summary>
    Unreachable,
}

/// <summary>What became of a STOP at one pen.</summary>
/// <param name="Serial">Its serial number.</param>
/// <param name="Outcome">Whether it has answered.</param>
/// <param name="State">Where it stands then; null where it has not answered.</param>
public sealed record StoppedPen(string Serial, StopOutcome Outcome, PenState? State);

/// <summary>What became of a STOP.</summary>
/// <param name="Pens">Of each pen that was meant; empty when no pen is known at all.</param>
/// <param name="TookMs">How long the answers took, ms.</param>
public sealed record StopReport(IReadOnlyList<StoppedPen> Pens, double TookMs)
{
    /// <summary>Whether every pen has answered that it does not run.</summary>
    public bool IsWell => Pens.All(p => p.Outcome == StopOutcome.Stopped);
}

/// <summary>
/// STOP: asked of everyone, never asked back, never refused. Software may always stop (P1), so neither the seat nor a role nor a locked screen
/// stands in its way.
/// </summary>
public sealed class StopDesk(PenRoster roster)
{
    /// <summary>An answer takes 20 ms on a healthy line; after this the screen says that it has not come, and it is tried further.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);

    /// <summary>Stops a pen, or all.</summary>
    /// <param name="serial">Which; all when null or not known, for a wrong name must not keep a pen running.</param>
    public async Task<StopReport> StopAsync(string? serial)
    {
        long begun = Stopwatch.GetTimestamp();
        PenDesk? one = serial is null ? null : roster.Find(serial);
        IEnumerable<PenDesk> meant = one is null ? roster.Desks.Where(d => d.Serial.Length > 0) : [one];
        StoppedPen[] pens = await Task.WhenAll(meant.Select(StopAsync)).ConfigureAwait(false);
        return new StopReport(pens, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    private static async Task<StoppedPen> StopAsync(PenDesk desk)
    {
        if (desk.Client is not { } pen)
        {
            return new StoppedPen(desk.Serial, StopOutcome.Unreachable, null);
        }

        // Not bound to the request: a page that is closed right after STOP has been pressed still stops.
        Task<PenStanding> stopping = pen.StopAsync(CancellationToken.None);
        try
        {
            PenStanding standing = await stopping.WaitAsync(Patience).ConfigureAwait(false);
            return new StoppedPen(desk.Serial, StopOutcome.Stopped, standing.State);
        }
        catch (Exception problem) when (problem is PenException or TimeoutException or ObjectDisposedException)
        {
            _ = stopping.ContinueWith(t => t.Exception, TaskScheduler.Default);
            return new StoppedPen(desk.Serial, StopOutcome.Unreachable, null);
        }
    }
}
