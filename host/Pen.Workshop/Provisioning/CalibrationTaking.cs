using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning;

/// <summary>Takes a board's calibration: the values from the board itself, the residuals from the records that were given.</summary>
internal static class CalibrationTaking
{
    private const int MostBytes = 256 * 1024;
    private const int Deepest = 16;

    private static readonly SettingId[] Values =
    [
        SettingId.DepthZeroCounts,
        SettingId.DepthCountsPerMm,
        SettingId.ServoZeroMicroseconds,
        SettingId.ServoMicrosecondsPerMm,
        SettingId.DepthBacklashMicrons,
        SettingId.CurrentOffsetMilliamps,
        SettingId.CurrentGainPermille,
        SettingId.BatteryGainPermille,
    ];

    /// <summary>Takes it.</summary>
    /// <param name="pen">The board.</param>
    /// <param name="order">The files, and whether there may be none.</param>
    /// <param name="serials">Numbers that the board has and had: a record is of one of them.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="TrialFailedException">It was never calibrated, or a record is not this board's.</exception>
    public static async Task<BoardCalibration> TakeAsync(
        PenClient pen,
        ProvisionOrder order,
        IReadOnlyCollection<string> serials,
        CancellationToken ct
    )
    {
        int days = (await pen.GetSettingAsync(SettingId.CalibrationDay, ct).ConfigureAwait(false)).Value;
        if (days == 0 && !order.WithoutCalibration)
        {
            throw Failed(
                "The board was never calibrated.",
                "Calibrate it with \"pen calibrate\", or give --without-calibration; its record then says so."
            );
        }

        var settings = new Dictionary<string, int>();
        foreach (SettingId id in Values)
        {
            settings[SettingTable.Name(id)] = (await pen.GetSettingAsync(id, ct).ConfigureAwait(false)).Value;
        }

        List<JsonNode> records = [.. order.CalibrationFiles.Select(f => Read(f, serials, settings))];
        DateOnly? day = days == 0 ? null : DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(days));
        return new BoardCalibration(
            day is { } known
                ? $"calibrated on {known:yyyy-MM-dd}"
                : "NOT calibrated: values of the design, as --without-calibration allowed",
            day,
            settings,
            records.ToDictionary(NameOf, LargestResidual),
            records
        );
    }

    private static JsonNode Read(string path, IReadOnlyCollection<string> serials, Dictionary<string, int> settings)
    {
        JsonNode? record = null;
        if (new FileInfo(path).Length <= MostBytes)
        {
            try
            {
                record = JsonNode.Parse(File.ReadAllText(path), null, new JsonDocumentOptions { MaxDepth = Deepest });
            }
            catch (JsonException)
            {
                // Told below.
            }
        }

        if (record is not JsonObject found || Text(found, "kind").Length == 0 || found["points"] is not JsonArray)
        {
            throw Failed($"{path} is no record of a calibration.", "Give the file that \"pen calibrate\" has written.");
        }

        if (!serials.Contains(Text(found, "serial")))
        {
            throw Failed(
                $"{path} is the record of another pen.",
                "Give the record of this board, under the number that it has or had."
            );
        }

        foreach (JsonNode? change in found["settings"] as JsonArray ?? [])
        {
            Agree(path, change, settings);
        }

        return found;
    }

    /// <summary>What the record says was stored is what the board holds: otherwise it is an older one, or was undone.</summary>
    private static void Agree(string path, JsonNode? change, Dictionary<string, int> settings)
    {
        string name = Enum.TryParse(Text(change as JsonObject, "id"), ignoreCase: true, out SettingId id)
            ? SettingTable.Name(id)
            : "";
        bool isNumber = change?["new"] is JsonValue value && value.TryGetValue(out int _);
        if (settings.TryGetValue(name, out int held) && (!isNumber || change!["new"]!.GetValue<int>() != held))
        {
            throw Failed(
                $"{path} does not agree with the board, which holds {held} for {name}.",
                "Give the newest record, or calibrate the board anew."
            );
        }
    }

    private static string NameOf(JsonNode record, int index) =>
        $"{index + 1}: {Text(record as JsonObject, "kind")}, {Text(record as JsonObject, "unit")}";

    private static double LargestResidual(JsonNode record) =>
        ((JsonArray)record["points"]!)
            .Select(p => p?["residual"] is JsonValue v && v.TryGetValue(out double residual) ? Math.Abs(residual) : 0)
            .DefaultIfEmpty(0)
            .Max();

    private static Dictionary<string, double> ToDictionary(
        this IEnumerable<JsonNode> records,
        Func<JsonNode, int, string> name,
        Func<JsonNode, double> value
    ) => records.Select((r, i) => (Name: name(r, i), Value: value(r))).ToDictionary(p => p.Name, p => p.Value);

    private static string Text(JsonObject? from, string name) =>
        from?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static TrialFailedException Failed(string finding, string cure) =>
        new(new TrialFailure("calibration", finding, cure));
}
