namespace Pen.Control.Storage;

/// <summary>Memory that keeps its bytes without power: byte-addressed, no erase, written when the call returns.</summary>
public abstract class PenMemory
{
    /// <summary>Reads <paramref name="count"/> bytes from <paramref name="address"/>.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool Read(int address, byte[] buffer, int offset, int count);

    /// <summary>Writes <paramref name="count"/> bytes (at most 64) to <paramref name="address"/>.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool Write(int address, byte[] buffer, int offset, int count);
}
