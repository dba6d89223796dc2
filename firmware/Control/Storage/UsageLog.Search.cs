using Pen.Protocol;

namespace Pen.Control.Storage;

/// <content>How the log's end is found, and how its memory is read.</content>
public sealed partial class UsageLog
{
    /// <summary>Finds the newest record in O(log n) reads.</summary>
    /// <param name="bytes">Bytes of the memory; 0 when it is not one that the log can be in.</param>
    /// <returns>False when the memory does not answer, be it once: a read that failed must not be taken for the log's end.</returns>
    public bool Open(int bytes)
    {
        IsOpen = false;
        if (bytes == 0)
        {
            Damaged = true;
            return false;
        }

        Capacity = MemoryMap.LogCapacity(bytes);
        silent = false;
        searching = true;
        uint first = ReadSequence(0);
        uint newest = StandsInSlot(0, first) ? NewestOfLap(first) : NewestBehindFirstSlot();
        if (newest != 0 && !ReadChecked(newest))
        {
            if (newest == 1 || ReadChecked(newest - 1))
            {
                // Torn by a power cut: its place is written again.
                newest--;
            }
            else
            {
                // A cut tears one record. Two that fail are damaged, or read badly: neither is written over, and the chain shows them.
                Damaged = true;
                ReadChecked(newest);
            }
        }

        searching = false;
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

    private uint NewestOfLap(uint first)
    {
        int low = 0;
        int high = Capacity - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (BelongsToLap(middle, first))
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
    /// A slot whose successor goes on with the lap belongs to it whatever it holds: one damaged number must not hide, and give away to
    /// the next record, all that stands behind it.
    /// </summary>
    private bool BelongsToLap(int slot, uint first)
    {
        uint expected = first + (uint)slot;
        return Holds(slot, expected) || (slot + 1 < Capacity && Holds(slot + 1, expected + 1));
    }

    /// <summary>Behind the last number of all comes 0, which a blank slot holds too.</summary>
    private bool Holds(int slot, uint sequence)
    {
        return sequence != 0 && ReadSequence(slot) == sequence;
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

    private bool StandsInSlot(int slot, uint sequence)
    {
        return sequence > (uint)slot && (sequence - 1) % (uint)Capacity == (uint)slot;
    }

    private uint ReadSequence(int slot)
    {
        return ReadWord(AddressOfSlot(slot));
    }

    /// <summary>0 when the memory does not answer, which <see cref="silent"/> then remembers.</summary>
    private uint ReadWord(int address)
    {
        if (ReadBytes(address, 0, 4))
        {
            return Wire.GetU32(work, 0);
        }

        silent = true;
        return 0;
    }

    /// <summary>
    /// Reads into the work buffer. While the log's end is searched, what is read must be the same twice: one wrong bit on the wire there
    /// would let the next record go over one that is there. A memory that does not say the same twice does not answer.
    /// </summary>
    private bool ReadBytes(int address, int offset, int count)
    {
        for (int attempt = 0; attempt < ReadAttempts; attempt++)
        {
            if (!memory.Read(address, work, offset, count))
            {
                return false;
            }

            if (!searching || (memory.Read(address, again, offset, count) && SameAgain(offset, count)))
            {
                return true;
            }
        }

        return false;
    }

    private bool SameAgain(int offset, int count)
    {
        for (int i = offset; i < offset + count; i++)
        {
            if (work[i] != again[i])
            {
                return false;
            }
        }

        return true;
    }
}
