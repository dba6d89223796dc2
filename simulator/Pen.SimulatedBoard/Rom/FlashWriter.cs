using System;
using Pen.SimulatedBoard.FlashMemory;

namespace Pen.SimulatedBoard.Rom;

/// <summary>Writes a stream of bytes to the flash from an address on, page by page.</summary>
internal sealed class FlashWriter(NorFlash flash, int address)
{
    private readonly byte[] page = new byte[NorFlash.PageBytes];
    private int at = address;
    private int waiting;

    /// <summary>Takes bytes; whole pages are written.</summary>
    /// <returns>False when the flash ends before them, or the power failed.</returns>
    public bool Write(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            int room = NorFlash.PageBytes - ((at + waiting) % NorFlash.PageBytes);
            int count = Math.Min(room, data.Length);
            data[..count].CopyTo(page.AsSpan(waiting));
            waiting += count;
            data = data[count..];
            if (count == room && !Flush())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes what waits.</summary>
    public bool Flush()
    {
        if (waiting == 0)
        {
            return true;
        }

        bool done = flash.ProgramPage(at, page.AsSpan(0, waiting));
        at += waiting;
        waiting = 0;
        return done;
    }

    /// <summary>Erases every sector that a range touches, in order.</summary>
    public static bool Erase(NorFlash flash, uint address, uint size)
    {
        long first = address / NorFlash.SectorBytes;
        long end = ((long)address + size + NorFlash.SectorBytes - 1) / NorFlash.SectorBytes;
        for (long sector = first; sector < end; sector++)
        {
            if (!flash.EraseSector((int)(sector * NorFlash.SectorBytes)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a range lies in the flash.</summary>
    public static bool Fits(uint address, uint size) => (ulong)address + size <= NorFlash.SizeBytes;
}
