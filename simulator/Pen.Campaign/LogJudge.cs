using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Invariants;

namespace Pen.Campaign;

/// <summary>Holds the strokes of the log's runs against those of the physics, where nothing broke that hides strokes from the pen.</summary>
internal sealed class LogJudge
{
    private const double RelativeTolerance = 0.01;

    /// <summary>Each run is counted in whole strokes, and the last one may be cut.</summary>
    private const double StrokesPerRun = 2;

    private readonly SimulatedPen pen;
    private readonly bool judges;

    /// <summary>A run is on record this long after the needles stand, at the latest.</summary>
    private const long RecordedMicros = 300_000;

    private double servedStrokes;
    private long movedMicros;
    private double serviceFrom = -1;

    public LogJudge(TreatmentPlan plan, SimulatedPen pen)
    {
        this.pen = pen;
        judges = !plan.Steps.Any(s => s.IsFault);
    }

    /// <summary>After every tick: strokes in Service are of no run.</summary>
    public void Tick()
    {
        movedMicros = pen.World.Motor.RadiansPerSecond > 0 ? pen.World.Micros : movedMicros;
        bool service = ((IPenClaim)pen).State == PenState.Service;
        if (service && serviceFrom < 0)
        {
            serviceFrom = pen.World.Motor.Strokes;
        }
        else if (!service && serviceFrom >= 0 && pen.World.Motor.RadiansPerSecond == 0)
        {
            servedStrokes += pen.World.Motor.Strokes - serviceFrom;
            serviceFrom = -1;
        }
    }

    /// <summary>What is wrong with the log, at the end.</summary>
    public IEnumerable<string> Judge()
    {
        if (
            !judges
            || ((IPenClaim)pen).State is PenState.Running or PenState.Service
            || pen.World.Micros - movedMicros < RecordedMicros
        )
        {
            yield break;
        }

        int runs = 0;
        double logged = 0;
        UsageLog log = pen.Firmware!.Parts.Log;
        for (uint sequence = log.Tail; sequence < log.Head; sequence++)
        {
            ReadOnlySpan<byte> record = pen.World.Fram.Bytes.AsSpan(Address(sequence), LogRecord.Length);
            if (record[LogRecord.Kind] == (byte)LogKind.RunEnded)
            {
                runs++;
                logged += record[RunEndedData.Strokes] | (record[RunEndedData.Strokes + 1] << 8);
            }
        }

        Odometer odometer = pen.Firmware.Parts.Odometer;
        if (odometer.Differs || (odometer.IsCurrent && odometer.Totals.Strokes != logged))
        {
            yield return FormattableString.Invariant(
                $"the odometer tells {odometer.Totals.Strokes} strokes, the log holds {logged:0}"
            );
        }

        double made = pen.World.Motor.Strokes - servedStrokes;
        if (Math.Abs(logged - made) > (made * RelativeTolerance) + (runs * StrokesPerRun))
        {
            yield return FormattableString.Invariant(
                $"the log holds {logged:0} strokes in {runs} runs, the motor made {made:0.0}"
            );
        }
    }

    private static int Address(uint sequence) =>
        MemoryMap.Log + ((int)((sequence - 1) % MemoryMap.LogCapacity(0x20000)) * LogRecord.Length);
}
