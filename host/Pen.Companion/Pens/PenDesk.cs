using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Companion.Live;
using Pen.Protocol;

namespace Pen.Companion.Pens;

/// <summary>
/// One pen, or one port that could have one: connects, follows, and tells those who watch. It never prepares and never arms; and a pen that
/// is armed while nobody has watched it for <see cref="UnwatchedLimit"/> is stopped, for then nobody has its STOP in front of them either.
/// </summary>
public sealed class PenDesk : IAsyncDisposable
{
    /// <summary>A page that is loaded again is back within one second; a dead tablet is not.</summary>
    public static readonly TimeSpan UnwatchedLimit = TimeSpan.FromSeconds(5);

    /// <summary>A port where a pen is expected, or was, is tried so soon again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    /// <summary>One that was only found and where nobody has answered yet: the cable may be in and the pen still switched off.</summary>
    private static readonly TimeSpan LaterAgain = TimeSpan.FromSeconds(15);

    private readonly Func<PenDesk, string, PenDesk?> twinOf;
    private readonly bool expected;
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim poke = new(0, 1);
    private readonly Lock changing = new();
    private readonly Task running;
    private volatile PenSnapshot now = new(PenStage.Connecting);
    private volatile PenClient? client;
    private volatile Action<Exception>? unforeseen;

    /// <summary>Begins to work on an address.</summary>
    /// <param name="address">What <see cref="PenClient.ConnectAsync"/> takes.</param>
    /// <param name="description">What the system says is behind it; may be empty.</param>
    /// <param name="expected">Whether somebody has said that a pen is there.</param>
    /// <param name="twinOf">The other desk that has the pen with a serial number on the line already; null where none has.</param>
    public PenDesk(string address, string description, bool expected, Func<PenDesk, string, PenDesk?> twinOf)
    {
        this.expected = expected;
        this.twinOf = twinOf;
        Address = address;
        Description = description;
        Feed = new LiveFeed(this);
        Seat = new CommandSeat(this);
        running = Task.Run(() => WorkAsync(ending.Token));
    }

    /// <summary>Where it is.</summary>
    public string Address { get; }

    /// <summary>What the system says is there; empty when it says nothing.</summary>
    public string Description { get; }

    /// <summary>Those who watch it.</summary>
    public LiveFeed Feed { get; }

    /// <summary>Who may command it.</summary>
    public CommandSeat Seat { get; }

    /// <summary>What is known of it.</summary>
    public PenSnapshot Now => now;

    /// <summary>The line to it; null while there is none.</summary>
    public PenClient? Client => now.Stage is PenStage.Connected or PenStage.Recovering ? client : null;

    /// <summary>Its serial number; empty until it has answered once.</summary>
    public string Serial => now.Identity?.Serial ?? "";

    /// <summary>Serial number of the pen whose line this desk has; empty without one. Written under the roster's lock when it is taken.</summary>
    internal string Claimed { get; set; } = "";

    /// <summary>Told of what nobody has foreseen, for the log of the program.</summary>
    internal Action<Exception>? Unforeseen
    {
        set => unforeseen = value;
    }

    /// <summary>The line to the pen, for a request that needs it.</summary>
    /// <exception cref="PenAwayException">There is none at the moment.</exception>
    public PenClient Line() => Client ?? throw new PenAwayException(now.Problem);

    /// <summary>Tries at once again where it waits to.</summary>
    public void TryAgain()
    {
        if (poke.CurrentCount == 0)
        {
            poke.Release();
        }
    }

    /// <summary>Asks the pen anew what it is doing, for an answer that may not be old.</summary>
    /// <exception cref="PenException">It does not answer.</exception>
    public async Task<PenStatus> RefreshAsync(CancellationToken ct = default)
    {
        PenStatus status = await Line().GetStatusAsync(ct).ConfigureAwait(false);
        Change(n => n with { Status = status });
        return status;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
        poke.Dispose();
    }

    /// <summary>Changes what is known, in one place and one after the other.</summary>
    internal void Change(Func<PenSnapshot, PenSnapshot> change)
    {
        lock (changing)
        {
            now = change(now);
        }

        Feed.Tell();
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            TimeSpan pause = Again;
            try
            {
                Change(n => n with { Stage = PenStage.Connecting, Problem = null, Twin = null });
                pause = await ConnectAsync(ct).ConfigureAwait(false);
            }
            catch (PenException problem)
            {
                pause = PauseAfter(problem);
                Change(n => n with { Stage = PenStage.Failed, Problem = problem });
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem)
            {
                // Whatever it was, this pen is not given up for it, and the others are not touched.
                unforeseen?.Invoke(problem);
                Change(n => n with { Stage = PenStage.Failed, Note = "pen.note.unforeseen" });
            }
            finally
            {
                client = null;
                Claimed = "";
            }

            await PauseAsync(pause, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Connects and follows for as long as the line lives; or leaves the pen alone that is in use at another address already.</summary>
    private async Task<TimeSpan> ConnectAsync(CancellationToken ct)
    {
        await using PenClient opened = await PenClient.ConnectAsync(Address, null, ct).ConfigureAwait(false);
        if (twinOf(this, opened.Identity.Serial) is { } twin)
        {
            Change(_ => new PenSnapshot(PenStage.Failed, Twin: twin.Address));
            await opened.DisposeAsync().ConfigureAwait(false);
            await twin.GreetAgainAsync(ct).ConfigureAwait(false);
            return Timeout.InfiniteTimeSpan;
        }

        client = opened;
        await new PenFollower(this, opened).RunAsync(ct).ConfigureAwait(false);
        return Again;
    }

    /// <summary>
    /// A pen that was asked who it is over another line has forgotten this one: asked something now, the line is made good at once, and not
    /// when it is needed.
    /// </summary>
    private async Task GreetAgainAsync(CancellationToken ct)
    {
        try
        {
            await RefreshAsync(ct).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is PenException or PenAwayException or ObjectDisposedException)
        {
            // That is what makes the line be opened anew.
        }
    }

    /// <summary>Whoever answered as something else will go on doing so: it is asked again when it is plugged in anew, or by hand.</summary>
    private TimeSpan PauseAfter(PenException problem) =>
        problem switch
        {
            PenWrongDeviceException { Kind: WrongDevice.Silent } => expected || Serial.Length > 0 ? Again : LaterAgain,
            PenWrongDeviceException or PenVersionException => Timeout.InfiniteTimeSpan,
            _ => Again,
        };

    private async Task PauseAsync(TimeSpan longest, CancellationToken ct)
    {
        try
        {
            await poke.WaitAsync(longest, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ending.
        }
    }
}
