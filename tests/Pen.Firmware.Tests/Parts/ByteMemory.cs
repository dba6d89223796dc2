using System;
using Pen.Control.Storage;

namespace Pen.Firmware.Tests.Parts;

/// <summary>128 KB of memory for one part alone, with the ways in which a memory fails.</summary>
internal sealed class ByteMemory : PenMemory
{
    public byte[] Bytes { get; } = new byte[0x20000];

    /// <summary>Reads answered before it falls silent; negative for ever.</summary>
    public int ReadsLeft { get; set; } = -1;

    public bool Silent { get; set; }

    public int Reads { get; private set; }

    public override bool Read(int address, byte[] buffer, int offset, int count)
    {
        Reads++;
        if (Silent || ReadsLeft == 0)
        {
            return false;
        }

        ReadsLeft--;
        Array.Copy(Bytes, address, buffer, offset, count);
        return true;
    }

    public override bool Write(int address, byte[] buffer, int offset, int count)
    {
        if (Silent)
        {
            return false;
        }

        Array.Copy(buffer, offset, Bytes, address, count);
        return true;
    }
}
