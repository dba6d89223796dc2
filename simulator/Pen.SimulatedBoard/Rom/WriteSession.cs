using System;
using System.IO;
using Pen.SimulatedBoard.FlashMemory;

namespace Pen.SimulatedBoard.Rom;

/// <summary>One FLASH_BEGIN and the blocks behind it, plain or compressed.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly FlashWriter writer;
    private readonly BlockInflater? inflater;
    private readonly uint blocks;
    private readonly long mostBytes;
    private uint next;
    private long written;

    /// <summary>Begins behind an erase of <paramref name="size"/> bytes.</summary>
    public WriteSession(NorFlash flash, uint address, uint size, uint blocks, uint blockBytes, bool compressed)
    {
        writer = new FlashWriter(flash, (int)address);
        inflater = compressed ? new BlockInflater() : null;
        this.blocks = blocks;
        mostBytes = compressed ? size : (long)blocks * blockBytes;
    }

    /// <summary>Whether its blocks are compressed.</summary>
    public bool Compressed => inflater is not null;

    /// <summary>Writes a block; the one before it again is acknowledged without being written twice, as a client may repeat it.</summary>
    public RomError Write(uint sequence, ReadOnlySpan<byte> data)
    {
        if (next > 0 && sequence == next - 1)
        {
            return RomError.None;
        }

        if (sequence != next || sequence >= blocks)
        {
            return RomError.FailedToAct;
        }

        next++;
        return inflater is null ? Put(data) : Inflate(data.ToArray());
    }

    public void Dispose() => inflater?.Dispose();

    private RomError Inflate(byte[] data)
    {
        RomError error = RomError.None;
        try
        {
            _ = inflater!.Push(
                data,
                part =>
                {
                    error = written + part.Length > mostBytes ? RomError.Deflate : Put(part.Span, flush: false);
                    return error == RomError.None;
                }
            );
        }
        catch (InvalidDataException)
        {
            return RomError.Deflate;
        }

        return error == RomError.None && !writer.Flush() ? RomError.FlashWrite : error;
    }

    private RomError Put(ReadOnlySpan<byte> data, bool flush = true)
    {
        written += data.Length;
        return written <= mostBytes && writer.Write(data) && (!flush || writer.Flush()) ? RomError.None : RomError.FlashWrite;
    }
}
