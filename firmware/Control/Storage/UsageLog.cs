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
public sealed partial class UsageLog
{
    /// <summary>Numbers end here, after a century of a record a second: the log is then full for good, and says so.</summary>
    private const uint LastHead = uint.MaxValue;

    private const int ReadAttempts = 3;

    private readonly PenMemory memory;
    private readonly Checksum checksum;
    private readonly Counters counters;
    private readonly byte[] work = new byte[4 + LogRecord.Length];
    private readonly byte[] again = new byte[4 + LogRecord.Length];
    private bool searching;
    private bool silent;

    /// <summary>Creates the log over its memory; <see cref="Open"/> finds its ends.</summary>
    public UsageLog(PenMemory memory, Checksum checksum, Counters counters)
    {
        this.memory = memory;
        this.checksum = checksum;
        this.counters = counters;
    }

    /// <summary>Records that fit; one slot of them stays the anchor of the chain.</summary>
    public int Capacity;

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
        get { return Head > (uint)Capacity ? Head - (uint)(Capacity - 1) : 1; }
    }

    /// <summary>Records that no host has confirmed.</summary>
    public int Unconfirmed
    {
        get { return (int)(Head - counters.ConfirmedNext); }
    }

    /// <summary>Whether the next record would overwrite one that no host has confirmed, or no number is left for it.</summary>
    public bool IsFull
    {
        get { return Unconfirmed >= Capacity - 1 || Head == LastHead; }
    }

    /// <summary>What the memory holds is not to be trusted: nothing is read or written from now on.</summary>
    public void Close()
    {
        IsOpen = false;
        Damaged = true;
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
        int done = 0;
        while (done < count)
        {
            int address = AddressOf(sequence + (uint)done);
            // One transfer as far as the ring and the memory's bank go: an address costs the wire as much as three bytes of data.
            int toBankEnd = PenMemory.BankBytes - (address % PenMemory.BankBytes);
            int toRingEnd = AddressOfSlot(Capacity) - address;
            int room = (toBankEnd < toRingEnd ? toBankEnd : toRingEnd) / LogRecord.Length;
            int part = count - done < room ? count - done : room;
            if (!memory.Read(address, buffer, offset + (done * LogRecord.Length), part * LogRecord.Length))
            {
                return false;
            }

            done += part;
        }

        return true;
    }

    /// <summary>What a record that the log holds is about, unchecked and in a quarter of a checked read's time; None when it is not there.</summary>
    public LogKind KindOf(uint sequence)
    {
        bool there = memory.Read(AddressOf(sequence), work, 0, LogRecord.UptimeMs) && Wire.GetU32(work, 0) == sequence;
        return there ? (LogKind)work[LogRecord.Kind] : LogKind.None;
    }

    /// <summary>Copies a record that the log holds; <paramref name="whole"/>: it passes its checksum.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public bool ReadRecord(uint sequence, byte[] record, ref bool whole)
    {
        silent = false;
        whole = ReadChecked(sequence);
        Array.Copy(work, 4, record, 0, LogRecord.Length);
        return !silent;
    }

    /// <summary>CRC of a record that the log holds, or of the one before the oldest; 0 for sequence 0 and when unreadable.</summary>
    public uint CrcOf(uint sequence)
    {
        return sequence == 0 ? 0 : ReadWord(AddressOf(sequence) + LogRecord.Crc);
    }

    private static int AddressOfSlot(int slot)
    {
        return MemoryMap.Log + (slot * LogRecord.Length);
    }

    private int AddressOf(uint sequence)
    {
        return AddressOfSlot((int)((sequence - 1) % (uint)Capacity));
    }

    private bool ReadChecked(uint sequence)
    {
        uint before = CrcOf(sequence - 1);
        if (!ReadBytes(AddressOf(sequence), 4, LogRecord.Length))
        {
            silent = true;
            return false;
        }

        Wire.PutU32(work, 0, before);
        return Wire.GetU32(work, 4 + LogRecord.Sequence) == sequence
            && checksum.Crc32(work, 0, 4 + LogRecord.Crc) == Wire.GetU32(work, 4 + LogRecord.Crc);
    }
}
