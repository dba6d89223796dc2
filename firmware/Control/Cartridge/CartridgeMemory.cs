namespace Pen.Control.Cartridge;

/// <summary>The memory in the cartridge.</summary>
public abstract class CartridgeMemory
{
    /// <summary>Bytes of a page: what one write cycle holds.</summary>
    public const int PageBytes = 32;

    /// <summary>Reads the profile (48 bytes) and the factory serial (16 bytes).</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool Read(byte[] profile, byte[] serial);

    /// <summary>Reads the page at <paramref name="address"/>.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool ReadPage(int address, byte[] page);

    /// <summary>
    /// Starts to write the page at <paramref name="address"/>; the memory answers nobody for 5 ms. Reading back shows whether it holds.
    /// </summary>
    public abstract void WritePage(int address, byte[] page);
}
