namespace Pen.Control.Cartridge;

/// <summary>The memory in the cartridge.</summary>
public abstract class CartridgeMemory
{
    /// <summary>Reads the profile (48 bytes) and the factory serial (16 bytes).</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool Read(byte[] profile, byte[] serial);
}
