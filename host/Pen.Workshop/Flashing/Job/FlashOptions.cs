using System;
using System.Collections.Generic;

namespace Pen.Workshop.Flashing.Job;

/// <summary>What is to be done with a board.</summary>
public sealed record FlashOptions
{
    /// <summary>nanoCLR of the board's module, where nothing else is said.</summary>
    public const string DefaultTarget = "ESP32_PSRAM_REV3";

    /// <summary>Word for "there is no companion port": the board is not asked and cannot be looked at afterwards.</summary>
    public const string NoCompanion = "none";

    /// <summary>The flashing port; null for the only one that there is.</summary>
    public string? Port { get; init; }

    /// <summary>The companion port; null for the second interface of the same device, or the only pen found.</summary>
    public string? Companion { get; init; }

    /// <summary>The application; null where a backup is restored.</summary>
    public string? Image { get; init; }

    /// <summary>A local nanoCLR that is to be written too.</summary>
    public string? Clr { get; init; }

    /// <summary>Whether nanoCLR is written even where the board has one.</summary>
    public bool Update { get; init; }

    /// <summary>Name of the target, as nanoFramework's list has it.</summary>
    public string Target { get; init; } = DefaultTarget;

    /// <summary>A backup that is written back.</summary>
    public string? Restore { get; init; }

    /// <summary>Where backups, logs and reports go.</summary>
    public required string BackupRoot { get; init; }

    /// <summary>Where nanoff is, when the person says.</summary>
    public string? Nanoff { get; init; }

    /// <summary>Variables for the tool's environment.</summary>
    public IReadOnlyList<(string Name, string Value)> ToolEnvironment { get; init; } = [];

    /// <summary>Whether the person wants no questions.</summary>
    public bool Yes { get; init; }

    /// <summary>Longest time for one step of the tool, 1 s … 1 h; default 10 min (1.8 MB at 115,200 bit/s take 3).</summary>
    public TimeSpan StepLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the pen may take to answer after its reset, 1 s … 10 min; default 30 s.</summary>
    public TimeSpan PenLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Speed for reading through the boot loader, in bit/s.</summary>
    public int ReadBaud { get; init; } = 460_800;
}
