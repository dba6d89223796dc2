using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Flashing.Job;

/// <summary>Asks the pen before its board is touched: never with an open session, never with a cartridge in its slot.</summary>
public static class CompanionGuard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private const int SettleMs = 20_000;

    /// <summary>
    /// The pen, connected, once it may be flashed; it stays connected until its board is in the boot loader, so that nobody else arms
    /// it meanwhile. Null where nobody answers.
    /// </summary>
    /// <exception cref="FlashingException">It may not, or what answers is no pen.</exception>
    public static async Task<PenClient?> AskAsync(string address, IFlashTalk talk, bool yes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(talk);
        PenClient pen;
        try
        {
            var options = new PenClientOptions { HelloDeadline = Patience, SyncClock = false };
            pen = await PenClient.ConnectAsync(address, options, ct).ConfigureAwait(false);
        }
        catch (PenWrongDeviceException silent) when (silent.Kind == WrongDevice.Silent)
        {
            talk.Say($"Nobody answers at the companion port {address}: this is taken for a board without a running pen.");
            return null;
        }
        catch (PenPortException problem)
        {
            throw new FlashingException(FlashingFailure.Port, problem.Problem, problem.Cure, problem);
        }
        catch (PenException problem) when (yes)
        {
            talk.Say($"{problem.Problem} It could not be asked whether it may be flashed; going on because of --yes.");
            return null;
        }
        catch (PenException problem)
        {
            throw new FlashingException(
                FlashingFailure.WrongDevice,
                $"{problem.Problem} It cannot be asked whether it may be flashed.",
                "Name the pen's own companion port with --companion, or give --yes once you have seen that no treatment goes on.",
                problem
            );
        }

        try
        {
            Check(await SettledAsync(pen, ct).ConfigureAwait(false));
            return pen;
        }
        catch (PenException problem)
        {
            await pen.DisposeAsync().ConfigureAwait(false);
            throw new FlashingException(FlashingFailure.Link, problem.Problem, problem.Cure, problem);
        }
        catch
        {
            await pen.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A pen whose board is in its boot loader cannot answer. One that does belongs to another board.</summary>
    internal static async Task CheckSilentAsync(PenClient pen, CancellationToken ct)
    {
        try
        {
            await pen.KeepAliveAsync(ct).ConfigureAwait(false);
        }
        catch (PenException)
        {
            return;
        }

        throw new FlashingException(
            FlashingFailure.Refused,
            $"The pen at {pen.Address} goes on answering while this board is in its boot loader, so it is another board's.",
            "Name this board's own companion port with --companion; nothing was written."
        );
    }

    internal static async Task<PenStatus> SettledAsync(PenClient pen, CancellationToken ct)
    {
        long end = Environment.TickCount64 + SettleMs;
        while (true)
        {
            PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
            bool moving = status.State is PenState.Boot or PenState.SelfTest or PenState.Sleep;
            if (!moving || Environment.TickCount64 > end)
            {
                return status;
            }

            await Task.Delay(100, ct).ConfigureAwait(false);
        }
    }

    private static void Check(PenStatus status)
    {
        if (status.Flags.HasFlag(PenFlags.SessionOpen))
        {
            throw No("A session is open on this pen.", "Finish the treatment and close it (pen session close), then flash.");
        }

        if (status.Flags.HasFlag(PenFlags.CartridgePresent))
        {
            throw No("A cartridge is in the pen's slot.", "Pull it out, then flash.");
        }

        if (status.State is not (PenState.Standby or PenState.Fault))
        {
            throw No(
                $"The pen is not at rest: its state is {status.State.ToString().ToLowerInvariant()}.",
                "Bring it to standby (pen disarm, pen service leave), then flash."
            );
        }
    }

    private static FlashingException No(string problem, string cure) => new(FlashingFailure.Refused, problem, cure);
}
