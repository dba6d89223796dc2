using System;
using System.Threading;

namespace Pen.Companion.Pens;

/// <summary>Who sits in front of a pen.</summary>
/// <param name="Screen">Id of the browser, or of the token of another program.</param>
/// <param name="Name">Who works there, for the others to read.</param>
public sealed record SeatHolder(string Screen, string Name);

/// <summary>
/// One screen at a time may command a pen; the others watch, and may stop. The seat is free when its holder has shown no sign of life for
/// <see cref="Absent"/>; whoever commands first then takes it. It can be taken over by hand while the pen is not armed.
/// </summary>
public sealed class CommandSeat(PenDesk desk)
{
    /// <summary>After so long without an open page and without a request a holder counts as gone.</summary>
    public static readonly TimeSpan Absent = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private SeatHolder? holder;
    private long seenMs;

    /// <summary>Who holds it; null when it is free.</summary>
    public SeatHolder? Holder
    {
        get
        {
            lock (gate)
            {
                return IsFree ? null : holder;
            }
        }
    }

    private bool IsFree =>
        holder is null
        || (!desk.Feed.IsWatchedBy(holder.Screen) && Environment.TickCount64 - seenMs > Absent.TotalMilliseconds);

    /// <summary>Takes the seat, before the pen is commanded.</summary>
    /// <exception cref="SeatTakenException">Another screen holds it.</exception>
    public void Take(SeatHolder who) => Take(who, isHeld: () => !IsFree);

    /// <summary>Takes it from another screen, because somebody there or here said so.</summary>
    /// <exception cref="SeatTakenException">The pen is armed from there: it has to be stopped first.</exception>
    public void TakeOver(SeatHolder who) => Take(who, isHeld: () => desk.Now.IsArmed && !IsFree);

    private void Take(SeatHolder who, Func<bool> isHeld)
    {
        bool changed;
        lock (gate)
        {
            if (isHeld() && holder!.Screen != who.Screen)
            {
                throw new SeatTakenException(holder.Name);
            }

            changed = IsFree || holder != who;
            holder = who;
            seenMs = Environment.TickCount64;
        }

        if (changed)
        {
            desk.Change(n => n);
        }
    }
}
