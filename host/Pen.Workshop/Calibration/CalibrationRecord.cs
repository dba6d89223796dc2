using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>What was calibrated.</summary>
public enum CalibrationKind
{
    /// <summary>Depth: potentiometer, servo and play.</summary>
    Depth,

    /// <summary>Speed: a check of the encoder.</summary>
    Speed,

    /// <summary>Motor current.</summary>
    Current,

    /// <summary>Cell voltage.</summary>
    Battery,
}

/// <summary>How a calibration stands.</summary>
public enum CalibrationOutcome
{
    /// <summary>Its values are being written, or were and have not been verified.</summary>
    Storing,

    /// <summary>Stored and verified; of a check: passed.</summary>
    Stored,

    /// <summary>The verification failed, and the old values are back.</summary>
    Restored,

    /// <summary>Somebody has put the old values back.</summary>
    Undone,

    /// <summary>Measured and proposed; nothing was written.</summary>
    Proposed,
}

/// <summary>One number that was measured, with what it stands beside.</summary>
/// <param name="What">What it is, such as "shallow" or "parked".</param>
/// <param name="Set">What was asked of the pen, in the record's unit.</param>
/// <param name="Pen">What the pen read (half counts, Hz, counts or mV).</param>
/// <param name="Instrument">What the instrument showed, in the record's unit.</param>
/// <param name="Residual">What is left between the two once calibrated, in the record's unit.</param>
/// <param name="PulseMicros">Servo pulse in µs; 0 where there is none.</param>
public sealed record CalibrationPoint(
    string What,
    double Set,
    double Pen,
    double Instrument,
    double Residual,
    double PulseMicros = 0
);

/// <summary>A calibration as it is kept: the numbers, who, when, on which pen, and what it changed.</summary>
public sealed record CalibrationRecord
{
    private const int MostBytes = 256 * 1024;
    private const int MostThings = 1000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Format of the file: 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>What was calibrated.</summary>
    public required CalibrationKind Kind { get; init; }

    /// <summary>Serial number of the pen.</summary>
    public required string Serial { get; init; }

    /// <summary>Firmware version of the pen.</summary>
    public required string Firmware { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How it stands.</summary>
    public required CalibrationOutcome Outcome { get; init; }

    /// <summary>Unit of points and residuals.</summary>
    public required string Unit { get; init; }

    /// <summary>What was measured.</summary>
    public required IReadOnlyList<CalibrationPoint> Points { get; init; }

    /// <summary>Figures that were found, by name.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>Settings that it changed; empty for a check.</summary>
    public required IReadOnlyList<SettingChange> Settings { get; init; }

    /// <summary>Who put the old values back, and when; null while nobody has.</summary>
    public string? UndoneBy { get; init; }

    /// <inheritdoc cref="UndoneBy" />
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>The record as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Writes it whole or not at all.</summary>
    /// <exception cref="IOException">It is not safe on disk.</exception>
    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(ToJson() + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads one; what stands in it is believed only as far as it can be true.</summary>
    /// <exception cref="IOException">The file cannot be read, or is no record of a calibration.</exception>
    public static CalibrationRecord Load(string path)
    {
        CalibrationRecord? record = null;
        if (new FileInfo(path).Length <= MostBytes)
        {
            try
            {
                record = JsonSerializer.Deserialize<CalibrationRecord>(File.ReadAllText(path), Json);
            }
            catch (JsonException) { }
        }

        return record is not null && record.CanBe()
            ? record
            : throw new IOException($"{path} is no record of a calibration, or a damaged one.");
    }

    private bool CanBe() =>
        Format == 1
        && Serial.Length <= 16
        && By.Length <= 200
        && Points.Count <= MostThings
        && Figures.Count <= MostThings
        && Settings.Count <= SettingTable.Count
        && Points.All(p => p is not null && double.IsFinite(p.Pen) && double.IsFinite(p.Instrument))
        && Settings.All(s => s is not null && InRange(s.Id, s.Old) && InRange(s.Id, s.New));

    private static bool InRange(SettingId id, int value) =>
        SettingTable.Knows((int)id) && value >= SettingTable.Min(id) && value <= SettingTable.Max(id);
}
