using System;
using System.Collections.Generic;
using Pen.Protocol;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Api;

/// <summary>What became of a STOP.</summary>
/// <param name="Well">Whether every pen that was meant has answered that it does not run.</param>
/// <param name="TookMs">How long the answers took, ms.</param>
/// <param name="Words">The same in words.</param>
public sealed record StopAnswer(bool Well, double TookMs, string Words);

/// <summary>What the next run is to be.</summary>
/// <param name="Pen">Serial number of the pen.</param>
/// <param name="DepthMicrons">Depth, µm: 0 to 3000 in steps of 50. What is beyond a limit is refused, never bent to fit.</param>
/// <param name="SpeedHz">Speed, Hz: 50 to 150; its ceiling falls with the depth.</param>
/// <param name="Area">Where on the body.</param>
/// <param name="Reason">Why a confirmable limit is exceeded; needed above it.</param>
/// <param name="Why">The same in words, for the record; needed with a reason.</param>
public sealed record PrepareBody(
    string Pen,
    int DepthMicrons,
    int SpeedHz,
    TreatmentArea Area,
    ConfirmReason Reason = ConfirmReason.None,
    string? Why = null
);

/// <summary>Which pen.</summary>
/// <param name="Pen">Its serial number.</param>
public sealed record PenBody(string Pen);

/// <summary>What the pen has prepared.</summary>
/// <param name="DepthMicrons">Set depth, µm.</param>
/// <param name="SpeedHz">Set speed, Hz.</param>
/// <param name="Area">Where.</param>
/// <param name="State">The pen's state.</param>
/// <param name="SpeedCeilingHz">Highest speed at this depth, Hz.</param>
public sealed record PreparedAnswer(int DepthMicrons, int SpeedHz, TreatmentArea Area, PenState State, int SpeedCeilingHz);

/// <summary>Where a pen stands after a command.</summary>
/// <param name="State">Its state.</param>
/// <param name="Faults">Numbers of the latched faults.</param>
public sealed record StandingAnswer(PenState State, IReadOnlyList<int> Faults);

/// <summary>A new client.</summary>
/// <param name="Pseudonym">What stands on lists, 1 to 40 characters; one is made up where none is given.</param>
public sealed record ClientBody(string? Pseudonym = null);

/// <summary>A client. Names never leave by this interface.</summary>
/// <param name="Id">Id.</param>
/// <param name="Pseudonym">What stands on lists.</param>
/// <param name="Created">When.</param>
/// <param name="Erased">When everything personal was erased; null when it was not.</param>
public sealed record ClientAnswer(string Id, string Pseudonym, DateTimeOffset Created, DateTimeOffset? Erased);

/// <summary>A client with the courses.</summary>
/// <param name="Client">The client.</param>
/// <param name="Courses">Courses, the oldest first.</param>
public sealed record ClientCourses(ClientAnswer Client, IReadOnlyList<Course> Courses);

/// <summary>Something that happened in a session; what was said stands in the records.</summary>
/// <param name="Sequence">Its number in the session.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What, such as "screening", "consent", "area".</param>
public sealed record StepAnswer(int Sequence, DateTimeOffset At, string Kind);

/// <summary>An area that a pen was prepared for.</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="Pen">Serial number of the pen.</param>
/// <param name="Area">Where.</param>
/// <param name="DepthMicrons">Set depth, µm.</param>
/// <param name="SpeedHz">Set speed, Hz.</param>
/// <param name="Reason">Why a confirmable limit was exceeded.</param>
public sealed record AreaAnswer(
    DateTimeOffset At,
    string By,
    string Pen,
    TreatmentArea Area,
    int DepthMicrons,
    int SpeedHz,
    ConfirmReason Reason
);

/// <summary>What follows from the steps.</summary>
/// <param name="ScreeningOutcome">What screening came to: "Go", "Caution" or "Stop"; null before.</param>
/// <param name="ConsentAt">When consent was given; null before.</param>
/// <param name="NumbUntil">When the numbing cream has acted; null where none is on.</param>
/// <param name="Areas">What pens were prepared for.</param>
/// <param name="AftercareAt">When aftercare was given; null before.</param>
/// <param name="Simulated">Whether a simulated pen took part.</param>
public sealed record FactsAnswer(
    string? ScreeningOutcome,
    DateTimeOffset? ConsentAt,
    DateTimeOffset? NumbUntil,
    IReadOnlyList<AreaAnswer> Areas,
    DateTimeOffset? AftercareAt,
    bool Simulated
);

/// <summary>What an area got, by the pens' own records.</summary>
/// <param name="Area">Where.</param>
/// <param name="Runs">Runs that have ended.</param>
/// <param name="Strokes">Their strokes.</param>
/// <param name="Punctures">Strokes × needles; 0 with a nano tip.</param>
/// <param name="TimeMs">How long they took together, ms.</param>
public sealed record TotalAnswer(TreatmentArea Area, int Runs, long Strokes, long Punctures, long TimeMs);

/// <summary>A session.</summary>
/// <param name="Session">The session.</param>
/// <param name="Next">What it waits for.</param>
/// <param name="Steps">What happened, in order.</param>
/// <param name="Facts">What follows from it.</param>
/// <param name="Totals">What the areas got.</param>
public sealed record SessionAnswer(
    Session Session,
    TreatmentStep Next,
    IReadOnlyList<StepAnswer> Steps,
    FactsAnswer Facts,
    IReadOnlyList<TotalAnswer> Totals
);
