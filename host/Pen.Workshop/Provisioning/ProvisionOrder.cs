using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning;

/// <summary>What a board is to become.</summary>
public sealed record ProvisionOrder
{
    private const int LongestSerial = 16;
    private const int LongestName = 100;

    /// <summary>Its serial number: 1 to 16 of A to Z, 0 to 9 and "-".</summary>
    public required string Serial { get; init; }

    /// <summary>Revision of the board, 1 … 99.</summary>
    public required int Revision { get; init; }

    /// <summary>The maker's key for cartridges.</summary>
    public required MakerKey Key { get; init; }

    /// <summary>Who does it.</summary>
    public required string By { get; init; }

    /// <summary>Records of its calibration; their residuals go into the board's record.</summary>
    public IReadOnlyList<string> CalibrationFiles { get; init; } = [];

    /// <summary>Where the bench keeps calibrations, for a board for which no file is named; null for nowhere.</summary>
    public string? CalibrationRoot { get; init; }

    /// <summary>Whether a board that was never calibrated passes; its record says so in words.</summary>
    public bool WithoutCalibration { get; init; }

    /// <summary>Report of the flashing, for the chip's address; null without one.</summary>
    public string? BoardReport { get; init; }

    /// <summary>The number that the board has now, where it was provisioned before; null where it was not.</summary>
    public string? Was { get; init; }

    /// <summary>Where records, labels and the book of numbers are.</summary>
    public required string Folder { get; init; }

    /// <summary>Refuses what cannot be carried out, before anything is asked of a board.</summary>
    /// <exception cref="TrialRefusedException">A value cannot be.</exception>
    public void Check()
    {
        if (!IsSerial(Serial))
        {
            throw new TrialRefusedException(
                $"\"{Printable(Serial)}\" cannot be a serial number.",
                "Give 1 to 16 of A to Z, 0 to 9 and \"-\"."
            );
        }

        if (Revision < 1 || Revision > SettingTable.Max(SettingId.HardwareRevision))
        {
            throw new TrialRefusedException(
                $"{Revision} cannot be a hardware revision.",
                $"Give a number from 1 to {SettingTable.Max(SettingId.HardwareRevision)}; it stands on the board."
            );
        }

        if (string.IsNullOrWhiteSpace(By) || By.Length > LongestName || By.Any(char.IsControl))
        {
            throw new TrialRefusedException(
                "The record has to say who provisioned the board.",
                $"Give a name of at most {LongestName} characters with --by."
            );
        }
    }

    /// <summary>Whether this can be a serial number.</summary>
    internal static bool IsSerial(string text) =>
        text.Length is > 0 and <= LongestSerial
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Printable(string text) =>
        string.Concat(text.Take(LongestSerial * 2).Select(c => char.IsControl(c) ? ' ' : c));
}
