namespace System.Device.I2c;

/// <summary>How a transfer ended.</summary>
public enum I2cTransferStatus
{
    /// <summary>Something else went wrong.</summary>
    UnknownError = 0,

    /// <summary>All bytes went.</summary>
    FullTransfer = 1,

    /// <summary>The part held the clock for too long.</summary>
    ClockStretchTimeout = 2,

    /// <summary>Only some bytes went.</summary>
    PartialTransfer = 3,

    /// <summary>Nobody acknowledged the address, or a byte: the driver does not tell the two apart.</summary>
    SlaveAddressNotAcknowledged = 4,
}
