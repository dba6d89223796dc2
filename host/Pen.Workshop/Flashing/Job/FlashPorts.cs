using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Flashing.Boards;

namespace Pen.Workshop.Flashing.Job;

/// <summary>Finds the two lines of a board: the flashing port, and the companion port beside it.</summary>
internal static class FlashPorts
{
    /// <summary>The flashing port: as named, or the only one that could be.</summary>
    public static string Flashing(string? named, IReadOnlyList<UsbPort> usb)
    {
        if (named is not null)
        {
            return named;
        }

        IReadOnlyList<UsbPort> found = UsbPorts.FlashingPorts(usb);
        return found.Count switch
        {
            1 => found[0].Address,
            0 => throw new FlashingException(
                FlashingFailure.Port,
                "No board is on this computer's USB.",
                "Plug it in with a cable that carries data, or name its flashing port with --port; \"pen doctor\" looks further."
            ),
            _ => throw new FlashingException(
                FlashingFailure.Unclear,
                "More than one board could be meant: "
                    + string.Join(", ", found.Select(p => $"{p.Address} ({p.Product})"))
                    + ".",
                "Say which with --port."
            ),
        };
    }

    /// <summary>The companion port; null where the person said that there is none.</summary>
    public static async Task<string?> CompanionAsync(
        string? named,
        string flashing,
        IReadOnlyList<UsbPort> usb,
        CancellationToken ct
    )
    {
        if (named is not null)
        {
            return named == FlashOptions.NoCompanion ? null : named;
        }

        if (UsbPorts.Companion(usb, flashing) is { } second)
        {
            return second.Address;
        }

        var pens = new List<string>();
        foreach (PortCandidate candidate in await PenFinder.FindAsync(ct: ct).ConfigureAwait(false))
        {
            if (candidate.Pen is not null && candidate.Address != flashing)
            {
                pens.Add(candidate.Address);
            }
        }

        return pens.Count == 1
            ? pens[0]
            : throw new FlashingException(
                FlashingFailure.Unclear,
                pens.Count == 0
                    ? "The board's companion port is not known, so nobody can ask whether a session is open."
                    : "More than one pen is connected, and nobody can tell which of them this board is.",
                "Name its port with --companion, or say --companion none for a bare board that nobody treats with."
            );
    }
}
