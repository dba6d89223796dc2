using System;
using System.Linq;
using Pen.Control.Cartridge;
using Pen.Protocol;
using Pen.Simulator.Parts;

namespace Pen.Firmware.Tests.Parts;

/// <summary>A cartridge's memory for one part alone, with the ways in which it fails.</summary>
internal sealed class FakeCartridge : CartridgeMemory
{
    public byte[] Memory { get; } = [.. Enumerable.Repeat((byte)0xFF, CartridgeImage.MemoryBytes)];

    public byte[] Serial { get; } = new byte[16];

    public bool Silent { get; set; }

    /// <summary>No page answers from this address on.</summary>
    public int PagesSilentFrom { get; set; } = int.MaxValue;

    /// <summary>Writes that do not arrive.</summary>
    public int LoseWrites { get; set; }

    public int Writes { get; private set; }

    public Span<byte> Stamp => Memory.AsSpan(CartridgeStamp.Address, PageBytes);

    public override bool Read(byte[] profile, byte[] serial)
    {
        Array.Copy(Memory, CartridgeProfile.Address, profile, 0, CartridgeProfile.Length);
        Serial.CopyTo(serial, 0);
        return !Silent;
    }

    public override bool ReadPage(int address, byte[] page)
    {
        Array.Copy(Memory, address, page, 0, PageBytes);
        return !Silent && address < PagesSilentFrom;
    }

    public override void WritePage(int address, byte[] page)
    {
        Writes++;
        if (LoseWrites > 0)
        {
            LoseWrites--;
            return;
        }

        page.CopyTo(Memory, address);
    }
}
