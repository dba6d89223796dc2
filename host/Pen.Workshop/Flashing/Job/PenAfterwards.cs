using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Flashing.Job;

/// <summary>Looks whether the pen runs what was written.</summary>
internal static class PenAfterwards
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Waits for the pen to answer after its reset.</summary>
    public static async Task<PenClient> WaitAsync(string address, TimeSpan limit, Action<double> progress, CancellationToken ct)
    {
        long begin = Environment.TickCount64;
        while (true)
        {
            try
            {
                return await PenClient
                    .ConnectAsync(address, new PenClientOptions { HelloDeadline = Patience }, ct)
                    .ConfigureAwait(false);
            }
            catch (PenVersionException problem)
            {
                throw new FlashingException(FlashingFailure.NotAsWritten, problem.Problem, problem.Cure, problem);
            }
            catch (PenException problem)
            {
                double share = (Environment.TickCount64 - begin) / limit.TotalMilliseconds;
                if (share >= 1)
                {
                    throw new FlashingException(
                        FlashingFailure.NotAsWritten,
                        FormattableString.Invariant(
                            $"The flash holds what was written, but no pen answered at {address} within {limit.TotalSeconds:0} s ({problem.Problem})"
                        ),
                        "Press EN once; if it stays silent, look at its boot messages with \"pen doctor --flashing PORT\".",
                        problem
                    );
                }

                progress(share);
                await Task.Delay(Pause, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Compares the version that the pen tells with the image's; null where the image tells none.</summary>
    public static void CompareVersion(PenClient pen, Version? image)
    {
        Version told = pen.Identity.FirmwareVersion;
        if (image is not null && (told.Major, told.Minor, told.Build) != (image.Major, image.Minor, image.Build))
        {
            throw new FlashingException(
                FlashingFailure.NotAsWritten,
                $"The pen at {pen.Address} says firmware {told}; {image.ToString(3)} was written.",
                "Check that --companion is the port of the same board, press EN once and ask it with \"pen info\"."
            );
        }
    }

    /// <summary>Puts the pen to sleep and wakes it, so that it tests itself, and reports what it found.</summary>
    public static async Task SelfTestAsync(PenClient pen, FlashReport report, CancellationToken ct)
    {
        PenStatus status = await CompanionGuard.SettledAsync(pen, ct).ConfigureAwait(false);
        if (status.State == PenState.Standby)
        {
            await pen.SleepAsync(ct).ConfigureAwait(false);
            await Task.Delay(Pause, ct).ConfigureAwait(false);

            // Any request wakes it, through its self-test.
            await pen.KeepAliveAsync(ct).ConfigureAwait(false);
            status = await CompanionGuard.SettledAsync(pen, ct).ConfigureAwait(false);
        }

        foreach (FaultId fault in status.LatchedFaults)
        {
            report.Findings.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"FLT-{(int)fault} {FaultText.Name(fault)}: {FaultText.Advice(fault)}"
                )
            );
        }

        if (status.FailedCheck != SelfTestCheck.None)
        {
            report.Findings.Add(
                $"{SelfTestText.Finding(status.FailedCheck)} Technician: {SelfTestText.Advice(status.FailedCheck)}"
            );
        }

        report.SelfTestPassed = status.State == PenState.Standby && status.FailedCheck == SelfTestCheck.None;
        if (report.SelfTestPassed != true)
        {
            throw new FlashingException(
                FlashingFailure.SelfTest,
                "The pen runs what was written and did not pass its self-test: "
                    + (report.Findings.Count > 0 ? report.Findings[^1] : $"its state is {status.State}."),
                "Mend what it names, then \"pen selftest\"; the firmware need not be written again."
            );
        }
    }
}
