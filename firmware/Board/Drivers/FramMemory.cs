using System;
using System.Device.I2c;
using Pen.Control.Storage;

namespace Pen.Board.Drivers;

/// <summary>
/// I2C FRAM of 32, 128 or 256 KB: no erase, no write delay. Address bits above the sixteenth are part of the device address, so a
/// large part shows as two or four devices of 64 KB; a transfer never crosses from one to the next because every block is aligned to
/// its size.
/// </summary>
public sealed class FramMemory : PenMemory
{
    private const int MostBanks = 4;
    private const int AddressBytes = 2;

    private readonly I2cDevice[] banks = new I2cDevice[MostBanks];
    private readonly byte[] address = new byte[AddressBytes];
    private readonly byte[] outgoing = new byte[AddressBytes + LongestWrite];

    /// <summary>Opens every bank that there may be, at 1 MHz (docs/decisions/0009); the pins must have their function.</summary>
    public FramMemory()
    {
        for (int bank = 0; bank < MostBanks; bank++)
        {
            banks[bank] = I2cDevice.Create(
                new I2cConnectionSettings(PinMap.FramBus, PinMap.FramAddress + bank, I2cBusSpeed.FastModePlus)
            );
        }
    }

    /// <inheritdoc />
    public override int CountBanks()
    {
        int found = 0;
        // Every bank is asked: an answer behind a gap belongs to a part that is none of ours.
        for (int bank = 0; bank < MostBanks; bank++)
        {
            found += Read(bank * BankBytes, outgoing, 0, 1) ? 1 : 0;
        }

        return found;
    }

    /// <inheritdoc />
    public override bool Read(int memoryAddress, byte[] buffer, int offset, int count)
    {
        address[0] = (byte)(memoryAddress >> 8);
        address[1] = (byte)memoryAddress;
        I2cTransferResult result = banks[memoryAddress / BankBytes]
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
        I2cTransferResult result = banks[memoryAddress / BankBytes].Write(new SpanByte(outgoing, 0, AddressBytes + count));
        return result.Status == I2cTransferStatus.FullTransfer;
    }
}
