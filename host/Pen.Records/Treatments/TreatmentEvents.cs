using System;
using System.Collections.Generic;
using Pen.Protocol;
using Pen.Records.Screening;

namespace Pen.Records.Treatments;

/// <summary>Names of what happens in a session, as they stand in the records.</summary>
public static class EventKind
{
    /// <summary><see cref="EarlySession"/>; personal.</summary>
    public const string Early = "early";

    /// <summary><see cref="ScreeningDone"/>; personal.</summary>
    public const string Screening = "screening";

    /// <summary><see cref="ConsentGiven"/>; personal.</summary>
    public const string Consent = "consent";

    /// <summary><see cref="NumbingStarted"/>; personal.</summary>
    public const string NumbingStarted = "numbing-started";

    /// <summary><see cref="NumbingEnded"/>; personal.</summary>
    public const string NumbingEnded = "numbing-ended";

    /// <summary><see cref="PenSessionOpened"/>.</summary>
    public const string PenSession = "pen-session";

    /// <summary><see cref="AreaPrepared"/>.</summary>
    public const string Area = "area";

    /// <summary><see cref="DepthReasonGiven"/>; personal.</summary>
    public const string DepthReason = "depth-reason";

    /// <summary><see cref="AreaByHand"/>.</summary>
    public const string ByHand = "by-hand";

    /// <summary><see cref="ProductApplied"/>; personal.</summary>
    public const string Product = "product";

    /// <summary><see cref="TraceKept"/>.</summary>
    public const string Trace = "trace";

    /// <summary><see cref="AftercareGiven"/>.</summary>
    public const string Aftercare = "aftercare";

    /// <summary><see cref="NoteWritten"/>; personal.</summary>
    public const string Note = "note";

    /// <summary><see cref="NoteWritten"/>, added to a session that is over; personal.</summary>
    public const string Correction = "correction";
}

/// <summary>Why a session is held before the day that the course advises.</summary>
/// <param name="By">Who has decided.</param>
/// <param name="AdvisedFrom">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record EarlySession(string By, DateOnly AdvisedFrom, string Reason);

/// <summary>Screening, with its answers, version and who asked; with caution, why it goes on.</summary>
/// <param name="Result">What it came to.</param>
/// <param name="Reason">Why it goes on in spite of a caution; null without one.</param>
public sealed record ScreeningDone(ScreeningResult Result, string? Reason);

/// <summary>How consent was given.</summary>
public enum ConsentForm
{
    /// <summary>Signed on paper, which is kept elsewhere.</summary>
    Paper,

    /// <summary>On a screen.</summary>
    Screen,

    /// <summary>Spoken.</summary>
    Spoken,
}

/// <summary>Consent.</summary>
/// <param name="By">Who has explained it and asked.</param>
/// <param name="Form">How it was given.</param>
/// <param name="Language">Language of the text.</param>
/// <param name="Version">Version of the text.</param>
/// <param name="Text">The whole text that was agreed to.</param>
public sealed record ConsentGiven(string By, ConsentForm Form, string Language, string Version, string Text);

/// <summary>Numbing cream was applied.</summary>
/// <param name="By">Who.</param>
/// <param name="Product">What; empty where nobody says.</param>
/// <param name="Minutes">How long it is to act.</param>
/// <param name="From">Source of that time, or "practitioner".</param>
public sealed record NumbingStarted(string By, string Product, int Minutes, string From);

/// <summary>Numbing cream was taken off, or none is used.</summary>
/// <param name="By">Who.</param>
/// <param name="ActedMinutes">How long it acted; 0 when none was applied.</param>
/// <param name="Reason">Why it acted for less than its time, or was left out; null where neither is so.</param>
public sealed record NumbingEnded(string By, int ActedMinutes, string? Reason);

/// <summary>A session was opened on a pen: its runs under this number belong to this session.</summary>
/// <param name="By">Who.</param>
/// <param name="Serial">Serial number of the pen.</param>
/// <param name="Number">Number of the session on it.</param>
/// <param name="FirstRecord">Number that the pen's next record had before: all of the session's own have this one or a higher one.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="Simulated">Whether it is a simulated pen.</param>
public sealed record PenSessionOpened(string By, string Serial, uint Number, uint FirstRecord, string Firmware, bool Simulated);

/// <summary>A pen was prepared for an area.</summary>
/// <param name="By">Who.</param>
/// <param name="Serial">Serial number of the pen.</param>
/// <param name="Area">Where.</param>
/// <param name="DepthMicrons">Set depth, µm.</param>
/// <param name="SpeedHz">Set speed, Hz.</param>
/// <param name="Reason">Why a confirmable limit is exceeded, as the pen logs it; None where none is.</param>
/// <param name="CartridgeSerial">Factory serial of the cartridge in the slot; empty without one.</param>
public sealed record AreaPrepared(
    string By,
    string Serial,
    TreatmentArea Area,
    int DepthMicrons,
    int SpeedHz,
    ConfirmReason Reason,
    string CartridgeSerial
);

/// <summary>Why a confirmable limit is exceeded, in words.</summary>
/// <param name="By">Who.</param>
/// <param name="Area">Where.</param>
/// <param name="DepthMicrons">Depth, µm.</param>
/// <param name="Reason">Why.</param>
public sealed record DepthReasonGiven(string By, TreatmentArea Area, int DepthMicrons, string Reason);

/// <summary>An area was treated by hand, with a roller that measures nothing.</summary>
/// <param name="By">Who.</param>
/// <param name="Area">Where.</param>
/// <param name="NeedleMicrons">Length of the roller's needles, µm.</param>
/// <param name="Passes">How often it went over.</param>
public sealed record AreaByHand(string By, TreatmentArea Area, int NeedleMicrons, int Passes);

/// <summary>A product was put on the skin.</summary>
/// <param name="By">Who.</param>
/// <param name="Name">What.</param>
/// <param name="Lot">Its lot; empty where nobody says.</param>
/// <param name="WarningShown">Whether the warning of products and needling was shown.</param>
public sealed record ProductApplied(string By, string Name, string Lot, bool WarningShown);

/// <summary>Measured values while a pen ran, as its telemetry told them: for pictures. What counts is the pen's own log.</summary>
/// <param name="Serial">Serial number of the pen.</param>
/// <param name="BootCount">Its count of starts, low 16 bits.</param>
/// <param name="Area">Where.</param>
/// <param name="UptimeMs">The pen's time of each sample since that start, ms.</param>
/// <param name="SetDepthMicrons">Set depth at each sample, µm.</param>
/// <param name="DepthMicrons">Measured position of the stop at each sample, µm.</param>
/// <param name="SetSpeedHz">Set speed at each sample, Hz.</param>
/// <param name="SpeedCentiHz">Measured speed at each sample, 0.01 Hz.</param>
/// <param name="CurrentMilliamps">Motor current at each sample, mA.</param>
public sealed record TraceKept(
    string Serial,
    int BootCount,
    TreatmentArea Area,
    IReadOnlyList<uint> UptimeMs,
    IReadOnlyList<int> SetDepthMicrons,
    IReadOnlyList<int> DepthMicrons,
    IReadOnlyList<int> SetSpeedHz,
    IReadOnlyList<int> SpeedCentiHz,
    IReadOnlyList<int> CurrentMilliamps
);

/// <summary>The aftercare was explained and given to the client.</summary>
/// <param name="By">Who.</param>
/// <param name="Language">Language.</param>
/// <param name="Version">Version of the protocols.</param>
/// <param name="From">When its times begin: local time of the practice, with its offset.</param>
public sealed record AftercareGiven(string By, string Language, string Version, DateTimeOffset From);

/// <summary>Something in words.</summary>
/// <param name="Text">What.</param>
public sealed record NoteWritten(string Text);
