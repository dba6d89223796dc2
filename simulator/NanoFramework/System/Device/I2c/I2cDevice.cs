using NanoFramework.StandIns;

namespace System.Device.I2c;

/// <summary>One part on an I2C bus. Transfers are synchronous: virtual time goes on by their length on the wire.</summary>
public class I2cDevice : IDisposable
{
    private const int FirstI2cFunction = 0x020100;
    private const int BitsPerByte = 9;

    private readonly ChipHardware chip;
    private readonly I2cConnectionSettings settings;
    private readonly int bus;
    private readonly int address;
    private readonly int nanosPerBit;
    private readonly byte[] single = new byte[1];
    private bool disposed;

    /// <summary>Opens the bus, if it is not open yet, for one part.</summary>
    /// <exception cref="ArgumentException">The bus is not 1 or 2.</exception>
    /// <exception cref="Exception">A pin of the bus is open as GPIO.</exception>
    public I2cDevice(I2cConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.BusId is not (1 or 2))
        {
            throw new ArgumentException($"The ESP32 has no I2C bus {settings.BusId}.");
        }

        chip = ChipHardware.Current;
        this.settings = settings;
        bus = settings.BusId;
        address = settings.DeviceAddress;
        int asked = settings.BusSpeed switch
        {
            I2cBusSpeed.FastModePlus => 1_000_000,
            I2cBusSpeed.FastMode => 400_000,
            _ => 100_000,
        };
        nanosPerBit = 1_000_000_000 / Math.Min(asked, chip.MostI2cHz);
        int dataFunction = FirstI2cFunction + ((bus - 1) << 8);
        PlatformState platform = chip.Platform;
        if (
            platform.IsReserved(platform.FunctionPin(dataFunction))
            || platform.IsReserved(platform.FunctionPin(dataFunction + 1))
        )
        {
            throw new Exception($"A pin of I2C bus {bus} is open as GPIO.");
        }
    }

    /// <summary>Part, bus and speed.</summary>
    public I2cConnectionSettings ConnectionSettings => settings;

    /// <summary>Opens the bus for one part.</summary>
    public static I2cDevice Create(I2cConnectionSettings settings) => new(settings);

    /// <summary>Reads; the length of the buffer says how much.</summary>
    public I2cTransferResult Read(SpanByte buffer) => Transfer(default, buffer.AsSpan());

    /// <summary>Writes; an empty buffer reports success without a word on the bus.</summary>
    public I2cTransferResult Write(SpanByte buffer) => Transfer(buffer.AsSpan(), default);

    /// <summary>Writes, then reads after a repeated start.</summary>
    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer) =>
        Transfer(writeBuffer.AsSpan(), readBuffer.AsSpan());

    /// <summary>Reads one byte; without an acknowledge it is 0, and nothing tells.</summary>
    public byte ReadByte()
    {
        single[0] = 0;
        Transfer(default, single);
        return single[0];
    }

    /// <summary>Writes one byte.</summary>
    public I2cTransferResult WriteByte(byte value)
    {
        single[0] = value;
        return Transfer(single, default);
    }

    /// <summary>Closes the part.</summary>
    public void Dispose()
    {
        disposed = true;
        GC.SuppressFinalize(this);
    }

    private I2cTransferResult Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (disposed)
        {
            return new I2cTransferResult(I2cTransferStatus.UnknownError, 0);
        }

        int bytes = write.Length + read.Length;
        if (bytes == 0)
        {
            return new I2cTransferResult(I2cTransferStatus.FullTransfer, 0);
        }

        bool acknowledged = chip.TransferI2c(bus, address, write, read);
        int addresses = acknowledged && write.Length > 0 && read.Length > 0 ? 2 : 1;
        long bits = BitsPerByte * (acknowledged ? bytes + addresses : 1);
        chip.Spend((bits * nanosPerBit + 999) / 1000);
        return acknowledged
            ? new I2cTransferResult(I2cTransferStatus.FullTransfer, bytes)
            : new I2cTransferResult(I2cTransferStatus.SlaveAddressNotAcknowledged, 0);
    }
}
