using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Pen.Companion.Pens;

/// <summary>
/// A short sign for what a page shows of pens, so that a page that asks again is told when nothing is new: then nothing on it moves, no
/// focus is lost and nothing is read aloud again.
/// </summary>
public static class PenDigest
{
    private const int Characters = 16;

    /// <summary>Of a list of pens.</summary>
    public static string Of(IEnumerable<PenDesk> desks) =>
        Hash(string.Join('\n', desks.Select(d => $"{d.Address}|{d.Serial}|{Standing(d.Now)}")));

    /// <summary>Of one pen, with its seat, its cartridge and its vitals as they are shown.</summary>
    public static string Of(PenDesk desk)
    {
        PenSnapshot now = desk.Now;
        string vitals = now.Status is { } s
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{s.BatteryMillivolts / 50} {s.MotorCelsius:0} {s.BoardCelsius:0} {s.StopReason} {s.LogHead}"
            )
            : "";
        return Hash($"{Standing(now)}|{now.Cartridge}|{now.Note}|{desk.Seat.Holder}|{vitals}");
    }

    private static string Standing(PenSnapshot now) =>
        $"{now.Stage}|{now.Problem?.Message}|{now.Twin}|{now.Identity}|{now.Status?.State}|{Faults(now)}|{now.Status?.Flags}";

    private static string Faults(PenSnapshot now) =>
        now.Status is { } s ? string.Join(',', s.LatchedFaults) + '/' + string.Join(',', s.ActiveFaults) : "";

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Characters];
}
