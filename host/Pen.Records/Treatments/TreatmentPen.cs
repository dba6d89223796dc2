using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Runs;

namespace Pen.Records.Treatments;

/// <summary>
/// A pen at work for a session: prepares it, lets the hand start it, and collects what it recorded. What is prepared or armed is never
/// prepared or armed again by itself: not after a lost link, not after a restart of the pen, not when a session is taken up again.
/// </summary>
public sealed class TreatmentPen : IAsyncDisposable
{
    private readonly Treatment treatment;
    private readonly PenClient pen;
    private readonly RunCollector collector;
    private readonly CancellationTokenSource ending = new();
    private readonly TraceRecorder traces;
    private readonly List<Task> watching = [];
    private AreaPrepared? prepared;

    private TreatmentPen(Treatment treatment, PenClient pen)
    {
        this.treatment = treatment;
        this.pen = pen;
        collector = new RunCollector(treatment, pen);
        traces = new TraceRecorder(treatment, pen);
    }

    /// <summary>What went wrong beside the treatment, such as a run that could not be collected yet: it is tried again. Null when all is well.</summary>
    public RecordsException? Problem => collector.Problem ?? traces.Problem;

    /// <summary>Runs of this session that this pen has recorded, as far as they are collected.</summary>
    public IReadOnlyList<PenRun> Runs =>
        [
            .. treatment
                .Facts.PenSessions.Where(p => p.What.Serial == pen.Identity.Serial)
                .SelectMany(p => PenRuns.OfSession(treatment.Store, p.What.Serial, p.What.Number, p.What.FirstRecord)),
        ];

    /// <summary>Puts a pen to a session: collects what it has recorded so far, and follows it from then on.</summary>
    /// <exception cref="TreatmentException">The session is one by hand, or the pen's log is not the one that the records know.</exception>
    /// <exception cref="PenException">The pen does not answer.</exception>
    public static async Task<TreatmentPen> AttachAsync(Treatment treatment, PenClient pen, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        ArgumentNullException.ThrowIfNull(pen);
        if (!treatment.Device.Telemetry)
        {
            throw new TreatmentException(
                "This session is done by hand, without a pen.",
                "Record the areas, or begin a session of a pen."
            );
        }

        var attached = new TreatmentPen(treatment, pen);
        await attached.collector.CollectAsync(ct).ConfigureAwait(false);
        attached.watching.Add(attached.FollowAsync(attached.ending.Token));
        attached.watching.Add(attached.traces.RunAsync(attached.ending.Token));
        return attached;
    }

    /// <summary>Prepares the pen for an area. It refuses what is beyond the area's, the cartridge's or its own limits.</summary>
    /// <param name="preparation">Depth, speed, area, and the reason that the pen logs where a confirmable limit is exceeded.</param>
    /// <param name="why">That reason in words; needed with one.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="TreatmentException">A step before is missing, no area is named, or there are no words for a reason.</exception>
    /// <exception cref="PenRefusedException">The pen refuses; nothing changed.</exception>
    public async Task<Prepared> PrepareAsync(Preparation preparation, string? why = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        treatment.Expect(TreatmentStep.Areas, "needled");
        bool reasoned = preparation.Reason != ConfirmReason.None;
        if (preparation.Area == TreatmentArea.Unspecified || (reasoned && string.IsNullOrWhiteSpace(why)))
        {
            throw new TreatmentException(
                "It is not said where, or why the depth is exceeded.",
                "Name the area, and with a reason write it down in words."
            );
        }

        prepared = null;
        CartridgeInfo cartridge = await pen.GetCartridgeAsync(ct).ConfigureAwait(false);
        CheckNumbing(cartridge);
        await OwnSessionAsync(ct).ConfigureAwait(false);
        Prepared answer = await pen.PrepareAsync(preparation, ct).ConfigureAwait(false);
        if (reasoned)
        {
            var given = new DepthReasonGiven(treatment.Actor, preparation.Area, preparation.DepthMicrons, why!.Trim());
            treatment.Add(EventKind.DepthReason, given, personal: true);
        }

        var area = new AreaPrepared(
            treatment.Actor,
            pen.Identity.Serial,
            answer.Area,
            answer.DepthMicrons,
            answer.SpeedHz,
            preparation.Reason,
            cartridge.Serial
        );
        treatment.Add(EventKind.Area, area);
        prepared = area;
        return answer;
    }

    /// <summary>Lets the trigger start the motor. The cartridge is noted before, so that a recall finds this session.</summary>
    /// <exception cref="TreatmentException">Nothing was prepared here, or the pen is prepared for something else by now.</exception>
    /// <exception cref="PenRefusedException">The pen refuses, and says why.</exception>
    public async Task<PenStanding> ArmAsync(CancellationToken ct = default)
    {
        treatment.Expect(TreatmentStep.Areas, "needled");
        PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
        bool same =
            prepared is { } area
            && status.Flags.HasFlag(PenFlags.Prepared)
            && (status.Area, status.SetDepthMicrons, status.SetSpeedHz) == (area.Area, area.DepthMicrons, area.SpeedHz);
        if (!same)
        {
            prepared = null;
            throw new TreatmentException("The pen is not prepared for this session any more.", "Prepare the area again.");
        }

        // The session on the pen may have been closed by somebody else since: then the runs would belong to nobody.
        await OwnSessionAsync(ct).ConfigureAwait(false);
        CartridgeInfo cartridge = await pen.GetCartridgeAsync(ct).ConfigureAwait(false);
        CheckNumbing(cartridge);
        if (cartridge.State == CartridgeState.Accepted)
        {
            treatment.Store.UseCartridge(treatment.Actor, treatment.Session.Id, cartridge);
        }

        return await pen.ArmAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Brings everything that the pen has recorded into the records.</summary>
    /// <returns>Number of records that are new.</returns>
    /// <exception cref="PenException">The pen does not answer; nothing is lost by that, the pen keeps them.</exception>
    public Task<int> CollectAsync(CancellationToken ct = default) => collector.CollectAsync(ct);

    /// <summary>Ends the work with the pen: back to Standby, everything collected, its session closed.</summary>
    /// <param name="logsRoot">Where the logs of pens are kept on disk, to pull this one's too; null for not.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="PenException">The pen does not answer or refuses; it can be done again.</exception>
    public async Task FinishAsync(string? logsRoot = null, CancellationToken ct = default)
    {
        PenStatus status = await pen.GetStatusAsync(ct).ConfigureAwait(false);
        if (status.State is PenState.Ready or PenState.Running)
        {
            await pen.StopAsync(ct).ConfigureAwait(false);
            await pen.DisarmAsync(ct).ConfigureAwait(false);
        }

        traces.Flush();
        await collector.CollectAsync(ct).ConfigureAwait(false);
        if (collector.OpenSession is { } open && Owns(open))
        {
            await pen.CloseSessionAsync(ct).ConfigureAwait(false);
            await collector.CollectAsync(ct).ConfigureAwait(false);
        }

        if (logsRoot is not null)
        {
            await collector.PullAsync(logsRoot, ct).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        foreach (Task task in watching)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        collector.Dispose();
        ending.Dispose();
    }

    /// <summary>A nano tip needs no cream; whoever changes to needles in the middle has to say what about it.</summary>
    private void CheckNumbing(CartridgeInfo cartridge)
    {
        if (
            cartridge is { State: CartridgeState.Accepted, Type: not CartridgeType.Nano }
            && !treatment.Device.Anaesthetic
            && !treatment.Facts.NumbingIsOver
        )
        {
            throw new TreatmentException(
                "This session was begun with a nano tip, without numbing cream, and a cartridge with needles is in the pen.",
                "Put a nano tip in, or begin a session of a pen with needles."
            );
        }
    }

    /// <summary>Sees to it that the session that is open on the pen is this one's: what the pen records then belongs to it.</summary>
    private async Task OwnSessionAsync(CancellationToken ct)
    {
        await collector.CollectAsync(ct).ConfigureAwait(false);
        if (collector.OpenSession is { } open && Owns(open))
        {
            return;
        }

        uint head = (await pen.GetLogInfoAsync(ct).ConfigureAwait(false)).Head;
        uint number = await pen.OpenSessionAsync(ct).ConfigureAwait(false);
        collector.Opened(number);
        treatment.Add(
            EventKind.PenSession,
            new PenSessionOpened(
                treatment.Actor,
                pen.Identity.Serial,
                number,
                head,
                pen.Identity.FirmwareVersion.ToString(),
                pen.Identity.IsSimulated
            )
        );
        await collector.CollectAsync(ct).ConfigureAwait(false);
    }

    private bool Owns(uint number) =>
        treatment.Facts.PenSessions.Any(p => p.What.Serial == pen.Identity.Serial && p.What.Number == number);

    /// <summary>Collects whenever something ended. What fails is tried again at the next occasion, and at the latest at the end.</summary>
    private async Task FollowAsync(CancellationToken ct)
    {
        await foreach (PenEvent happened in pen.WatchEventsAsync(ct).ConfigureAwait(false))
        {
            if (happened is LinkRestored { PenRestarted: true })
            {
                prepared = null;
            }

            if (happened is RunEnded or LinkRestored or FaultRaised or StateChanged { NewState: PenState.Standby })
            {
                await collector.TryAsync(ct).ConfigureAwait(false);
            }
        }
    }
}
