using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>Means of many readings of a pen on the bench.</summary>
/// <param name="HalfCounts">Depth potentiometer in half counts.</param>
/// <param name="PulseMicros">Servo pulse in µs.</param>
/// <param name="CurrentCounts">Motor current in counts.</param>
/// <param name="CurrentMilliamps">Motor current as the pen corrects it, in mA.</param>
/// <param name="BatteryMillivolts">Cell voltage as the pen corrects it, in mV.</param>
public sealed record MeanReadings(
    double HalfCounts,
    double PulseMicros,
    double CurrentCounts,
    double CurrentMilliamps,
    double BatteryMillivolts
);

/// <summary>A pen on the technician's bench: in Service and out of it, its stop moved, its readings taken. Every wait has a limit.</summary>
/// <param name="pen">The pen.</param>
/// <param name="ct">Gives up.</param>
public sealed class PenBench(PenClient pen, CancellationToken ct)
{
    private static readonly TimeSpan MostForAMove = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostForStandby = TimeSpan.FromSeconds(30);

    /// <summary>The pen.</summary>
    public PenClient Pen => pen;

    /// <summary>Gives up.</summary>
    public CancellationToken Cancel => ct;

    /// <summary>Into Service, where it is not there already.</summary>
    /// <exception cref="CalibrationException">The pen has a fault, or its firmware cannot be calibrated.</exception>
    /// <exception cref="PenRefusedException">A cartridge is in the slot, or the pen stands in its dock.</exception>
    public async Task EnterServiceAsync()
    {
        if (!pen.Identity.Capabilities.HasFlag(PenCapabilities.ServiceReadings))
        {
            throw new CalibrationException("The pen's firmware is too old to be calibrated.", "Flash the pen first.");
        }

        if ((await pen.GetStatusAsync(ct).ConfigureAwait(false)).State != PenState.Service)
        {
            await UntilStandbyAsync().ConfigureAwait(false);
            await pen.EnterServiceAsync(ct).ConfigureAwait(false);
        }
    }

    /// <summary>Back to Standby, where settings can be written, and until the stop is parked.</summary>
    public async Task LeaveServiceAsync()
    {
        await pen.LeaveServiceAsync(ct).ConfigureAwait(false);
        await UntilStandbyAsync().ConfigureAwait(false);
        await UntilVerifiedAsync("inside the rim").ConfigureAwait(false);
    }

    /// <summary>However it ended: the stop inside the rim, no spin allowed. A pen that cannot be reached leaves Service by itself.</summary>
    public async Task EndAsync()
    {
        try
        {
            await pen.LeaveServiceAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (PenException) { }
    }

    /// <summary>Waits until the pen rests; it may have slept, and proves itself then.</summary>
    /// <exception cref="CalibrationException">It has a fault, is armed, or does not come to rest.</exception>
    public async Task UntilStandbyAsync()
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
            if (status.State == PenState.Standby)
            {
                return;
            }

            if (status.State == PenState.Fault)
            {
                throw Faulty(status);
            }

            if (status.State is PenState.Ready or PenState.Running || patience.Elapsed > MostForStandby)
            {
                throw new CalibrationException($"The pen is in state {status.State}.", "Bring it to standby, then try again.");
            }

            await Task.Delay(50, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Sends the stop to a depth in µm, in Service, and waits until it is measured to be there.</summary>
    /// <exception cref="CalibrationException">It does not arrive.</exception>
    public async Task MoveAsync(int microns)
    {
        await EnterServiceAsync().ConfigureAwait(false);
        await pen.MoveDepthInServiceAsync(microns, ct).ConfigureAwait(false);
        await UntilVerifiedAsync(FormattableString.Invariant($"at {microns / 1000.0:0.00} mm")).ConfigureAwait(false);
    }

    /// <summary>
    /// Likewise from inside the rim, so that the stop only deepens: a pen whose sensor and servo do not agree yet gets that far, and
    /// all the play lies on the side where it was verified.
    /// </summary>
    /// <exception cref="CalibrationException">It does not arrive.</exception>
    public async Task MoveFromParkAsync(int microns)
    {
        await LeaveServiceAsync().ConfigureAwait(false);
        await MoveAsync(microns).ConfigureAwait(false);
    }

    /// <summary>Readings at rest: each the mean of the middle half of so many, because the converter shows a wild value now and then.</summary>
    public async Task<MeanReadings> ReadAsync(int count = 40)
    {
        var all = new List<ServiceReadings>();
        for (int i = 0; i < count; i++)
        {
            all.Add(await pen.ReadServiceReadingsAsync(ct).ConfigureAwait(false));
        }

        return new MeanReadings(
            Middle(all, r => r.DepthHalfCounts),
            Middle(all, r => r.ServoPulseMicros),
            Middle(all, r => r.CurrentCounts),
            Middle(all, r => r.CurrentMilliamps),
            Middle(all, r => r.BatteryMillivolts)
        );
    }

    /// <summary>Value of a setting.</summary>
    public async Task<int> SettingAsync(SettingId id) => (await pen.GetSettingAsync(id, ct).ConfigureAwait(false)).Value;

    private static double Middle(List<ServiceReadings> all, Func<ServiceReadings, int> of)
    {
        int quarter = all.Count / 4;
        return all.Select(of).Order().Skip(quarter).Take(all.Count - (2 * quarter)).Average();
    }

    private static CalibrationException Faulty(PenStatus status) =>
        new(
            $"The pen has a fault: {FaultText.Name(status.FirstFault)}.",
            "Remove its cause and acknowledge it (pen ack), then try again."
        );

    private async Task UntilVerifiedAsync(string where)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            ServiceReadings now = await pen.ReadServiceReadingsAsync(ct).ConfigureAwait(false);
            if (now.Flags.HasFlag(PenFlags.DepthVerified))
            {
                return;
            }

            if (now.State == PenState.Fault || patience.Elapsed > MostForAMove)
            {
                throw new CalibrationException(
                    $"The depth stop did not come to rest {where}: its sensor and its servo do not agree, or it is stuck.",
                    "Look whether the stop moves freely, then give the same command again: it sets the sensor roughly first; points of less depth help, too."
                );
            }

            await Task.Delay(10, ct).ConfigureAwait(false);
        }
    }
}
