using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Pen.Records.Knowledge;

/// <summary>Whom a value is from.</summary>
/// <param name="Id">Id within the data: capital letters and digits.</param>
/// <param name="Kind">How far to trust it.</param>
/// <param name="Title">What it is.</param>
/// <param name="File">Name of the text whose lines are cited; null where there are none.</param>
public sealed record SourceInfo(string Id, SourceKind Kind, string Title, string? File = null);

/// <summary>How far a source is to be trusted.</summary>
public enum SourceKind
{
    /// <summary>What a clinic tells its clients.</summary>
    Clinic,

    /// <summary>Known by report only.</summary>
    Secondary,

    /// <summary>A regulator.</summary>
    Authority,

    /// <summary>A published study.</summary>
    Study,
}

/// <summary>A range of numbers and where it is from. The unit is in the name of the list that it stands in.</summary>
/// <param name="Min">Lowest.</param>
/// <param name="From">Source and line.</param>
/// <param name="Max">Highest; null where the source gives none ("at least").</param>
/// <param name="When">Under which circumstance only; null for always.</param>
/// <param name="Reading">The source's words, where the number is our reading of them.</param>
public sealed record CitedRange(int Min, string From, int? Max = null, string? When = null, string? Reading = null)
{
    /// <summary>Highest; where the source gives none, what it gives.</summary>
    [JsonIgnore]
    public int Most => Max ?? Min;
}

/// <summary>Words, by their key in the texts, and where they are from.</summary>
public sealed record CitedText(string Text, string From);

/// <summary>Counts and intervals for all indications.</summary>
/// <param name="Sessions">Sessions of a course.</param>
/// <param name="IntervalWeeks">Weeks between two.</param>
public sealed record GeneralCourse(IReadOnlyList<CitedRange> Sessions, IReadOnlyList<CitedRange> IntervalWeeks);

/// <summary>What is treated.</summary>
/// <param name="Id">Id.</param>
/// <param name="From">Who names it.</param>
public sealed record Indication(string Id, IReadOnlyList<string> From)
{
    /// <summary>Authorities that have authorised a device for it.</summary>
    public IReadOnlyList<string> Authorised { get; init; } = [];

    /// <summary>Sessions of a course, where a source says it for this indication.</summary>
    public IReadOnlyList<CitedRange> Sessions { get; init; } = [];

    /// <summary>Weeks between two sessions, likewise.</summary>
    public IReadOnlyList<CitedRange> IntervalWeeks { get; init; } = [];

    /// <summary>When results are seen, likewise.</summary>
    public IReadOnlyList<CitedText> Results { get; init; } = [];
}

/// <summary>A range of depth in µm.</summary>
/// <param name="MinMicrons">Shallowest.</param>
/// <param name="MaxMicrons">Deepest.</param>
/// <param name="From">Source.</param>
/// <param name="Skin">"thin" or "thick", where the source tells them apart.</param>
/// <param name="Part">A part of the area, where the source means only that.</param>
/// <param name="SpeedLevelMin">Lowest speed level of that maker's device; no Hz can be told from it.</param>
/// <param name="SpeedLevelMax">Highest.</param>
public sealed record CitedDepth(
    int MinMicrons,
    int MaxMicrons,
    string From,
    string? Skin = null,
    string? Part = null,
    int? SpeedLevelMin = null,
    int? SpeedLevelMax = null
);

/// <summary>A place on the body; its id is that of the pen's list of areas.</summary>
/// <param name="Id">Id.</param>
/// <param name="From">Who names it; empty where only the pen's list does.</param>
/// <param name="Depths">Depths that sources give; empty where none does.</param>
public sealed record AreaInfo(string Id, IReadOnlyList<string> From, IReadOnlyList<CitedDepth> Depths);

/// <summary>Depths for an indication.</summary>
public sealed record IndicationDepths(string Id, IReadOnlyList<CitedDepth> Depths);

/// <summary>What can be worked with.</summary>
/// <param name="Id">Id.</param>
/// <param name="Needles">Needles of the pen's cartridge; 0 for a nano tip and for a roller.</param>
/// <param name="Telemetry">Whether it is this pen, which measures and logs.</param>
/// <param name="Anaesthetic">Whether the skin is numbed for it.</param>
/// <param name="From">Who names it.</param>
public sealed record DeviceInfo(string Id, int Needles, bool Telemetry, bool Anaesthetic, IReadOnlyList<string> From);

/// <summary>A step of a session.</summary>
/// <param name="Id">Id.</param>
/// <param name="From">Who names it.</param>
public sealed record StepInfo(string Id, IReadOnlyList<string> From)
{
    /// <summary>How long it takes.</summary>
    public IReadOnlyList<CitedRange> Minutes { get; init; } = [];

    /// <summary>Sources that warn of it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>What a client does or leaves afterwards.</summary>
/// <param name="Id">Id.</param>
/// <param name="Rule">What to do with it.</param>
/// <param name="Hours">For how long after the session; empty for until the skin has healed.</param>
public sealed record AftercareTopic(string Id, AftercareRule Rule, IReadOnlyList<CitedRange> Hours)
{
    /// <summary>Sun protection factors.</summary>
    public IReadOnlyList<CitedRange> Spf { get; init; } = [];

    /// <summary>Sources that say it without a time.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}

/// <summary>What to do with a topic.</summary>
public enum AftercareRule
{
    /// <summary>Leave it.</summary>
    Avoid,

    /// <summary>Do it.</summary>
    Do,

    /// <summary>Use it.</summary>
    Use,
}

/// <summary>What is to be expected.</summary>
/// <param name="Text">Key in the texts.</param>
/// <param name="FromHours">Hours after the session from which on.</param>
/// <param name="ToHours">Until when.</param>
/// <param name="From">Who says so.</param>
public sealed record Expectation(string Text, int FromHours, int ToHours, IReadOnlyList<string> From);

/// <summary>A side effect.</summary>
/// <param name="Id">Id.</param>
/// <param name="Frequency">How often, in the sources' words: common, rare, reported, two-cases.</param>
/// <param name="From">Who says so.</param>
public sealed record SideEffect(string Id, string Frequency, IReadOnlyList<string> From);

/// <summary>A question that is asked before a course.</summary>
/// <param name="Id">Id.</param>
/// <param name="Outcome">What a yes leads to.</param>
public sealed record ScreeningQuestion(string Id, ScreeningOutcome Outcome)
{
    /// <summary>Days that must have passed since, where a source gives a time; without any, a yes is a yes.</summary>
    public IReadOnlyList<CitedRange> Days { get; init; } = [];

    /// <summary>Sources that give no time.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}

/// <summary>What screening comes to.</summary>
public enum ScreeningOutcome
{
    /// <summary>Nothing speaks against it.</summary>
    Go,

    /// <summary>Only with a reason that is written down.</summary>
    Caution,

    /// <summary>Not now.</summary>
    Stop,
}
