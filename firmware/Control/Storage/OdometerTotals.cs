using System;
using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>The sums themselves: how a record changes them, and how they stand in six records and in a block.</summary>
public sealed class OdometerTotals
{
    /// <summary>Bytes that <see cref="Store"/> fills.</summary>
    public const int StoredLength = TalliesOffset + (2 * OdometerTallyData.Tallies);

    private const int StrokesOffset = 0;
    private const int RunningOffset = 4;
    private const int RunsOffset = 8;
    private const int TalliesOffset = 12;
    private const int RunsShift = 8;

    private readonly int[] tallies = new int[OdometerTallyData.Tallies];
    private readonly byte[] expected = new byte[LogRecord.Length];

    /// <summary>Strokes.</summary>
    public uint Strokes;

    /// <summary>Running time in 10 ms.</summary>
    public uint RunningCentiseconds;

    /// <summary>Runs, interrupted ones included.</summary>
    public uint Runs;

    /// <summary>Times charged (0), or times that fault was raised (1 to 20). They stop at 65,535.</summary>
    public int Tally(int number)
    {
        return tallies[number];
    }

    /// <summary>All zero.</summary>
    public void Clear()
    {
        Strokes = 0;
        RunningCentiseconds = 0;
        Runs = 0;
        Array.Clear(tallies, 0, tallies.Length);
    }

    /// <summary>Adds what a record tells.</summary>
    public void Add(byte[] record)
    {
        switch ((LogKind)record[LogRecord.Kind])
        {
            case LogKind.RunEnded:
            case LogKind.RunInterrupted:
                Runs++;
                AddRun(record);
                break;
            case LogKind.RunAmended:
                AddRun(record);
                break;
            case LogKind.FaultRaised:
                Count(record[FaultData.Fault]);
                break;
            case LogKind.Charged:
                Count(0);
                break;
        }
    }

    /// <summary>Fills the data of the odometer record with this number, 0 to <see cref="OdometerData.Pages"/> - 1.</summary>
    public void WritePage(byte[] record, int at, int page)
    {
        record[at + OdometerData.Page] = (byte)page;
        if (page == 0)
        {
            Wire.PutU32(record, at + OdometerData.Page, Runs << RunsShift);
            Wire.PutU32(record, at + OdometerData.Strokes, Strokes);
            Wire.PutU32(record, at + OdometerData.RunningCentiseconds, RunningCentiseconds);
            return;
        }

        int tally = (page - 1) * OdometerTallyData.TalliesPerPage;
        for (int i = 0; i < OdometerTallyData.TalliesPerPage && tally < tallies.Length; i++)
        {
            Wire.Put16(record, at + OdometerTallyData.FirstTally + (2 * i), tallies[tally]);
            tally++;
        }
    }

    /// <summary>Whether an odometer record tells these sums.</summary>
    public bool Agrees(byte[] record)
    {
        Array.Clear(expected, 0, expected.Length);
        WritePage(expected, 0, record[OdometerData.Page]);
        for (int i = LogRecord.Data; i < LogRecord.Data + LogRecord.DataLength; i++)
        {
            if (record[i] != expected[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the sums that an odometer record tells for its own.</summary>
    public void TakePage(byte[] record)
    {
        int page = record[OdometerData.Page];
        if (page == 0)
        {
            Runs = Wire.GetU32(record, OdometerData.Page) >> RunsShift;
            Strokes = Wire.GetU32(record, OdometerData.Strokes);
            RunningCentiseconds = Wire.GetU32(record, OdometerData.RunningCentiseconds);
            return;
        }

        int tally = (page - 1) * OdometerTallyData.TalliesPerPage;
        for (int i = 0; i < OdometerTallyData.TalliesPerPage && tally < tallies.Length; i++)
        {
            tallies[tally] = Wire.GetU16(record, OdometerTallyData.FirstTally + (2 * i));
            tally++;
        }
    }

    /// <summary>Puts all sums into a block's payload.</summary>
    public void Store(byte[] payload, int at)
    {
        Wire.PutU32(payload, at + StrokesOffset, Strokes);
        Wire.PutU32(payload, at + RunningOffset, RunningCentiseconds);
        Wire.PutU32(payload, at + RunsOffset, Runs);
        for (int i = 0; i < tallies.Length; i++)
        {
            Wire.Put16(payload, at + TalliesOffset + (2 * i), tallies[i]);
        }
    }

    /// <summary>Takes all sums from a block's payload.</summary>
    public void Restore(byte[] payload, int at)
    {
        Strokes = Wire.GetU32(payload, at + StrokesOffset);
        RunningCentiseconds = Wire.GetU32(payload, at + RunningOffset);
        Runs = Wire.GetU32(payload, at + RunsOffset);
        for (int i = 0; i < tallies.Length; i++)
        {
            tallies[i] = Wire.GetU16(payload, at + TalliesOffset + (2 * i));
        }
    }

    private void AddRun(byte[] record)
    {
        Strokes += (uint)Wire.GetU16(record, RunEndedData.Strokes);
        RunningCentiseconds += (uint)Wire.GetU16(record, RunEndedData.DurationCentiseconds);
    }

    private void Count(int number)
    {
        if (number < tallies.Length && tallies[number] < ushort.MaxValue)
        {
            tallies[number]++;
        }
    }
}
