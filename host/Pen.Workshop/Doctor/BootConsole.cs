using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Pen.Workshop.Doctor;

/// <summary>
/// Understands what an ESP32 says on UART0 while it starts: the ROM's "rst:0x10 (RTCWDT_RTC_RESET)", the second-stage boot loader and
/// nanoCLR. Names of reset reasons are the ROM's own. Bounded: the newest 64 KB count.
/// </summary>
public sealed partial class BootConsole
{
    private const int MostCharacters = 64 * 1024;
    private const int LoopResets = 3;
    private const int BrownOut = 0xF;

    private readonly StringBuilder text = new();

    /// <summary>What was said, printable.</summary>
    public string Text => text.ToString();

    /// <summary>How many bytes came, whatever they were.</summary>
    public long Bytes { get; private set; }

    /// <summary>The reason of each restart that was heard, in order.</summary>
    public IReadOnlyList<int> Resets =>
        ResetLine()
            .Matches(Text)
            .Select(m => int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToList();

    /// <summary>Whether it starts again and again.</summary>
    public bool IsLoop => Resets.Count >= LoopResets;

    /// <summary>Whether the supply fell too low.</summary>
    public bool HasBrownOut =>
        Resets.Contains(BrownOut) || Text.Contains("Brownout detector was triggered", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it waits in its boot loader.</summary>
    public bool WaitsForDownload => Text.Contains("waiting for download", StringComparison.Ordinal);

    /// <summary>Whether the flash holds nothing that the ROM can start.</summary>
    public bool FlashIsEmpty => Text.Contains("invalid header: 0x", StringComparison.Ordinal);

    /// <summary>Whether nanoCLR is missing or torn.</summary>
    public bool NoBootableApp => Text.Contains("No bootable app partitions", StringComparison.Ordinal);

    /// <summary>Whether nanoCLR runs and has no program that it can start.</summary>
    public bool AsksToBeFlashed => Text.Contains("Waiting for debug commands", StringComparison.Ordinal);

    /// <summary>Takes what was heard.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        foreach (byte value in bytes)
        {
            text.Append(value is (byte)'\r' or (byte)'\n' or >= 0x20 and <= 0x7E ? (char)value : '.');
        }

        if (text.Length > MostCharacters)
        {
            text.Remove(0, text.Length - MostCharacters);
        }
    }

    /// <summary>The reasons in words, each with how often it came.</summary>
    public string ResetsInWords() =>
        string.Join(
            ", ",
            Resets
                .GroupBy(reason => reason)
                .Select(same =>
                    string.Create(CultureInfo.InvariantCulture, $"{same.Count()} × {Reason(same.Key)} (0x{same.Key:x})")
                )
        );

    /// <summary>What a reset reason means.</summary>
    public static string Reason(int reason) =>
        reason switch
        {
            0x1 => "power came or EN was pressed",
            0x3 => "the program restarted it",
            0x4 => "an old watchdog",
            0x5 => "woken from deep sleep",
            0x6 => "the flash interface",
            0x7 => "watchdog of timer group 0",
            0x8 => "watchdog of timer group 1",
            0x9 => "watchdog of the real-time domain",
            0xB => "the watchdog reset a processor",
            0xC => "the program restarted a processor",
            0xD => "the real-time watchdog reset a processor",
            0xE => "one processor reset the other",
            0xF => "the supply fell too low",
            0x10 => "the real-time watchdog reset all",
            _ => "a reason that this program does not know",
        };

    [GeneratedRegex(@"rst:0x([0-9a-fA-F]{1,2}) \(")]
    private static partial Regex ResetLine();
}
