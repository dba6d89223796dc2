using System;
using Pen.Control.Storage;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Memory for one part alone, with the ways in which a memory fails: 128 KB unless told.</summary>
internal sealed class ByteMemory(int bytes = ByteMemory.Usual) : PenMemory
{
    public const int Usual = 0x20000;

    public byte[] Bytes { get; } = new byte[bytes];

    /// <summary>Banks that answer.</summary>
    public int Banks { get; set; } = Math.Max(1, bytes / BankBytes);

    /// <summary>Takes no writes, and does not say so.</summary>
    public bool WriteProtected { get; set; }

    /// <summary>Reads answered before it falls silent; negative for ever.</summary>
    public int ReadsLeft { get; set; } = -1;

    public bool Silent { get; set; }

    /// <summary>It reads, and acknowledges no write.</summary>
    public bool WritesSilent { get; set; }

    /// <summary>The power goes after this many more bytes have been written; negative never.</summary>
    public int CutAfterBytes { get; set; } = -1;

    public int Reads { get; private set; }

    public override int CountBanks() => Banks;

    public override bool Read(int address, byte[] buffer, int offset, int count)
    {
        Reads++;
        if (Silent || ReadsLeft == 0)
        {
            return false;
        }

        ReadsLeft--;
        Array.Copy(Bytes, address % Bytes.Length, buffer, offset, count);
        return true;
    }

    public override bool Write(int address, byte[] buffer, int offset, int count)
    {
        if (Silent || WritesSilent || CutAfterBytes == 0)
        {
            return false;
        }

        int kept = CutAfterBytes > 0 ? Math.Min(count, CutAfterBytes) : count;
        CutAfterBytes -= CutAfterBytes > 0 ? kept : 0;
        if (!WriteProtected)
        {
            Array.Copy(buffer, offset, Bytes, address % Bytes.Length, kept);
        }

        return kept == count;
    }
}
