using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pen.Workshop.Calibration;

/// <summary>Where a calibration of depth was left.</summary>
public sealed record DepthState
{
    private const int MostBytes = 64 * 1024;
    private const int MostReadings = 200;

    /// <summary>Older than this, a gauge has been moved since.</summary>
    private static readonly TimeSpan MostAge = TimeSpan.FromHours(12);

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Serial number of the pen.</summary>
    public required string Serial { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>What it measures.</summary>
    public required DepthPlan Plan { get; init; }

    /// <summary>The five settings of the pen when it began, by the number of the setting.</summary>
    public required IReadOnlyDictionary<int, int> Settings { get; init; }

    /// <summary>What was measured so far, in the plan's order.</summary>
    public required IReadOnlyList<DepthReading> Readings { get; init; }

    /// <summary>File of the record whose values are being written or verified; null while it measures.</summary>
    public string? Storing { get; init; }

    /// <summary>Writes it whole or not at all.</summary>
    /// <exception cref="IOException">It is not safe on disk.</exception>
    public void Save(string path)
    {
        string beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(this, Json));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads it; null, and why is said, where there is none that can be gone on with.</summary>
    public static DepthState? Load(string path, string serial, DateTimeOffset now, Action<string> say)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        DepthState? state = null;
        if (new FileInfo(path).Length <= MostBytes)
        {
            try
            {
                state = JsonSerializer.Deserialize<DepthState>(File.ReadAllBytes(path), Json);
            }
            catch (JsonException) { }
        }

        if (state is null || !state.CanBe() || state.Serial != serial)
        {
            say("What was left of an earlier calibration cannot be read; this one begins anew.");
            return null;
        }

        if (state.Storing is null && (now - state.Began > MostAge || state.Began - now > MostAge))
        {
            say("An earlier calibration was left too long ago; this one begins anew.");
            return null;
        }

        return state;
    }

    private bool CanBe()
    {
        if (Plan.Points.Count > 100 || Plan.Repeats > 100 || Readings.Count > MostReadings || Settings.Count > 100)
        {
            return false;
        }

        try
        {
            DepthPlan same = DepthPlan.Of([.. Plan.Points.Select(p => p / 1000.0)], Plan.Repeats, Plan.VerifyMicrons / 1000.0);
            return same.Points.SequenceEqual(Plan.Points)
                && Readings.Count <= same.Steps.Count
                && Readings.Zip(same.Steps).All(p => Fits(p.First, p.Second))
                && (Storing is null || Path.GetFileName(Storing) == Storing);
        }
        catch (CalibrationException)
        {
            return false;
        }
    }

    private static bool Fits(DepthReading reading, DepthStep step) =>
        reading is not null
        && reading.Microns == step.Microns
        && reading.From == step.From
        && reading.HalfCounts is >= 0 and <= 8190
        && reading.PulseMicros is >= 0 and <= 3000
        && reading.GaugeMm is > -5 and < 10;
}
