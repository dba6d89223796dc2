using System;
using System.Collections.Generic;
using Pen.Workshop.Calibration;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning;

/// <summary>The calibration that a board has.</summary>
/// <param name="Words">In words; says so where there is none.</param>
/// <param name="Day">Day of the last full one; null when it was never calibrated.</param>
/// <param name="Settings">Values in the board by their names on the command line.</param>
/// <param name="LargestResiduals">Largest residual of each record that was given, by its kind and unit, without sign.</param>
/// <param name="Records">The records themselves.</param>
public sealed record BoardCalibration(
    string Words,
    DateOnly? Day,
    IReadOnlyDictionary<string, int> Settings,
    IReadOnlyDictionary<string, double> LargestResiduals,
    IReadOnlyList<CalibrationRecord> Records
);

/// <summary>The record of a board: one file each time, never one over another. The maker's key does not stand in it, only its check number.</summary>
public sealed record ProvisionRecord
{
    /// <summary>What the file is.</summary>
    public string Format => "pen-board 1";

    /// <summary>Serial number.</summary>
    public required string Serial { get; init; }

    /// <summary>The number that the board had before.</summary>
    public string? Was { get; init; }

    /// <summary>Whether it is a simulated one.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Hardware revision.</summary>
    public required int Revision { get; init; }

    /// <summary>Address of the chip, as the report of its flashing tells it; null without one.</summary>
    public string? Mac { get; init; }

    /// <summary>Version of the firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>Check number of the maker's key.</summary>
    public required string KeyCheck { get; init; }

    /// <summary>Calibration.</summary>
    public BoardCalibration? Calibration { get; init; }

    /// <summary>What the clock was off by behind its setting, in s.</summary>
    public double? ClockOffSeconds { get; init; }

    /// <summary>Figures of the first self-test.</summary>
    public IReadOnlyList<Figure> SelfTest { get; init; } = [];

    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Tool { get; init; }

    /// <summary>Where it was connected.</summary>
    public required string Port { get; init; }

    /// <summary>"passed" or "failed".</summary>
    public string Result => Passed ? "passed" : "failed";

    /// <summary>Whether every step was done and everything read back.</summary>
    public required bool Passed { get; init; }

    /// <summary>The step that failed; null when none did.</summary>
    public ProvisionStep? FailedStep { get; init; }

    /// <summary>Why, and what to do.</summary>
    public TrialFailure? Failure { get; init; }

    /// <summary>What was done.</summary>
    public required IReadOnlyList<StepDone> Steps { get; init; }
}

/// <summary>What came of a board.</summary>
/// <param name="Record">Its record.</param>
/// <param name="Files">Where it stands: record, and label where it passed.</param>
public sealed record ProvisionOutcome(ProvisionRecord Record, IReadOnlyList<string> Files);
