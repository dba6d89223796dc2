using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Trials;
using Pen.Workshop.Trials.SelfTests;

namespace Pen.Workshop.Provisioning;

/// <content>The steps, each of which writes only what is not right yet.</content>
public sealed partial class Provisioner
{
    /// <summary>The pen counts whole seconds, and the answer takes a moment, in s.</summary>
    private const double ClockSeconds = 3;

    /// <summary>Nothing is changed here, so whatever is wrong is a refusal.</summary>
    private async Task LookAsync(PenClient pen, CancellationToken ct)
    {
        Begin(ProvisionStep.Look);
        PenIdentity id = pen.Identity;
        TrialFailure? fault = await SelfTestRunner.CheckAsync(pen, ct).ConfigureAwait(false);
        if (fault is not null)
        {
            throw new TrialRefusedException($"The pen stands in fault ({fault.Name}): {fault.Finding}", fault.Cure);
        }

        if ((await pen.GetStatusAsync(ct).ConfigureAwait(false)).Flags.HasFlag(PenFlags.CartridgePresent))
        {
            throw new TrialRefusedException(
                "A cartridge is in the slot.",
                "Take it out: a number is given to an empty pen alone."
            );
        }

        if (order.Was is { } was && was != id.Serial && id.Serial != order.Serial)
        {
            throw new TrialRefusedException(
                $"The board has the number \"{id.Serial}\", not {was}.",
                "Connect the board that is meant, or correct --was."
            );
        }

        if (order.Was is null && id.Serial != order.Serial && NumberBook.Knows(order.Folder, id.Serial))
        {
            throw new TrialRefusedException(
                $"This board is pen {id.Serial} already.",
                $"Connect a new board; to give this one another number, add --was {id.Serial}."
            );
        }

        if (id.IsSimulated != order.Serial.StartsWith("SIM-", StringComparison.Ordinal))
        {
            throw new TrialRefusedException(
                id.IsSimulated
                    ? "This is a simulated pen, and the number is that of a real one."
                    : "The number is that of a simulated pen.",
                "\"SIM-\" begins the numbers of simulated pens, and of no other."
            );
        }

        serials.Add(id.Serial);
        record = record with { IsSimulated = id.IsSimulated, Firmware = id.FirmwareVersion.ToString() };
        End($"pen \"{id.Serial}\", firmware {id.FirmwareVersion}");
    }

    /// <summary>Serial number and key, in Service.</summary>
    private async Task IdentifyAsync(PenClient pen, CancellationToken ct)
    {
        Begin(ProvisionStep.Serial);
        CartridgeKeyState key = await pen.GetCartridgeKeyAsync(ct).ConfigureAwait(false);
        bool hasKey = key.Known && key.Check == order.Key.Check;
        bool hasNumber = pen.Identity.Serial == order.Serial;
        if (!hasNumber || !hasKey)
        {
            await pen.EnterServiceAsync(ct).ConfigureAwait(false);
        }

        try
        {
            if (!hasNumber)
            {
                await pen.WriteSerialAsync(pen.Identity.Serial, order.Serial, ct).ConfigureAwait(false);
            }

            End(hasNumber ? "already right" : "written");
            Begin(ProvisionStep.Key);
            if (!hasKey)
            {
                await pen.SetCartridgeKeyAsync(order.Key, ct).ConfigureAwait(false);
            }

            End(hasKey ? "already right" : "written");
        }
        finally
        {
            await pen.LeaveServiceAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Revision, calibration and clock, in Standby.</summary>
    private async Task FurnishAsync(PenClient pen, CancellationToken ct)
    {
        Begin(ProvisionStep.Revision);
        bool hasRevision =
            (await pen.GetSettingAsync(SettingId.HardwareRevision, ct).ConfigureAwait(false)).Value == order.Revision;
        if (!hasRevision)
        {
            await pen.SetSettingAsync(SettingId.HardwareRevision, order.Revision, SettingActor.Technician, ct)
                .ConfigureAwait(false);
        }

        End(hasRevision ? "already right" : "written");
        Begin(ProvisionStep.Calibration);
        BoardCalibration calibration = await CalibrationTaking.TakeAsync(pen, order, serials, ct).ConfigureAwait(false);
        record = record with { Calibration = calibration };
        End(calibration.Words);
        Begin(ProvisionStep.Clock);
        double off = await ClockOffAsync(pen, ct).ConfigureAwait(false);
        bool isRight = Math.Abs(off) <= ClockSeconds;
        if (!isRight)
        {
            await pen.SetClockAsync(DateTimeOffset.UtcNow, ct).ConfigureAwait(false);
            off = await ClockOffAsync(pen, ct).ConfigureAwait(false);
        }

        record = record with { ClockOffSeconds = double.IsFinite(off) ? Math.Round(off, 1) : null };
        Same("clock", Math.Abs(off) <= ClockSeconds ? "right" : "wrong", "right");
        End(isRight ? "already right" : "set");
    }

    private async Task TestAsync(PenClient pen, CancellationToken ct)
    {
        Begin(ProvisionStep.SelfTest);
        SelfTestRecord tested = (await SelfTestTrial.RunAsync(pen, 1, null, ct).ConfigureAwait(false)).Record;
        record = record with { SelfTest = tested.Results.FirstOrDefault()?.Figures ?? [] };
        if (tested.First is { } failure)
        {
            throw new TrialFailedException(failure);
        }

        End("passed");
    }

    /// <summary>Nothing is believed because it was written.</summary>
    private async Task ReadBackAsync(PenClient pen, CancellationToken ct)
    {
        Begin(ProvisionStep.ReadBack);
        CartridgeKeyState key = await pen.GetCartridgeKeyAsync(ct).ConfigureAwait(false);
        int revision = (await pen.GetSettingAsync(SettingId.HardwareRevision, ct).ConfigureAwait(false)).Value;
        Same("serial number", pen.Identity.Serial, order.Serial);
        Same("key's check number", key.Known ? $"{key.Check:X8}" : "none", record.KeyCheck);
        Same("hardware revision", $"{revision}", $"{order.Revision}");
        End("as written");
    }

    private static void Same(string what, string found, string wanted)
    {
        if (found != wanted)
        {
            throw new TrialFailedException(
                new TrialFailure(
                    "reading back",
                    $"The board's {what} is \"{found}\" where \"{wanted}\" belongs.",
                    "Give the same command again; if it comes back, have the memory checked."
                )
            );
        }
    }

    private static async Task<double> ClockOffAsync(PenClient pen, CancellationToken ct) =>
        (await pen.GetStatusAsync(ct).ConfigureAwait(false)).Utc is { } utc
            ? (utc - DateTimeOffset.UtcNow).TotalSeconds
            : double.PositiveInfinity;
}
