using System;
using System.Device.I2c;

namespace Iot.Device.At24cxx;

/// <summary>A serial EEPROM. Mind its ways: see the members.</summary>
public abstract class At24Base : IDisposable
{
    /// <summary>Address with all address pins low.</summary>
    public const byte DefaultI2cAddress = 0x50;

    private const int AddressBytes = 2;
    private readonly I2cDevice device;

    internal At24Base(I2cDevice i2cDevice, int pageSize, int pageCount)
    {
        ArgumentNullException.ThrowIfNull(i2cDevice);
        device = i2cDevice;
        PageSize = pageSize;
        PageCount = pageCount;
    }

    /// <summary>How many pages.</summary>
    public int PageCount { get; }

    /// <summary>Bytes of a page.</summary>
    public int PageSize { get; }

    /// <summary>Bytes in all.</summary>
    public int Size => PageSize * PageCount;

    /// <summary>The byte after the last one touched; 0 when nobody answers.</summary>
    public byte ReadByte() => device.ReadByte();

    /// <summary>One byte, the last one included; 0 when nobody answers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the memory.</exception>
    public byte ReadByte(int address) => Fetch(address, 1)[0];

    /// <summary>
    /// Reads into a new array; zeros when nobody answers. Refuses to touch the last byte of the memory.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive, or the end is beyond Size − 1.</exception>
    public byte[] Read(int address, int length)
    {
        if (length <= 0 || address + length > Size - 1)
        {
            throw new ArgumentOutOfRangeException(nameof(length));
        }

        return Fetch(address, length);
    }

    /// <summary>Writes one byte; see <see cref="Write"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the memory.</exception>
    public uint WriteByte(int address, byte value)
    {
        byte[] message = CreateWriteBuffer(address, 1);
        message[AddressBytes] = value;
        return Send(message);
    }

    /// <summary>
    /// Writes at most a page in one transfer: neither split at page borders, where the part wraps around, nor waiting for the
    /// write cycle to end.
    /// </summary>
    /// <returns>How many bytes went; 4294967294 when nobody acknowledged.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside the memory, or more than a page.</exception>
    public uint Write(int address, byte[] data)
    {
        byte[] message = CreateWriteBuffer(address, data.Length);
        Array.Copy(data, 0, message, AddressBytes, data.Length);
        return Send(message);
    }

    /// <summary>Does nothing: the I2C device stays open.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>A message with the address, high byte first, and room for the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the memory, or more than a page.</exception>
    protected byte[] CreateWriteBuffer(int address, int dataLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(address);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(address, Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dataLength, PageSize);
        var message = new byte[AddressBytes + dataLength];
        message[0] = (byte)(address >> 8);
        message[1] = (byte)address;
        return message;
    }

    private byte[] Fetch(int address, int length)
    {
        var result = new byte[length];
        device.WriteRead(CreateWriteBuffer(address, 0), result);
        return result;
    }

    /// <summary>The two address bytes are taken off the result without a look at it: 0 − 2 wraps around.</summary>
    private uint Send(byte[] message) => unchecked(device.Write(message).BytesTransferred - AddressBytes);
}
