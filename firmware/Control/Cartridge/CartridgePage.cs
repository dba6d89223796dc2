using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <summary>What the stamp and the usage pages have in common: 32 bytes, a magic number in front, the CRC-32 of the rest at the end.</summary>
public static class CartridgePage
{
    private const int Magic = 0;
    private const int Crc = CartridgeMemory.PageBytes - 4;

    /// <summary>Nobody has ever written the page.</summary>
    public static bool IsBlank(byte[] page)
    {
        for (int i = 0; i < CartridgeMemory.PageBytes; i++)
        {
            if (page[i] != 0xFF)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>It was written as this kind of page, and is as it was written.</summary>
    public static bool IsWhole(byte[] page, uint magic, Checksum checksum)
    {
        return Wire.GetU32(page, Magic) == magic && checksum.Crc32(page, 0, Crc) == Wire.GetU32(page, Crc);
    }

    /// <summary>Begins a page of this kind, all else zero.</summary>
    public static void Begin(byte[] page, uint magic)
    {
        System.Array.Clear(page, 0, CartridgeMemory.PageBytes);
        Wire.PutU32(page, Magic, magic);
    }

    /// <summary>Ends it with its checksum.</summary>
    public static void Seal(byte[] page, Checksum checksum)
    {
        Wire.PutU32(page, Crc, checksum.Crc32(page, 0, Crc));
    }
}
