using System.Collections.Generic;
using System.Linq;
using Pen.Companion.Pens;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>What the form of depth and speed shows.</summary>
public sealed record SettingView
{
    /// <summary>Area; Unspecified while none is chosen.</summary>
    public TreatmentArea Area { get; init; }

    /// <summary>Depth in the form, µm; null while neither a source nor a person has given one.</summary>
    public int? DepthMicrons { get; init; }

    /// <summary>Speed in the form, Hz.</summary>
    public int SpeedHz { get; init; }

    /// <summary>What was prepared for the area before in this session, in words of numbers; null where nothing was.</summary>
    public (int DepthMicrons, int SpeedHz)? Before { get; init; }

    /// <summary>Depths that sources give.</summary>
    public IReadOnlyList<CitedDepth> Sources { get; init; } = [];

    /// <summary>Whether it is asked why this depth.</summary>
    public bool Confirm { get; init; }

    /// <summary>The words that were given for it so far.</summary>
    public string Why { get; init; } = "";

    /// <summary>Deepest that the cartridge may go, µm; the pen's own limit without one.</summary>
    public int DeepestMicrons { get; init; } = Limits.DepthMaxMicrons;

    /// <summary>From which depth on it is asked why, µm.</summary>
    public int LimitMicrons => AreaAdvice.LimitMicrons(Area);

    /// <summary>The form for an area, as it is proposed.</summary>
    public static SettingView Propose(Treatment treatment, TreatmentArea area, PenSnapshot? pen)
    {
        var advice = new AreaAdvice(treatment, area);
        return new SettingView
        {
            Area = area,
            DepthMicrons = area == TreatmentArea.Unspecified ? null : advice.DepthMicrons,
            SpeedHz = advice.SpeedHz,
            Before = advice.Before is { } before ? (before.DepthMicrons, before.SpeedHz) : null,
            Sources = advice.Depths,
            DeepestMicrons = pen?.Cartridge is { State: CartridgeState.Accepted } cartridge
                ? cartridge.MaxDepthMicrons
                : Limits.DepthMaxMicrons,
        };
    }

    /// <summary>Areas, in the order of the pen's list.</summary>
    public static IEnumerable<TreatmentArea> Areas { get; } =
        System.Enum.GetValues<TreatmentArea>().Where(a => a != TreatmentArea.Unspecified);
}
