using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>One setting of a calibration: what it was and what it becomes.</summary>
/// <param name="Id">Which.</param>
/// <param name="Old">Value before.</param>
/// <param name="New">Value behind it.</param>
public sealed record SettingChange(SettingId Id, int Old, int New);

/// <summary>
/// The order in which the settings of a calibration are written. A pen that is left in the middle never measures its depth shallower than it
/// is by the values that it was to get: depth = (counts − zero) / slope, so a zero or a slope that is too large makes it look shallow.
/// </summary>
public static class SettingOrder
{
    /// <summary>Deepest place of the stop in mm: the hard stop.</summary>
    private const double DeepestMm = 3.4;

    /// <summary>The writes, in order. One setting may be written twice: first to a value that is safe beside the others' old ones.</summary>
    public static IReadOnlyList<(SettingId Id, int Value)> Of(IReadOnlyCollection<SettingChange> changes)
    {
        var writes = new List<(SettingId Id, int Value)>();
        SettingChange? play = changes.FirstOrDefault(c => c.Id == SettingId.DepthBacklashMicrons);
        AddIf(writes, play, play?.New > play?.Old);
        AddDepth(
            writes,
            changes.FirstOrDefault(c => c.Id == SettingId.DepthZeroCounts),
            changes.FirstOrDefault(c => c.Id == SettingId.DepthCountsPerMm)
        );
        AddIf(writes, play, play?.New <= play?.Old);

        // What shows more current first: a fault may come early for a moment, never late.
        SettingChange? offset = changes.FirstOrDefault(c => c.Id == SettingId.CurrentOffsetMilliamps);
        SettingChange? gain = changes.FirstOrDefault(c => c.Id == SettingId.CurrentGainPermille);
        AddIf(writes, offset, offset?.New <= offset?.Old);
        AddIf(writes, gain, gain is not null);
        AddIf(writes, offset, offset?.New > offset?.Old);
        foreach (SettingChange other in changes.Where(c => writes.TrueForAll(w => w.Id != c.Id)))
        {
            writes.Add((other.Id, other.New));
        }

        return writes;
    }

    private static void AddIf(List<(SettingId, int)> writes, SettingChange? change, bool holds)
    {
        if (change is not null && holds)
        {
            writes.Add((change.Id, change.New));
        }
    }

    private static void AddDepth(List<(SettingId, int)> writes, SettingChange? zero, SettingChange? slope)
    {
        if (zero is null || slope is null)
        {
            AddIf(writes, zero, true);
            AddIf(writes, slope, true);
        }
        else if (slope.Old <= slope.New)
        {
            // The new zero beside the old, smaller slope reads deeper.
            AddIf(writes, zero, true);
            AddIf(writes, slope, true);
        }
        else if (zero.Old <= zero.New)
        {
            // The old, smaller zero beside the new slope reads deeper.
            AddIf(writes, slope, true);
            AddIf(writes, zero, true);
        }
        else
        {
            // The old, larger slope would read shallower beside the new zero: a zero that makes up for it over the whole range comes first.
            int safe = zero.New - (int)Math.Ceiling((slope.Old - slope.New) * DeepestMm);
            int lowest = SettingTable.Min(SettingId.DepthZeroCounts);
            if (zero.Old > safe)
            {
                writes.Add((zero.Id, Math.Max(safe, lowest)));
            }

            AddIf(writes, slope, true);
            AddIf(writes, zero, true);
        }
    }
}
