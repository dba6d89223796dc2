using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Protocol;

namespace Pen.Companion.Service;

/// <summary>
/// Lets a pen test itself. There is no command for that on its own: it does so when it wakes and after a fault was acknowledged, and both are
/// open to any host. Nothing turns: the test proves that the motor is blocked.
/// </summary>
public static class SelfTests
{
    /// <summary>The checks in the order in which the firmware makes them; it ends at the first that fails.</summary>
    public static IReadOnlyList<SelfTestCheck> Order { get; } =
    [
        SelfTestCheck.GateOffAtRest,
        SelfTestCheck.WatchdogCuts,
        SelfTestCheck.WatchdogResets,
        SelfTestCheck.TriggerBlocks,
        SelfTestCheck.DepthPotentiometer,
        SelfTestCheck.MotorThermistor,
        SelfTestCheck.BoardThermistor,
        SelfTestCheck.Battery,
        SelfTestCheck.SettingsStored,
        SelfTestCheck.LogStored,
        SelfTestCheck.TachometerQuiet,
        SelfTestCheck.DepthHome,
        SelfTestCheck.DepthSecondPoint,
    ];

    /// <summary>A healthy one takes about two seconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <summary>Tests, and waits for the end.</summary>
    /// <returns>How the pen stands then; still in its self-test where that takes far too long.</returns>
    /// <exception cref="PenRefusedException">The pen is armed or in service, or the cause of a fault is still there.</exception>
    /// <exception cref="PenException">The pen does not answer.</exception>
    public static async Task<PenStatus> RunAsync(PenDesk desk, CancellationToken ct = default)
    {
        PenClient pen = desk.Line();
        PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
        if (status.State == PenState.Fault)
        {
            await pen.AcknowledgeAsync(ct).ConfigureAwait(false);
        }
        else if (status.State is not (PenState.Boot or PenState.SelfTest))
        {
            // Refused in every state but rest; any request wakes it again, through the test.
            await pen.SleepAsync(ct).ConfigureAwait(false);
            await pen.KeepAliveAsync(ct).ConfigureAwait(false);
        }

        long end = Environment.TickCount64 + (long)Longest.TotalMilliseconds;
        do
        {
            await Task.Delay(Beat, ct).ConfigureAwait(false);
            status = await desk.RefreshAsync(ct).ConfigureAwait(false);
        } while (status.State is PenState.Boot or PenState.SelfTest or PenState.Sleep && Environment.TickCount64 < end);

        return status;
    }
}
