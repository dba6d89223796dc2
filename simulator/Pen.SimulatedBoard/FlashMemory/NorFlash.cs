using System;
using Pen.Simulator.Parts;

namespace Pen.SimulatedBoard.FlashMemory;

/// <summary>
/// The 4 MB NOR flash beside the ESP32. Erasing sets a sector of 4 KB to 0xFF; programming a page of 256 bytes only clears bits. Both
/// are operations, and power can be ordered to fail in the middle of one: it is then left half done, as the seed says.
/// </summary>
public sealed class NorFlash
{
    /// <summary>Bytes in all.</summary>
    public const int SizeBytes = 4 * 1024 * 1024;

    /// <summary>Bytes that are erased together.</summary>
    public const int SectorBytes = 4096;

    /// <summary>Bytes that are programmed together, at most.</summary>
    public const int PageBytes = 256;

    private readonly byte[] bytes = new byte[SizeBytes];
    private readonly Noise noise;
    private readonly FlashFile? file;

    /// <summary>Creates an erased flash, or one with what a file of 4 MB holds; the file is then kept up to date.</summary>
    /// <exception cref="System.IO.IOException">The file cannot be used; the message says why and what to do.</exception>
    public NorFlash(ulong seed = 1, string? path = null)
    {
        noise = new Noise(seed);
        Array.Fill(bytes, (byte)0xFF);
        if (path is not null)
        {
            file = new FlashFile(path, bytes);
        }
    }

    /// <summary>Page programs and sector erases so far.</summary>
    public long Operations { get; private set; }

    /// <summary>Ordered: the power fails in the middle of the operation after so many more; -1 never.</summary>
    public long CutAfterOperations { get; set; } = -1;

    /// <summary>The power has failed in an operation, and nobody has given it back yet.</summary>
    public bool PowerFailed { get; private set; }

    /// <summary>Whether its file had content before: a board that has been used.</summary>
    public bool WasKept => file is { WasThere: true };

    /// <summary>Content, to read.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Power is there again.</summary>
    public void PowerOn() => PowerFailed = false;

    /// <summary>Sets the sector that holds an address to 0xFF.</summary>
    /// <returns>False when the power failed in it: the sector is then partly erased, or the power was away before.</returns>
    public bool EraseSector(int address)
    {
        if (PowerFailed || address is < 0 or >= SizeBytes)
        {
            return false;
        }

        int start = address / SectorBytes * SectorBytes;
        bool whole = Begin();
        Span<byte> sector = bytes.AsSpan(start, SectorBytes);
        if (whole)
        {
            sector.Fill(0xFF);
        }
        else
        {
            ErasePartly(sector);
        }

        file?.Save(start, sector);
        return whole;
    }

    /// <summary>Clears bits of at most one page; what crosses its end is refused.</summary>
    /// <returns>False when the power failed in it: some bytes are then programmed, one of them partly.</returns>
    public bool ProgramPage(int address, ReadOnlySpan<byte> data)
    {
        if (PowerFailed || address < 0 || data.Length > PageBytes - (address % PageBytes) || address > SizeBytes - data.Length)
        {
            return false;
        }

        bool whole = Begin();
        int done = whole ? data.Length : (int)(noise.Uniform() * data.Length);
        for (int i = 0; i < done; i++)
        {
            bytes[address + i] &= data[i];
        }

        if (!whole && done < data.Length)
        {
            bytes[address + done] &= (byte)(data[done] | (byte)noise.Bits());
        }

        file?.Save(address, bytes.AsSpan(address, data.Length));
        return whole;
    }

    /// <summary>Content from the factory, written without being counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not fit.</exception>
    public void Preload(int address, ReadOnlySpan<byte> data)
    {
        if (address < 0 || address > SizeBytes - data.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(address), "This does not fit into a flash of 4 MB.");
        }

        data.CopyTo(bytes.AsSpan(address));
        file?.Save(address, data);
    }

    /// <summary>Closes its file.</summary>
    public void Close() => file?.Dispose();

    private bool Begin()
    {
        Operations++;
        if (CutAfterOperations < 0 || CutAfterOperations-- > 0)
        {
            return true;
        }

        PowerFailed = true;
        return false;
    }

    /// <summary>Some cells are erased, some are on their way, the rest is as it was.</summary>
    private void ErasePartly(Span<byte> sector)
    {
        int erased = (int)(noise.Uniform() * sector.Length);
        int doubtful = Math.Min(sector.Length, erased + (int)(noise.Uniform() * PageBytes));
        sector[..erased].Fill(0xFF);
        for (int i = erased; i < doubtful; i++)
        {
            sector[i] |= (byte)noise.Bits();
        }
    }
}
