using System;
using System.Device.I2c;
using Iot.Device.At24cxx;
using Pen.Control.Cartridge;
using Pen.Protocol;

namespace Pen.Board.Drivers;

/// <summary>
/// The cartridge's AT24CS32: 4 KB of memory and, at another address, a factory serial of 128 bits. It sits on a bus of its own,
/// so pulling a cartridge in the middle of a transfer cannot disturb the log.
/// </summary>
public sealed class CartridgeChip : CartridgeMemory
{
    private const int SerialBytes = 16;

    private readonly At24c32 memory;
    private readonly I2cDevice memoryDevice;
    private readonly I2cDevice serialDevice;
    private readonly byte[] pageMessage = new byte[2 + PageBytes];
    private readonly byte[] pageAddress = new byte[2];
    private readonly byte[] serialAddress = new byte[2];

    /// <summary>Opens both addresses; the pins must have their function.</summary>
    public CartridgeChip()
    {
        memoryDevice = I2cDevice.Create(
            new I2cConnectionSettings(PinMap.CartridgeBus, PinMap.CartridgeAddress, I2cBusSpeed.FastMode)
        );
        memory = new At24c32(memoryDevice);
        serialDevice = I2cDevice.Create(
            new I2cConnectionSettings(PinMap.CartridgeBus, PinMap.CartridgeSerialAddress, I2cBusSpeed.FastMode)
        );
        serialAddress[0] = PinMap.CartridgeSerialWord >> 8;
        serialAddress[1] = PinMap.CartridgeSerialWord & 0xFF;
    }

    /// <inheritdoc />
    /// <remarks>
    /// The serial is read first because the memory's own driver cannot tell a missing acknowledge from zeros. That driver
    /// allocates its result: this happens once for each cartridge put in, never in the loop's steady state.
    /// </remarks>
    public override bool Read(byte[] profile, byte[] serial)
    {
        I2cTransferResult result = serialDevice.WriteRead(
            new SpanByte(serialAddress, 0, serialAddress.Length),
            new SpanByte(serial, 0, SerialBytes)
        );
        if (result.Status != I2cTransferStatus.FullTransfer)
        {
            return false;
        }

        byte[] read = memory.Read(CartridgeProfile.Address, CartridgeProfile.Length);
        Array.Copy(read, 0, profile, 0, CartridgeProfile.Length);
        return true;
    }

    /// <inheritdoc />
    /// <remarks>Past the memory's driver, which cannot tell a missing acknowledge from data.</remarks>
    public override bool ReadPage(int address, byte[] page)
    {
        pageAddress[0] = (byte)(address >> 8);
        pageAddress[1] = (byte)address;
        I2cTransferResult result = memoryDevice.WriteRead(
            new SpanByte(pageAddress, 0, pageAddress.Length),
            new SpanByte(page, 0, PageBytes)
        );
        return result.Status == I2cTransferStatus.FullTransfer;
    }

    /// <inheritdoc />
    public override void WritePage(int address, byte[] page)
    {
        pageMessage[0] = (byte)(address >> 8);
        pageMessage[1] = (byte)address;
        Array.Copy(page, 0, pageMessage, 2, PageBytes);
        memoryDevice.Write(new SpanByte(pageMessage, 0, pageMessage.Length));
    }
}
