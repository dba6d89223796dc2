namespace System.Device.I2c;

/// <summary>Which part on which bus, and how fast.</summary>
public sealed class I2cConnectionSettings
{
    /// <summary>A part at 400 kHz.</summary>
    public I2cConnectionSettings(int busId, int deviceAddress)
        : this(busId, deviceAddress, I2cBusSpeed.FastMode) { }

    /// <summary>A part at a speed of its own.</summary>
    public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
    {
        BusId = busId;
        DeviceAddress = deviceAddress;
        BusSpeed = busSpeed;
    }

    /// <summary>1 or 2.</summary>
    public int BusId { get; }

    /// <summary>The 7-bit address.</summary>
    public int DeviceAddress { get; }

    /// <summary>The clock.</summary>
    public I2cBusSpeed BusSpeed { get; }
}
