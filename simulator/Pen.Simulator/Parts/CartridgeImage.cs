using System;
using System.IO.Hashing;
using System.Text;
using Pen.Protocol;

namespace Pen.Simulator.Parts;

/// <summary>A cartridge as it is made: memory, factory serial, needles.</summary>
public sealed class CartridgeImage
{
    /// <summary>Bytes of its memory (AT24CS32).</summary>
    public const int MemoryBytes = 4096;

    private CartridgeImage(int needles) => Needles = needles;

    /// <summary>Needles that meet the skin.</summary>
    public int Needles { get; }

    /// <summary>Content of its memory.</summary>
    public byte[] Memory { get; } = new byte[MemoryBytes];

    /// <summary>Factory serial.</summary>
    public byte[] Serial { get; } = new byte[16];

    /// <summary>Injected: it takes no writes; the old content stays.</summary>
    public bool WriteProtected { get; set; }

    /// <summary>Its memory does not answer.</summary>
    public bool Silent { get; set; }

    /// <summary>Makes a cartridge of a type; the lot has at most 12 ASCII characters, the expiry is the number yyyymmdd.</summary>
    public static CartridgeImage Make(
        CartridgeType type,
        int maxDepthMicrons = 0,
        ulong serial = 1,
        string lot = "SIM-LOT-1",
        uint expiryDate = 20281231,
        uint strokeLife = 500_000
    )
    {
        int needles = CartridgeProfile.NeedlesOf(type);
        int typeDepth = type == CartridgeType.Nano ? Limits.DepthNanoMicrons : 2500;
        var image = new CartridgeImage(Math.Max(0, needles));
        byte[] memory = image.Memory;
        // As an erased EEPROM leaves the factory; only the profile is written.
        Array.Fill(memory, (byte)0xFF);
        Array.Clear(memory, CartridgeProfile.Address, CartridgeProfile.Length);
        Wire.PutU32(memory, CartridgeProfile.Magic, CartridgeProfile.MagicValue);
        memory[CartridgeProfile.Layout] = CartridgeProfile.LayoutValue;
        memory[CartridgeProfile.Type] = (byte)type;
        memory[CartridgeProfile.Needles] = (byte)Math.Max(0, needles);
        Wire.Put16(memory, CartridgeProfile.MaxDepthMicrons, maxDepthMicrons > 0 ? maxDepthMicrons : typeDepth);
        Wire.PutU32(memory, CartridgeProfile.StrokeLife, strokeLife);
        Wire.PutU32(memory, CartridgeProfile.ExpiryDate, expiryDate);
        Encoding.ASCII.GetBytes(lot.AsSpan(0, Math.Min(12, lot.Length)), memory.AsSpan(CartridgeProfile.Lot));
        image.Seal();
        BitConverter.TryWriteBytes(image.Serial, serial);
        return image;
    }

    /// <summary>Writes the profile's checksum again after its bytes have been changed.</summary>
    public void Seal() =>
        Wire.PutU32(
            Memory,
            CartridgeProfile.Crc,
            Crc32.HashToUInt32(new SpanByte(Memory, CartridgeProfile.Address, CartridgeProfile.Crc))
        );
}
