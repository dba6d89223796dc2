using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Totals of a pen's life: the sum of its log.</summary>
/// <param name="Strokes">Strokes.</param>
/// <param name="Running">Running time, to 10 ms.</param>
/// <param name="Runs">Runs, interrupted ones included.</param>
/// <param name="Charges">Times that it was put on its charging contacts; stops at 65,535.</param>
/// <param name="Faults">How often each fault was raised that was; stops at 65,535.</param>
/// <param name="NextRecord">Every record before this one is counted.</param>
/// <param name="IsCurrent">Whether that is every record.</param>
/// <param name="IsIncomplete">Whether a part of the pen's life is missing: a damaged record, or all before the oldest one kept.</param>
/// <param name="Differs">Whether totals in the log differ from the sums.</param>
public sealed record Odometer(
    uint Strokes,
    TimeSpan Running,
    uint Runs,
    int Charges,
    IReadOnlyDictionary<FaultId, int> Faults,
    uint NextRecord,
    bool IsCurrent,
    bool IsIncomplete,
    bool Differs
)
{
    internal static Odometer Parse(byte[] payload)
    {
        int flags = payload[OdometerAnswer.Flags];
        return new Odometer(
            Wire.GetU32(payload, OdometerAnswer.Strokes),
            TimeSpan.FromMilliseconds(Wire.GetU32(payload, OdometerAnswer.RunningCentiseconds) * 10.0),
            Wire.GetU32(payload, OdometerAnswer.Runs),
            Wire.GetU16(payload, OdometerAnswer.Charged),
            Enumerable
                .Range(0, OdometerTallyData.Tallies - 1)
                .Select(i => (Fault: (FaultId)(i + 1), Times: Wire.GetU16(payload, OdometerAnswer.Faults + (2 * i))))
                .Where(f => f.Times > 0)
                .ToDictionary(f => f.Fault, f => f.Times),
            Wire.GetU32(payload, OdometerAnswer.Next),
            (flags & OdometerAnswer.FlagCurrent) != 0,
            (flags & OdometerAnswer.FlagIncomplete) != 0,
            (flags & OdometerAnswer.FlagDiffers) != 0
        );
    }
}
