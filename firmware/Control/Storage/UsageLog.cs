using System;
using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>
/// The ring of log records in FRAM. Record s stands in slot (s − 1) mod capacity, so the newest is found by halving:
/// <code>
///   slot      0    1    2    3    4    5          slots 0..2 hold this lap, 3..5 the lap before
///   sequence 13   14   15  [10]  11   12          head = 16 goes to slot 3; tail = 11 (10 anchors the chain)
/// </code>
/// A record is written in one transfer, its CRC last; a torn one fails its CRC and its place is written again. One slot fewer
/// than fits is kept, so that the CRC of the record before the oldest is still there to check the oldest by.
/// </summary>
public sealed class UsageLog
{
    private readonly PenMemory memory;
    private readonly Checksum checksum;
    private readonly Counters counters;
    private readonly byte[] work = new byte[4 + LogRecord.Length];
    private bool silent;

    /// <summary>Creates the log over its memory; <see cref="Open"/> finds its ends.</summary>
    public UsageLog(PenMemory memory, Checksum checksum, Counters counters)
    {
        this.memory = memory;
        this.checksum = checksum;
        this.counters = counters;
    }

    /// <summary>Sequence number that the next record will have.</summary>
    public uint Head = 1;

    /// <summary>CRC of the newest record.</summary>
    public uint LastCrc;

    /// <summary>Its ends are known. Before that nothing is written: it could only go over records that are there.</summary>
    public bool IsOpen;

    /// <summary>A record could not be written or was found damaged.</summary>
    public bool Damaged;

    /// <summary>A record was lost or stays unwritten, and no fault has said so yet.</summary>
    public bool LossUntold;

    /// <summary>Sequence number of the oldest record kept.</summary>
    public uint Tail
    {
        get { return Head > MemoryMap.LogCapacity ? Head - (MemoryMap.LogCapacity - 1) : 1; }
    }

    /// <summary>Records that no host has confirmed.</summary>
    public int Unconfirmed
    {
        get { return (int)(Head - counters.ConfirmedNext); }
    }

    /// <summary>Whether the next record would overwrite one that no host has confirmed.</summary>
    public bool IsFull
    {
        get { return Unconfirmed >= MemoryMap.LogCapacity - 1; }
    }

    /// <summary>Finds the newest record in O(log n) reads.</summary>
    /// <returns>False when the memory does not answer, be it once: a read that failed must not be taken for the log's end.</returns>
    public bool Open()
    {
        silent = false;
        uint first = ReadSequence(0);
        uint newest = StandsInSlot(0, first) ? NewestOfLap(first) : NewestBehindFirstSlot();
        if (newest != 0 && !ReadChecked(newest))
        {
            // Torn by a power cut: its place is written again, and the one before it must be whole.
            newest--;
            if (newest != 0 && !ReadChecked(newest))
            {
                Damaged = true;
            }
        }

        IsOpen = !silent;
        if (silent)
        {
            Damaged = true;
            return false;
        }

        Head = newest + 1;
        LastCrc = newest == 0 ? 0 : Wire.GetU32(work, 4 + LogRecord.Crc);
        return true;
    }

    /// <summary>Copies the newest record.</summary>
    /// <returns>False when there is none, or it cannot be read.</returns>
    public bool ReadNewest(byte[] record)
    {
        if (!IsOpen || Head == 1 || !ReadChecked(Head - 1))
        {
            return false;
        }

        Array.Copy(work, 4, record, 0, LogRecord.Length);
        return true;
    }

    /// <summary>Whether the memory answers, and the newest record passes its checksum where it is stored.</summary>
    public bool IsStored()
    {
        return IsOpen && (Head == 1 ? memory.Read(MemoryMap.Log, work, 0, 4) : ReadChecked(Head - 1));
    }

    /// <summary>Completes the record (sequence, CRC) and writes it.</summary>
    /// <returns>False when it was not written: the log is full of unconfirmed records, or the memory did not answer.</returns>
    public bool Append(byte[] record, int offset)
    {
        if (!IsOpen || IsFull)
        {
            return false;
        }

        Wire.PutU32(work, 0, LastCrc);
        Array.Copy(record, offset, work, 4, LogRecord.Length);
        Wire.PutU32(work, 4 + LogRecord.Sequence, Head);
        uint crc = checksum.Crc32(work, 0, 4 + LogRecord.Crc);
        Wire.PutU32(work, 4 + LogRecord.Crc, crc);
        if (!memory.Write(AddressOf(Head), work, 4, LogRecord.Length))
        {
            return false;
        }

        Head++;
        LastCrc = crc;
        return true;
    }

    /// <summary>Reads records as they are stored into <paramref name="buffer"/>; the caller has checked that the log holds them.</summary>
    public bool Read(uint sequence, int count, byte[] buffer, int offset)
    {
        for (int i = 0; i < count; i++)
        {
            int address = AddressOf(sequence + (uint)i);
            if (!memory.Read(address, buffer, offset + (i * LogRecord.Length), LogRecord.Length))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>CRC of a record that the log holds, or of the one before the oldest; 0 for sequence 0 and when unreadable.</summary>
    public uint CrcOf(uint sequence)
    {
        return sequence == 0 ? 0 : ReadWord(AddressOf(sequence) + LogRecord.Crc);
    }

    private static int AddressOf(uint sequence)
    {
        return MemoryMap.Log + ((int)((sequence - 1) % MemoryMap.LogCapacity) * LogRecord.Length);
    }

    private uint NewestOfLap(uint first)
    {
        int low = 0;
        int high = MemoryMap.LogCapacity - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (ReadSequence(middle) == first + (uint)middle)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return first + (uint)low;
    }

    /// <summary>
    /// Slot 0 is blank, torn or damaged: the slot behind it tells its lap. It is this one where slot 0 was damaged, and the one before
    /// where it was about to begin a new lap; without it the log is empty.
    /// </summary>
    private uint NewestBehindFirstSlot()
    {
        uint second = ReadSequence(1);
        return StandsInSlot(1, second) ? NewestOfLap(second - 1) : 0;
    }

    private static bool StandsInSlot(int slot, uint sequence)
    {
        return sequence > slot && (sequence - 1) % MemoryMap.LogCapacity == slot;
    }

    private uint ReadSequence(int slot)
    {
        return ReadWord(MemoryMap.Log + (slot * LogRecord.Length));
    }

    /// <summary>0 when the memory does not answer, which <see cref="silent"/> then remembers.</summary>
    private uint ReadWord(int address)
    {
        if (memory.Read(address, work, 0, 4))
        {
            return Wire.GetU32(work, 0);
        }

        silent = true;
        return 0;
    }

    private bool ReadChecked(uint sequence)
    {
        uint before = CrcOf(sequence - 1);
        if (!memory.Read(AddressOf(sequence), work, 4, LogRecord.Length))
        {
            silent = true;
            return false;
        }

        Wire.PutU32(work, 0, before);
        return Wire.GetU32(work, 4 + LogRecord.Sequence) == sequence
            && checksum.Crc32(work, 0, 4 + LogRecord.Crc) == Wire.GetU32(work, 4 + LogRecord.Crc);
    }
}
