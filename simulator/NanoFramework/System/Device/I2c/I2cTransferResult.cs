namespace System.Device.I2c;

/// <summary>What became of a transfer.</summary>
public readonly struct I2cTransferResult
{
    private readonly uint bytesTransferred;
    private readonly I2cTransferStatus status;

    internal I2cTransferResult(I2cTransferStatus status, int bytesTransferred)
    {
        this.status = status;
        this.bytesTransferred = (uint)bytesTransferred;
    }

    /// <summary>Bytes written and read, without the address; 0 unless all went.</summary>
    public uint BytesTransferred => bytesTransferred;

    /// <summary>How it ended.</summary>
    public I2cTransferStatus Status => status;
}
