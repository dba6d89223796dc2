using System.Collections.Generic;

namespace Pen.Records.Knowledge;

/// <summary>
/// One file of knowledge as it stands on disk. Several together make the whole: sources in one, areas in another. Every value carries where
/// it is from, as "S0:54": the source's id and the line (or nothing behind the id where the source has no lines).
/// </summary>
/// <param name="Format">Version of this format; 1.</param>
/// <param name="Version">Version of the content, such as "2026.1": kept with every record that was made by it.</param>
public sealed record ProtocolPack(int Format, string Version)
{
    /// <summary>For editors: where the schema stands.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Whom the values are from.</summary>
    public IReadOnlyList<SourceInfo> Sources { get; init; } = [];

    /// <summary>What holds for every indication for which a source says nothing of its own.</summary>
    public GeneralCourse? General { get; init; }

    /// <summary>What is treated.</summary>
    public IReadOnlyList<Indication> Indications { get; init; } = [];

    /// <summary>When something is seen.</summary>
    public IReadOnlyList<CitedText> Results { get; init; } = [];

    /// <summary>Where.</summary>
    public IReadOnlyList<AreaInfo> Areas { get; init; } = [];

    /// <summary>Depths that sources give for an indication wherever it is.</summary>
    public IReadOnlyList<IndicationDepths> DepthsByIndication { get; init; } = [];

    /// <summary>With what.</summary>
    public IReadOnlyList<DeviceInfo> Devices { get; init; } = [];

    /// <summary>In which steps.</summary>
    public IReadOnlyList<StepInfo> Steps { get; init; } = [];

    /// <summary>How long a whole session takes.</summary>
    public IReadOnlyList<CitedRange> SessionMinutes { get; init; } = [];

    /// <summary>What may go with it.</summary>
    public IReadOnlyList<CitedText> Combination { get; init; } = [];

    /// <summary>What a client does and leaves afterwards.</summary>
    public IReadOnlyList<AftercareTopic> Aftercare { get; init; } = [];

    /// <summary>What is to be expected, and when.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>Side effects.</summary>
    public IReadOnlyList<SideEffect> SideEffects { get; init; } = [];

    /// <summary>What is asked before.</summary>
    public IReadOnlyList<ScreeningQuestion> Questions { get; init; } = [];
}
