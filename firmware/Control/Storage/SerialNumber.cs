using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>
/// The pen's serial number. A new one goes first into a journal with a checksum, is read back, and only then over the number itself, so the
/// pen has the old one or the new one wherever the power goes:
/// <code>
///   journal torn             its checksum is wrong: the number itself was not touched yet, the old one counts
///   journal whole            it counts; a number that differs from it was torn, and is written again at the next start
///   journal never written    zeros, whose checksum is wrong: a pen whose number was written when it was made
/// </code>
/// </summary>
public sealed class SerialNumber
{
    /// <summary>Bytes of a serial number.</summary>
    public const int Length = 16;

    private const int JournalLength = Length + 4;

    private readonly PenMemory memory;
    private readonly Checksum checksum;
    private readonly byte[] journal = new byte[JournalLength];
    private readonly byte[] stored = new byte[Length];
    private int memoryBytes;

    /// <summary>Creates it over its memory; blank until <see cref="Load"/>.</summary>
    public SerialNumber(PenMemory memory, Checksum checksum)
    {
        this.memory = memory;
        this.checksum = checksum;
    }

    /// <summary>The number: ASCII, filled up with zeros; all zeros when the pen has none.</summary>
    public readonly byte[] Bytes = new byte[Length];

    /// <summary>CRC-32 of the number, as the log tells it.</summary>
    public uint Check
    {
        get { return checksum.Crc32(Bytes, 0, Length); }
    }

    /// <summary>Loads it from a memory of so many bytes; a memory of 0 bytes has none.</summary>
    public void Load(int bytes)
    {
        memoryBytes = bytes;
        if (bytes == 0 || !memory.Read(bytes - MemoryMap.SerialNumberFromEnd, stored, 0, Length))
        {
            return;
        }

        if (ReadJournal())
        {
            if (!Equal(stored, 0, journal))
            {
                memory.Write(bytes - MemoryMap.SerialNumberFromEnd, journal, 0, Length);
            }

            System.Array.Copy(journal, 0, Bytes, 0, Length);
        }
        else
        {
            System.Array.Copy(stored, 0, Bytes, 0, Length);
        }
    }

    /// <summary>Whether this is the pen's number.</summary>
    public bool Is(byte[] from, int at)
    {
        return Equal(from, at, Bytes);
    }

    /// <summary>Keeps a number instead of the one before.</summary>
    /// <returns>False when the memory did not keep it; the old one then still counts.</returns>
    public bool Save(byte[] from, int at)
    {
        System.Array.Copy(from, at, journal, 0, Length);
        uint crc = checksum.Crc32(journal, 0, Length);
        Wire.PutU32(journal, Length, crc);
        if (
            memoryBytes == 0
            || !memory.Write(memoryBytes - MemoryMap.SerialJournalFromEnd, journal, 0, JournalLength)
            || !ReadJournal()
            || !Equal(from, at, journal)
        )
        {
            return false;
        }

        // It counts from here on: what the memory makes of the second write is mended at the next start.
        memory.Write(memoryBytes - MemoryMap.SerialNumberFromEnd, journal, 0, Length);
        System.Array.Copy(journal, 0, Bytes, 0, Length);
        return true;
    }

    private bool ReadJournal()
    {
        return memory.Read(memoryBytes - MemoryMap.SerialJournalFromEnd, journal, 0, JournalLength)
            && checksum.Crc32(journal, 0, Length) == Wire.GetU32(journal, Length);
    }

    private static bool Equal(byte[] from, int at, byte[] number)
    {
        for (int i = 0; i < Length; i++)
        {
            if (from[at + i] != number[i])
            {
                return false;
            }
        }

        return true;
    }
}
