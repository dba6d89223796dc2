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
        CartridgeImage image = Blank(Math.Max(0, needles), serial);
        byte[] ascii = Encoding.ASCII.GetBytes(lot[..Math.Min(12, lot.Length)]);
        int depth = maxDepthMicrons > 0 ? maxDepthMicrons : typeDepth;
        CartridgeProfile.Fill(image.Memory, type, depth, strokeLife, expiryDate, ascii);
        image.Seal();
        return image;
    }

    /// <summary>A cartridge as it comes from the assembly, before anybody has given it a profile.</summary>
    public static CartridgeImage Blank(int needles, ulong serial = 1)
    {
        var image = new CartridgeImage(needles);
        Array.Fill(image.Memory, (byte)0xFF);
        BitConverter.TryWriteBytes(image.Serial, serial);
        return image;
    }

    /// <summary>Another cartridge with the same bytes in its memory: a forgery.</summary>
    public CartridgeImage CopiedTo(ulong serial)
    {
        CartridgeImage copy = Blank(Needles, serial);
        Memory.CopyTo(copy.Memory, 0);
        return copy;
    }

    /// <summary>Writes the profile's tag and checksum again after its bytes have been changed, as the maker would.</summary>
    public void Seal()
    {
        byte[] profile = Memory[..CartridgeProfile.Length];
        new CartridgeTag().Put(DemoKey.Bytes, Serial, profile);
        profile.CopyTo(Memory, CartridgeProfile.Address);
        SealWithoutKey();
    }

    /// <summary>Writes the profile's checksum again, as anybody can.</summary>
    public void SealWithoutKey() =>
        Wire.PutU32(
            Memory,
            CartridgeProfile.Crc,
            Crc32.HashToUInt32(new SpanByte(Memory, CartridgeProfile.Address, CartridgeProfile.Crc))
        );
}
