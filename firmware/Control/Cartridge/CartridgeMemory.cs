namespace Pen.Control.Cartridge;

/// <summary>The memory in the cartridge.</summary>
public abstract class CartridgeMemory
{
    /// <summary>Reads the profile (48 bytes) and the factory serial (16 bytes).</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool Read(byte[] profile, byte[] serial);

    /// <summary>Reads the page of the stamp (32 bytes).</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool ReadStamp(byte[] stamp);

    /// <summary>Starts to write the page of the stamp; the memory answers nobody for 5 ms. Reading back shows whether it holds.</summary>
    public abstract void WriteStamp(byte[] stamp);
}
