using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Treatments;

/// <summary>Something that happened, and when.</summary>
public sealed record Timed<T>(DateTimeOffset At, T What);

/// <summary>
/// What follows from the events of a session. Nothing else is kept of where a session stands: after a crash it is read again from here.
/// </summary>
public sealed class TreatmentFacts
{
    private readonly Lazy<IReadOnlyList<Timed<TraceKept>>> traces;

    private TreatmentFacts(IReadOnlyList<SessionEvent> events)
    {
        LastSequence = events.Count == 0 ? 0 : events[^1].Sequence;
        IsForgotten = events.Any(e => e.Body is null);
        Early = Of<EarlySession>(events, EventKind.Early).LastOrDefault();
        Screening = Of<ScreeningDone>(events, EventKind.Screening).LastOrDefault();
        Consent = Of<ConsentGiven>(events, EventKind.Consent).LastOrDefault();
        NumbingStarted = Of<NumbingStarted>(events, EventKind.NumbingStarted).LastOrDefault();
        NumbingEnded = Of<NumbingEnded>(events, EventKind.NumbingEnded).LastOrDefault();
        PenSessions = Of<PenSessionOpened>(events, EventKind.PenSession);
        Areas = Of<AreaPrepared>(events, EventKind.Area);
        DepthReasons = Of<DepthReasonGiven>(events, EventKind.DepthReason);
        ByHand = Of<AreaByHand>(events, EventKind.ByHand);
        Products = Of<ProductApplied>(events, EventKind.Product);
        traces = new Lazy<IReadOnlyList<Timed<TraceKept>>>(() => Of<TraceKept>(events, EventKind.Trace));
        Aftercare = Of<AftercareGiven>(events, EventKind.Aftercare).LastOrDefault();
        Notes = Of<NoteWritten>(events, EventKind.Note);
        Corrections = Of<NoteWritten>(events, EventKind.Correction);
    }

    /// <summary>Number of the last event; 0 without any.</summary>
    public int LastSequence { get; }

    /// <summary>Whether something personal is missing, because the client was forgotten.</summary>
    public bool IsForgotten { get; }

    /// <summary>Why it is held before its day; null where it is not.</summary>
    public Timed<EarlySession>? Early { get; }

    /// <summary>The last screening; null before any.</summary>
    public Timed<ScreeningDone>? Screening { get; }

    /// <summary>Consent; null before.</summary>
    public Timed<ConsentGiven>? Consent { get; }

    /// <summary>When numbing cream was applied, the last time; null before.</summary>
    public Timed<NumbingStarted>? NumbingStarted { get; }

    /// <summary>When it was taken off, or left out; null before.</summary>
    public Timed<NumbingEnded>? NumbingEnded { get; }

    /// <summary>Sessions on pens that belong to it.</summary>
    public IReadOnlyList<Timed<PenSessionOpened>> PenSessions { get; }

    /// <summary>What pens were prepared for, in order.</summary>
    public IReadOnlyList<Timed<AreaPrepared>> Areas { get; }

    /// <summary>Reasons for depths beyond a confirmable limit.</summary>
    public IReadOnlyList<Timed<DepthReasonGiven>> DepthReasons { get; }

    /// <summary>Areas treated by hand.</summary>
    public IReadOnlyList<Timed<AreaByHand>> ByHand { get; }

    /// <summary>Products put on the skin.</summary>
    public IReadOnlyList<Timed<ProductApplied>> Products { get; }

    /// <summary>Measured values, in order.</summary>
    public IReadOnlyList<Timed<TraceKept>> Traces => traces.Value;

    /// <summary>Aftercare; null before.</summary>
    public Timed<AftercareGiven>? Aftercare { get; }

    /// <summary>Notes.</summary>
    public IReadOnlyList<Timed<NoteWritten>> Notes { get; }

    /// <summary>Corrections that were added afterwards.</summary>
    public IReadOnlyList<Timed<NoteWritten>> Corrections { get; }

    /// <summary>When the numbing cream has acted for its time; null when it is not on.</summary>
    public DateTimeOffset? NumbUntil =>
        NumbingStarted is { } on && (NumbingEnded is null || NumbingEnded.At < on.At)
            ? on.At.AddMinutes(on.What.Minutes)
            : null;

    /// <summary>Whether numbing is done with: the cream is off, or was left out for a reason.</summary>
    public bool NumbingIsOver => NumbingEnded is { } off && (NumbingStarted is null || NumbingStarted.At <= off.At);

    /// <summary>Runs that the pens have recorded for this session, as far as they are in the records, in order.</summary>
    /// <param name="store">The records.</param>
    public IReadOnlyList<PenRun> RunsIn(RecordStore store) =>
        [
            .. PenSessions
                .SelectMany(p => PenRuns.OfSession(store, p.What.Serial, p.What.Number, p.What.FirstRecord))
                .OrderBy(r => r.StartedAt)
                .ThenBy(r => r.FirstRecord),
        ];

    /// <summary>What follows from events.</summary>
    /// <exception cref="StoreException">A body is none that this program has written.</exception>
    public static TreatmentFacts From(IReadOnlyList<SessionEvent> events) => new([.. events]);

    private static IReadOnlyList<Timed<T>> Of<T>(IReadOnlyList<SessionEvent> events, string kind) =>
        [
            .. events
                .Where(e => e.Kind == kind && e.Body is not null)
                .Select(e => new Timed<T>(e.At, RecordStore.ReadBody<T>(e))),
        ];
}
