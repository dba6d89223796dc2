using System;
using System.Device.I2c;
using Pen.Control.Storage;

namespace Pen.Board.Drivers;

/// <summary>
/// MB85RC1MT, 128 KB I2C FRAM: no erase, no write delay. Its seventeenth address bit is part of the device address, so it
/// shows as two devices of 64 KB; a transfer never crosses from one to the other because every block is aligned to its size.
/// </summary>
public sealed class FramMemory : PenMemory
{
    private const int HalfBytes = 0x10000;
    private const int LongestWrite = 64;
    private const int AddressBytes = 2;

    private readonly I2cDevice lower;
    private readonly I2cDevice upper;
    private readonly byte[] address = new byte[AddressBytes];
    private readonly byte[] outgoing = new byte[AddressBytes + LongestWrite];

    /// <summary>Opens both halves at 400 kHz; the pins must have their function.</summary>
    public FramMemory()
    {
        lower = I2cDevice.Create(new I2cConnectionSettings(PinMap.FramBus, PinMap.FramAddress, I2cBusSpeed.FastMode));
        upper = I2cDevice.Create(new I2cConnectionSettings(PinMap.FramBus, PinMap.FramAddress + 1, I2cBusSpeed.FastMode));
    }

    /// <inheritdoc />
    public override bool Read(int memoryAddress, byte[] buffer, int offset, int count)
    {
        address[0] = (byte)(memoryAddress >> 8);
        address[1] = (byte)memoryAddress;
        I2cTransferResult result = Half(memoryAddress)
            .WriteRead(new SpanByte(address, 0, AddressBytes), new SpanByte(buffer, offset, count));
        return result.Status == I2cTransferStatus.FullTransfer;
    }

    /// <inheritdoc />
    public override bool Write(int memoryAddress, byte[] buffer, int offset, int count)
    {
        if (count > LongestWrite)
        {
            return false;
        }

        outgoing[0] = (byte)(memoryAddress >> 8);
        outgoing[1] = (byte)memoryAddress;
        Array.Copy(buffer, offset, outgoing, AddressBytes, count);
        I2cTransferResult result = Half(memoryAddress).Write(new SpanByte(outgoing, 0, AddressBytes + count));
        return result.Status == I2cTransferStatus.FullTransfer;
    }

    private I2cDevice Half(int memoryAddress)
    {
        return memoryAddress < HalfBytes ? lower : upper;
    }
}
