using System.Device.I2c;

namespace Iot.Device.At24cxx;

/// <summary>An EEPROM of 4096 bytes in 128 pages of 32.</summary>
public sealed class At24c32 : At24Base
{
    /// <summary>An EEPROM on an open I2C device.</summary>
    public At24c32(I2cDevice i2cDevice)
        : base(i2cDevice, pageSize: 32, pageCount: 128) { }
}
