using System;
using System.Buffers.Binary;

namespace Pen.SimulatedBoard.Rom;

/// <summary>
/// The registers that flashing clients ask for, with values of an ESP32-D0WD of revision 3; every other address reads 0 and forgets
/// what is written. Addresses and bits from Espressif's technical reference and from esptool's targets.
/// </summary>
public sealed class RomRegisters
{
    /// <summary>Tells the chips of the family apart.</summary>
    public const uint ChipMagicAddress = 0x4000_1000;

    /// <summary>An ESP32.</summary>
    public const uint ChipMagic = 0x00F0_1D83;

    private const uint EfuseBase = 0x3FF5_A000;
    private const uint UartClockDivider = 0x3FF4_0014;
    private const uint UartDate = 0x6000_0078;
    private const uint ApbControlDate = 0x3FF6_607C;
    private const uint CrystalHz = 40_000_000;

    private const uint SpiBase = 0x3FF4_2000;
    private const uint SpiCommand = SpiBase;
    private const uint SpiUser2 = SpiBase + 0x24;
    private const uint SpiWord0 = SpiBase + 0x80;
    private const uint SpiUserBit = 1u << 18;
    private const int SpiWords = 0x40;
    private const int ReadIdentification = 0x9F;

    // GigaDevice, 32 Mbit: 0xC8 0x40 0x16, the first byte lowest.
    private const uint FlashIdentification = 0x0016_40C8;

    private readonly uint[] spi = new uint[SpiWords];
    private readonly byte[] mac;

    /// <summary>Creates the registers of a chip with this address (6 bytes).</summary>
    public RomRegisters(ReadOnlySpan<byte> mac) => this.mac = mac[..6].ToArray();

    /// <summary>Reads a word.</summary>
    /// <param name="address">Address in bytes.</param>
    /// <param name="baud">Speed of the line in bit/s: the divider of its clock tells the crystal.</param>
    public uint Read(uint address, int baud) =>
        address switch
        {
            ChipMagicAddress => ChipMagic,
            UartDate => 0x1512_2500,
            ApbControlDate => 0x8000_0000,
            UartClockDivider => CrystalHz / (uint)Math.Max(1, baud),
            EfuseBase + 0x04 => BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(2)),
            EfuseBase + 0x08 => BinaryPrimitives.ReadUInt16BigEndian(mac),
            EfuseBase + 0x0C => (1u << 15) | (1u << 9),
            EfuseBase + 0x14 => 1u << 20,
            >= SpiBase and < SpiBase + (SpiWords * 4) when address % 4 == 0 => spi[(address - SpiBase) / 4],
            _ => 0,
        };

    /// <summary>Writes the bits of a mask.</summary>
    public void Write(uint address, uint value, uint mask)
    {
        if (address is < SpiBase or >= SpiBase + (SpiWords * 4) || address % 4 != 0)
        {
            return;
        }

        ref uint word = ref spi[(address - SpiBase) / 4];
        word = (word & ~mask) | (value & mask);
        if (address == SpiCommand && (word & SpiUserBit) != 0)
        {
            word = 0;
            bool identify = (spi[(SpiUser2 - SpiBase) / 4] & 0xFF) == ReadIdentification;
            spi[(SpiWord0 - SpiBase) / 4] = identify ? FlashIdentification : 0;
        }
    }
}
