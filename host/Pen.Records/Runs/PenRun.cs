using System;
using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Records.Runs;

/// <summary>How a run's record ended.</summary>
public enum RunEnding
{
    /// <summary>The pen recorded its end.</summary>
    Recorded,

    /// <summary>The pen lost its power; the figures are those of the last checkpoint, and what the cartridge had counted beyond it.</summary>
    PowerLost,

    /// <summary>No end has been read yet: the run goes on, or its record has not been collected.</summary>
    Missing,
}

/// <summary>How far a run was at a checkpoint, every 5 s.</summary>
/// <param name="Time">Time since the run began.</param>
/// <param name="Strokes">Strokes until then.</param>
/// <param name="MeanSpeedErrorPermille">Mean speed error until then, signed, ‰ of the set speed.</param>
/// <param name="MeanCurrentMilliamps">Mean motor current until then, mA.</param>
/// <param name="WorstDepthErrorMicrons">Worst depth error until then, signed, µm.</param>
public sealed record RunCheckpoint(
    TimeSpan Time,
    uint Strokes,
    int MeanSpeedErrorPermille,
    int MeanCurrentMilliamps,
    int WorstDepthErrorMicrons
);

/// <summary>One run of a pen, from its own records: the motor turned from a press of the trigger to a stop.</summary>
public sealed record PenRun
{
    /// <summary>Serial number of the pen.</summary>
    public required string Serial { get; init; }

    /// <summary>Number of the session on the pen; 0 where the records do not tell.</summary>
    public required uint PenSession { get; init; }

    /// <summary>Number of the record with which it began.</summary>
    public required uint FirstRecord { get; init; }

    /// <summary>Number of the last record that tells of it.</summary>
    public uint LastRecord { get; init; }

    /// <summary>The pen's count of starts, low 16 bits.</summary>
    public required int BootCount { get; init; }

    /// <summary>The pen's time since that start when it began.</summary>
    public required TimeSpan StartUptime { get; init; }

    /// <summary>When it began; null when the pen's clock had not been set.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Where on the body, as the pen was told.</summary>
    public required TreatmentArea Area { get; init; }

    /// <summary>Set depth at the start, µm.</summary>
    public required int SetDepthMicrons { get; init; }

    /// <summary>Measured position of the depth stop at the start, µm.</summary>
    public required int MeasuredStopMicrons { get; init; }

    /// <summary>Set speed at the start, Hz.</summary>
    public required int SetSpeedHz { get; init; }

    /// <summary>Type of the cartridge.</summary>
    public required CartridgeType CartridgeType { get; init; }

    /// <summary>Needles of the cartridge; 0 for a nano tip, which does not puncture.</summary>
    public required int Needles { get; init; }

    /// <summary>
    /// The first 8 of the 16 bytes of the cartridge memory's factory serial, which is what a record has room for, as 16 hexadecimal digits;
    /// empty where the records do not tell.
    /// </summary>
    public string CartridgeSerialStart { get; init; } = "";

    /// <summary>How it ended.</summary>
    public RunEnding Ending { get; init; } = RunEnding.Missing;

    /// <summary>Duration.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Strokes.</summary>
    public uint Strokes { get; init; }

    /// <summary>Mean speed error after the ramp, signed, ‰ of the set speed.</summary>
    public int MeanSpeedErrorPermille { get; init; }

    /// <summary>Worst speed error after the ramp, averaged over 100 ms, without sign, ‰ of the set speed.</summary>
    public int WorstSpeedErrorPermille { get; init; }

    /// <summary>Mean motor current, mA.</summary>
    public int MeanCurrentMilliamps { get; init; }

    /// <summary>Peak motor current, mA.</summary>
    public int PeakCurrentMilliamps { get; init; }

    /// <summary>Worst depth error, signed, µm: measured position of the stop less set depth.</summary>
    public int WorstDepthErrorMicrons { get; init; }

    /// <summary>Why it ended; None while no end is known.</summary>
    public StopReason StopReason { get; init; }

    /// <summary>Faults that were raised while it lasted, in order.</summary>
    public IReadOnlyList<FaultId> Faults { get; init; } = [];

    /// <summary>How far it was every 5 s.</summary>
    public IReadOnlyList<RunCheckpoint> Checkpoints { get; init; } = [];

    /// <summary>Whether it was made with a cartridge, as far as a record tells.</summary>
    /// <param name="serial">The whole serial, 32 hexadecimal digits.</param>
    public bool IsWith(string serial) =>
        CartridgeSerialStart.Length > 0 && serial.StartsWith(CartridgeSerialStart, StringComparison.OrdinalIgnoreCase);

    /// <summary>Needle punctures: strokes × needles.</summary>
    public long Punctures => (long)Strokes * Needles;

    /// <summary>Mean speed from the set speed and its mean error, Hz.</summary>
    public double MeanSpeedHz => SetSpeedHz * (1 + (MeanSpeedErrorPermille / 1000.0));
}
