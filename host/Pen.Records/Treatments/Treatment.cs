using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Treatments;

/// <summary>
/// One session, step by step: screening, consent, numbing, areas, aftercare. Each step is on disk when its call returns; where the session
/// stands follows from what is on disk, so it can be left and taken up again at any moment, by any program. Safe for several threads.
/// </summary>
public sealed partial class Treatment
{
    /// <summary>Characters of a reason, a note or a correction, at the most.</summary>
    public const int LongestReason = 2000;

    /// <summary>Answers are of the day: what they say may have changed tomorrow.</summary>
    private static readonly TimeSpan ScreeningHolds = TimeSpan.FromHours(24);

    private readonly RecordStore store;
    private readonly TimeProvider clock;
    private readonly string actor;
    private readonly System.Threading.Lock writing = new();
    private readonly List<SessionEvent> events = [];
    private TreatmentFacts facts;

    private Treatment(RecordStore store, ProtocolLibrary library, string actor, Session session, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        this.actor = Named(actor);
        Library = library;
        Session = session;
        Device = DeviceOf(library, session.Device);
        events.AddRange(store.Events(session.Id));
        facts = TreatmentFacts.From(events);
    }

    /// <summary>By which protocols.</summary>
    public ProtocolLibrary Library { get; }

    /// <summary>The session.</summary>
    public Session Session { get; private set; }

    /// <summary>With what it is done.</summary>
    public DeviceInfo Device { get; }

    /// <summary>What has happened so far.</summary>
    public TreatmentFacts Facts => facts;

    /// <summary>What it waits for.</summary>
    public TreatmentStep Next =>
        Session.State != SessionState.Open ? TreatmentStep.Over
        : facts.Screening is not { } asked || IsOld(asked.At) ? TreatmentStep.Screening
        : asked.What.Result.Outcome == ScreeningOutcome.Stop ? TreatmentStep.Stopped
        : facts.Consent is null ? TreatmentStep.Consent
        : Device.Anaesthetic && !facts.NumbingIsOver ? TreatmentStep.Numbing
        : facts.Aftercare is null ? TreatmentStep.Areas
        : TreatmentStep.Closing;

    /// <summary>Who does it.</summary>
    internal string Actor => actor;

    /// <summary>The records.</summary>
    internal RecordStore Store => store;

    private DateTimeOffset Now => clock.GetLocalNow();

    /// <summary>Opens the next session of a course.</summary>
    /// <param name="store">The records.</param>
    /// <param name="library">The protocols.</param>
    /// <param name="actor">Who does it; 1 to 100 characters.</param>
    /// <param name="course">The course.</param>
    /// <param name="device">Id of a device of the protocols.</param>
    /// <param name="earlyReason">Why, when it is before the day that <see cref="EarliestDay"/> gives.</param>
    /// <param name="time">Clock; the system's unless told.</param>
    /// <exception cref="TreatmentException">It is too early and there is no reason, or there is no such device.</exception>
    /// <exception cref="StoreException">There is no such course, or its session before is still open.</exception>
    public static Treatment Begin(
        RecordStore store,
        ProtocolLibrary library,
        string actor,
        Course course,
        string device,
        string? earlyReason = null,
        TimeProvider? time = null
    )
    {
        TimeProvider clock = time ?? TimeProvider.System;
        _ = Named(actor);
        _ = DeviceOf(library, device);
        DateOnly? earliest = EarliestDay(store, library, course, clock)?.Earliest;
        bool early = earliest > DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        if (early && !IsReason(earlyReason))
        {
            throw new TreatmentException(
                $"The next session of this course is advised from {earliest:yyyy-MM-dd} on.",
                "Wait, or write down why it is held before."
            );
        }

        Session session = store.OpenSession(actor, course.Id, device);
        var treatment = new Treatment(store, library, actor, session, clock);
        if (early)
        {
            treatment.Add(EventKind.Early, new EarlySession(actor, earliest!.Value, earlyReason!), personal: true);
        }

        return treatment;
    }

    /// <summary>Takes up a session where it stands, after a crash or a pause. Nothing that moves is resumed by that.</summary>
    /// <exception cref="StoreException">There is no such session.</exception>
    public static Treatment Resume(
        RecordStore store,
        ProtocolLibrary library,
        string actor,
        string sessionId,
        TimeProvider? time = null
    ) => new(store, library, actor, store.GetSession(sessionId), time ?? TimeProvider.System);

    /// <summary>When the next session of a course may be; null for the first, or where nobody gives an interval.</summary>
    public static NextSession? EarliestDay(RecordStore store, ProtocolLibrary library, Course course, TimeProvider clock)
    {
        Session? last = store
            .Sessions(course.ClientId)
            .Where(s => s.CourseId == course.Id && s.State == SessionState.Closed)
            .MaxBy(s => s.Opened);
        return last is not null && library.FindIndication(course.Indication) is { } indication
            ? CourseAdvice.For(library, indication).After(LocalDay(last.Opened, clock))
            : null;
    }

    /// <summary>Closes the session. Aftercare must have been given.</summary>
    /// <exception cref="TreatmentException">A step is missing.</exception>
    public void Close()
    {
        Expect(TreatmentStep.Closing, "closed");
        End(SessionState.Closed);
    }

    /// <summary>Gives the session up, at any step; why is kept.</summary>
    /// <exception cref="TreatmentException">There is no reason, or it is over.</exception>
    public void Abandon(string reason)
    {
        if (Next == TreatmentStep.Over)
        {
            throw Refused("given up");
        }

        Note(Reason(reason, "given up"));
        End(SessionState.Abandoned);
    }

    /// <summary>Reads again what is on disk: another room may have added something.</summary>
    public void Reload()
    {
        lock (writing)
        {
            Session = store.GetSession(Session.Id);
            events.Clear();
            events.AddRange(store.Events(Session.Id));
            facts = TreatmentFacts.From(events);
        }
    }

    /// <summary>Adds what happened; on disk when this returns.</summary>
    internal void Add(string kind, object body, bool personal = false)
    {
        lock (writing)
        {
            events.Add(store.AddEvent(actor, Session.Id, facts.LastSequence + 1, kind, body, personal));
            facts = TreatmentFacts.From(events);
        }
    }

    /// <summary>Refuses what the session does not wait for.</summary>
    internal void Expect(TreatmentStep step, string what)
    {
        if (Next != step)
        {
            throw Refused(what);
        }
    }

    private TreatmentException Refused(string what) =>
        Next switch
        {
            TreatmentStep.Over => new TreatmentException(
                $"This session is over and cannot be {what}.",
                "Open the next one, or add a correction."
            ),
            TreatmentStep.Stopped => new TreatmentException(
                $"Screening says that this may not be done today, so it cannot be {what}.",
                "Give the session up, or ask again where an answer was wrong."
            ),
            TreatmentStep.Areas => new TreatmentException(
                $"Aftercare has not been given, so the session cannot be {what}.",
                "Treat the areas, then give the aftercare."
            ),
            _ => new TreatmentException(
                $"The session waits for {Words(Next)}, so it cannot be {what}.",
                $"Do the step of {Words(Next)} first."
            ),
        };

    private void End(SessionState state)
    {
        store.EndSession(actor, Session.Id, state);
        Session = store.GetSession(Session.Id);
    }

    private static string Words(TreatmentStep step) => step.ToString().ToLowerInvariant();

    private bool IsOld(DateTimeOffset at) => clock.GetUtcNow() - at > ScreeningHolds;

    private static DateOnly LocalDay(DateTimeOffset time, TimeProvider clock) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).DateTime);

    private static bool IsReason(string? reason) => reason?.Trim().Length is > 0 and <= LongestReason;

    private static string Written(string text) =>
        IsReason(text)
            ? text.Trim()
            : throw new TreatmentException("There is nothing to write down.", $"Give 1 to {LongestReason} characters.");

    private static string Reason(string? reason, string what) =>
        IsReason(reason)
            ? reason!.Trim()
            : throw new TreatmentException(
                $"Without a reason it cannot be {what}.",
                $"Write down why, in 1 to {LongestReason} characters."
            );

    private static string Named(string actor) =>
        actor.Trim().Length is > 0 and <= 100
            ? actor.Trim()
            : throw new TreatmentException("Nobody is named who does this.", "Give a name or a sign of 1 to 100 characters.");

    private static DeviceInfo DeviceOf(ProtocolLibrary library, string id) =>
        library.Devices.FirstOrDefault(d => d.Id == id)
        ?? throw new TreatmentException(
            $"There is no device \"{id}\".",
            $"Name one of {string.Join(", ", library.Devices.Select(d => d.Id))}."
        );
}
