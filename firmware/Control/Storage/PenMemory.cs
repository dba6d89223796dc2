namespace Pen.Control.Storage;

/// <summary>Memory that keeps its bytes without power: byte-addressed, no erase, written when the call returns.</summary>
public abstract class PenMemory
{
    /// <summary>Bytes of a bank: no transfer may cross from one into the next.</summary>
    public const int BankBytes = 0x10000;

    /// <summary>Longest write in bytes.</summary>
    public const int LongestWrite = 64;

    /// <summary>Device addresses that answer, one for each bank of 64 KB or less: 0 to 4.</summary>
    public abstract int CountBanks();

    /// <summary>Reads <paramref name="count"/> bytes from <paramref name="address"/>.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool Read(int address, byte[] buffer, int offset, int count);

    /// <summary>Writes <paramref name="count"/> bytes (at most <see cref="LongestWrite"/>) to <paramref name="address"/>.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public abstract bool Write(int address, byte[] buffer, int offset, int count);
}
