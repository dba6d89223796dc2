using System.Collections.Generic;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>
/// A new board cannot prove its depth stop before its sensor is set: it stands in Fault, and Service is closed. There the parked stop tells
/// roughly where the sensor's zero is, as far as the servo is right; the gauge tells the rest. Nothing moves for it but what the pen's own
/// self-test moves.
/// </summary>
/// <param name="bench">The pen.</param>
/// <param name="talk">The technician.</param>
/// <param name="job">Who, when and where.</param>
public sealed class CoarseDepth(PenBench bench, ICalibrationTalk talk, CalibrationJob job)
{
    /// <summary>Sets the sensor's zero by the servo where the pen has failed for that reason alone; else does nothing.</summary>
    /// <exception cref="CalibrationException">The zero would be one that no pen has, or the pen fails all the same.</exception>
    public async Task RunAsync()
    {
        PenStatus status = await bench.Pen.GetStatusAsync(bench.Cancel).ConfigureAwait(false);
        if (status.State != PenState.Fault || status.FirstFault != FaultId.DepthTimeout || job.DryRun)
        {
            return;
        }

        if (status.Flags.HasFlag(PenFlags.CartridgePresent))
        {
            throw new CalibrationException("A cartridge is in the slot.", "Take it out, then give the same command again.");
        }

        MeanReadings parked = await bench.ReadAsync().ConfigureAwait(false);
        int zero = await bench.SettingAsync(SettingId.DepthZeroCounts).ConfigureAwait(false);
        int slope = await bench.SettingAsync(SettingId.DepthCountsPerMm).ConfigureAwait(false);
        int servoZero = await bench.SettingAsync(SettingId.ServoZeroMicroseconds).ConfigureAwait(false);
        int servoSlope = await bench.SettingAsync(SettingId.ServoMicrosecondsPerMm).ConfigureAwait(false);
        if (parked.PulseMicros < 1)
        {
            return;
        }

        double sentMm = (parked.PulseMicros - servoZero) / servoSlope;
        int found = (int)System.Math.Round((parked.HalfCounts / 2) - (sentMm * slope));
        SettingRange.Check(SettingId.DepthZeroCounts, found);
        talk.Say(
            "The pen's depth sensor and its servo do not agree, so it cannot prove itself. The sensor is set by the servo first, roughly."
        );
        if (!await talk.AgreesAsync("Is the slot empty, and may the pen test itself?", bench.Cancel).ConfigureAwait(false))
        {
            throw new CalibrationLeftException();
        }

        var books = new Bookkeeping(bench, job);
        CalibrationRecord record = books.New(
            CalibrationKind.Depth,
            "mm",
            [],
            new Dictionary<string, double> { ["coarse"] = 1 },
            [new SettingChange(SettingId.DepthZeroCounts, zero, found)]
        );
        record.Save(job.Folder.NewFile(record));
        await books.WriteAsync(record.Settings).ConfigureAwait(false);
        await bench.Pen.AcknowledgeAsync(bench.Cancel).ConfigureAwait(false);
        await bench.UntilStandbyAsync().ConfigureAwait(false);
    }
}
