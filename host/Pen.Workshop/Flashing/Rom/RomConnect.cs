using System;
using System.Threading;
using Pen.Workshop.Flashing.Ports;

namespace Pen.Workshop.Flashing.Rom;

/// <summary>Brings a board into its boot loader and gets into step with it.</summary>
public static class RomConnect
{
    private const int Attempts = 5;
    private const int SyncsAnAttempt = 4;
    private const int SyncMs = 150;
    private const int HandMs = 60_000;

    /// <summary>Connects; tries several resets, and where the line has no reset lines waits up to a minute for a hand.</summary>
    /// <param name="port">The open line.</param>
    /// <param name="say">Is told what the person has to do, where there is something.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="FlashingException">No boot loader answers.</exception>
    public static RomLoader Open(IFlashingPort port, Action<string>? say, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(port);
        return TryOpen(port, say, HandMs, ct)
            ?? throw new FlashingException(
                FlashingFailure.Board,
                $"No boot loader answers at {port.Address}.",
                "Hold BOOT, press EN, let go of both and try again; check that this is the flashing port, "
                    + "that the cable carries data and that the board has power."
            );
    }

    /// <summary>The same; null instead of a failure. A hand gets <paramref name="handMs"/> ms.</summary>
    public static RomLoader? TryOpen(IFlashingPort port, Action<string>? say, int handMs, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(port);
        var link = new RomLink(port);
        port.SetBaud(RomLoader.StartBaud);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (!Reset.Load(port))
            {
                return ByHand(link, say, handMs, ct);
            }

            link.Drain(30, ct);
            if (Sync(link, SyncsAnAttempt, ct))
            {
                return new RomLoader(link) { CanReset = true };
            }
        }

        return null;
    }

    /// <summary>Whether a boot loader answers without anything being reset.</summary>
    public static RomLoader? TryWithoutReset(IFlashingPort port, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(port);
        var link = new RomLink(port);
        return Sync(link, SyncsAnAttempt, ct) ? new RomLoader(link) : null;
    }

    private static RomLoader? ByHand(RomLink link, Action<string>? say, int handMs, CancellationToken ct)
    {
        bool asked = false;
        long end = Environment.TickCount64 + handMs;
        do
        {
            if (Sync(link, SyncsAnAttempt, ct))
            {
                return new RomLoader(link);
            }

            if (!asked)
            {
                say?.Invoke("This line cannot reset the board: hold BOOT, press EN, and let go of both.");
                asked = true;
            }
        } while (Environment.TickCount64 < end);
        return null;
    }

    private static bool Sync(RomLink link, int times, CancellationToken ct)
    {
        byte[] words = new byte[36];
        Array.Fill(words, (byte)0x55);
        ((ReadOnlySpan<byte>)[0x07, 0x07, 0x12, 0x20]).CopyTo(words);
        for (int i = 0; i < times; i++)
        {
            if (link.TryAsk(RomCommand.Sync, words, SyncMs, ct) is not null)
            {
                // The loader answers one sync eight times.
                link.Drain(50, ct);
                return true;
            }
        }

        return false;
    }
}
