namespace Pen.Control.Storage;

/// <summary>
/// Finds out how much memory there is: 32 KB in one bank (MB85RC256V), 128 KB in two (MB85RC1MT) or 256 KB in four of 64 KB. A part
/// that is too small repeats itself: what is written to one byte shows at a power of two behind it. That byte belongs to nobody, so
/// nothing is lost where the power goes in between; and one that keeps its old value shows a part that takes no writes.
/// </summary>
public sealed class MemoryProbe
{
    /// <summary>The smallest part that has to be told apart, in bytes (MB85RC64).</summary>
    private const int SmallestBytes = 0x2000;

    private const int SmallPartBytes = 0x8000;
    private const int MostAliases = 3;

    private readonly PenMemory memory;
    private readonly byte[] cell = new byte[1];
    private readonly byte[] before = new byte[MostAliases];

    /// <summary>Creates the probe over the memory.</summary>
    public MemoryProbe(PenMemory memory)
    {
        this.memory = memory;
    }

    /// <summary>Bytes of the memory; 0 when there is none, it is not one of the three, or it takes no writes.</summary>
    public int Find()
    {
        int banks = memory.CountBanks();
        if (banks == 0 || banks == 3)
        {
            return 0;
        }

        int bankBytes = banks == 1 ? SmallPartBytes : PenMemory.BankBytes;
        return IsWhole(bankBytes) ? banks * bankBytes : 0;
    }

    /// <summary>The cell takes its inverse, and shows nowhere else.</summary>
    private bool IsWhole(int bankBytes)
    {
        int aliases = 0;
        for (int distance = SmallestBytes; distance < bankBytes; distance *= 2)
        {
            before[aliases] = (byte)ReadCell(distance);
            aliases++;
        }

        int old = ReadCell(0);
        int wanted = old ^ 0xFF;
        if (old < 0 || !WriteCell(wanted) || ReadCell(0) != wanted)
        {
            return false;
        }

        aliases = 0;
        for (int distance = SmallestBytes; distance < bankBytes; distance *= 2)
        {
            if (before[aliases] == old && ReadCell(distance) == wanted)
            {
                return false;
            }

            aliases++;
        }

        return true;
    }

    /// <summary>-1 when the memory does not answer.</summary>
    private int ReadCell(int distance)
    {
        return memory.Read(MemoryMap.ProbeCell + distance, cell, 0, 1) ? cell[0] : -1;
    }

    private bool WriteCell(int value)
    {
        cell[0] = (byte)value;
        return memory.Write(MemoryMap.ProbeCell, cell, 0, 1);
    }
}
