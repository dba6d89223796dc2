using System;
using System.Collections.Generic;
using System.Globalization;
using Pen.Workshop.Flashing.Boards;

namespace Pen.Workshop.Flashing.Job;

/// <summary>What was done with a board and what came out: for the person, for scripts and for the file beside the backup.</summary>
public sealed class FlashReport
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The chip.</summary>
    public ChipFacts? Chip { get; set; }

    /// <summary>nanoCLR that was found; null for none.</summary>
    public string? ClrBefore { get; set; }

    /// <summary>What the board carried, in a sentence.</summary>
    public string? CarriedBefore { get; set; }

    /// <summary>The backup's folder; null where there was nothing to keep.</summary>
    public string? Backup { get; set; }

    /// <summary>Whether nanoCLR was written.</summary>
    public bool ClrWritten { get; set; }

    /// <summary>What was written, in bytes.</summary>
    public int ImageBytes { get; set; }

    /// <summary>Its MD5.</summary>
    public string? ImageMd5 { get; set; }

    /// <summary>Firmware version in it; null where a blank partition was restored.</summary>
    public string? ImageVersion { get; set; }

    /// <summary>MD5 that the chip computed over the whole partition afterwards; equal to what was expected.</summary>
    public string? PartitionMd5 { get; set; }

    /// <summary>The pen that answered; null where none was asked.</summary>
    public string? PenSerial { get; set; }

    /// <summary>The firmware version that it told.</summary>
    public string? PenVersion { get; set; }

    /// <summary>Whether the self-test passed; null where it was not run.</summary>
    public bool? SelfTestPassed { get; set; }

    /// <summary>What the self-test or the pen found, in words.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>The log.</summary>
    public string? Log { get; set; }

    /// <summary>Seconds of each step.</summary>
    public Dictionary<string, double> StepSeconds { get; } = [];

    /// <summary>What the board holds, in a sentence; null as long as nothing was touched.</summary>
    public string? Holds { get; set; }

    /// <summary>How it ended, in a sentence.</summary>
    public string? Outcome { get; set; }

    /// <summary>The report for a person.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"Board     {Chip?.Name} revision {Chip?.Revision}, MAC {Chip?.Mac}";
        yield return $"Before    {CarriedBefore}";
        yield return $"Backup    {Backup ?? "none: there was nothing to keep"}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Written   {ImageBytes} bytes, firmware {ImageVersion ?? "none"}{(ClrWritten ? ", and nanoCLR" : "")}"
        );
        yield return $"Compared  MD5 of the whole partition, {PartitionMd5}: as written";
        if (PenSerial is not null)
        {
            yield return $"Pen       {PenSerial}, firmware {PenVersion}: as written";
            yield return $"Self-test {(SelfTestPassed == true ? "passed" : "NOT passed")}";
        }
        else
        {
            yield return "Pen       not asked: nobody has seen it run";
        }

        foreach (string finding in Findings)
        {
            yield return "          " + finding;
        }

        yield return $"Log       {Log}";
    }
}
