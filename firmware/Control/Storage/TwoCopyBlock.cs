using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>
/// Bytes that survive a power cut at any moment: two copies, of which a write replaces the older one and is read back.
/// <code>
///   0       4            8        10        12              12 + n
/// +-------+------------+--------+---------+----------------+-----+
/// | magic | generation | layout | n       | payload, n     | crc |
/// +-------+------------+--------+---------+----------------+-----+
/// </code>
/// Blocks of layout 1 carry 0 for n and 48 bytes. The generation has 32 bits and is compared in serial arithmetic, so it never wraps
/// within the memory's life.
/// </summary>
public sealed class TwoCopyBlock
{
    /// <summary>Bytes of payload of a block that fits one transfer, and of every block of layout 1.</summary>
    public const int ShortPayload = 48;

    /// <summary>Most bytes of payload that fit between two copies.</summary>
    public const int LongestPayload = MemoryMap.CopyDistance - PayloadOffset - CrcLength;

    private const int ReadAttempts = 3;
    private const int GenerationOffset = 4;
    private const int LayoutOffset = 8;
    private const int LengthOffset = 10;
    private const int PayloadOffset = 12;
    private const int CrcLength = 4;

    private readonly PenMemory memory;
    private readonly Checksum checksum;
    private readonly int address;
    private readonly uint magic;
    private readonly int layout;
    private readonly byte[] scratch;
    private uint generation;
    private bool newerIsSecond;
    private int found;

    /// <summary>
    /// Creates the block at <paramref name="address"/>; <paramref name="magic"/> and <paramref name="layout"/> name its content, which has
    /// <paramref name="payloadLength"/> bytes, 48 to <see cref="LongestPayload"/>.
    /// </summary>
    public TwoCopyBlock(PenMemory memory, Checksum checksum, int address, uint magic, int layout, int payloadLength)
    {
        this.memory = memory;
        this.checksum = checksum;
        this.address = address;
        this.magic = magic;
        this.layout = layout;
        Payload = new byte[payloadLength];
        scratch = new byte[PayloadOffset + payloadLength + CrcLength];
    }

    /// <summary>The payload as loaded, or as it is to be saved.</summary>
    public readonly byte[] Payload;

    /// <summary>Layout of the copy that was loaded: this source's, or an older one whose payload its owner migrates.</summary>
    public int LoadedLayout;

    /// <summary>Both copies were blank (all zero): a new memory, not a damaged one.</summary>
    public bool WasBlank;

    /// <summary>Loads the newer good copy; what an older layout does not have is zero. Wrong bits on the wire are read again.</summary>
    /// <returns>False when there is none; the payload is then unchanged.</returns>
    public bool Load()
    {
        for (int attempt = 1; attempt < ReadAttempts; attempt++)
        {
            if (LoadOnce() || WasBlank)
            {
                return !WasBlank;
            }
        }

        return LoadOnce();
    }

    private bool LoadOnce()
    {
        bool firstBlank = false;
        bool secondBlank = false;
        bool first = ReadCopy(address, ref firstBlank);
        uint firstGeneration = Wire.GetU32(scratch, GenerationOffset);
        if (first)
        {
            Take(false);
        }

        bool second = ReadCopy(address + MemoryMap.CopyDistance, ref secondBlank);
        if (second && (!first || (int)(Wire.GetU32(scratch, GenerationOffset) - firstGeneration) > 0))
        {
            Take(true);
        }

        WasBlank = firstBlank && secondBlank;
        return first || second;
    }

    /// <summary>Saves the payload over the older copy and reads it back.</summary>
    /// <returns>False when the memory does not hold it; the newer copy still stands.</returns>
    public bool Save()
    {
        bool toSecond = !newerIsSecond;
        int target = address + (toSecond ? MemoryMap.CopyDistance : 0);
        int crcOffset = PayloadOffset + Payload.Length;
        Wire.PutU32(scratch, 0, magic);
        Wire.PutU32(scratch, GenerationOffset, generation + 1);
        Wire.Put16(scratch, LayoutOffset, layout);
        Wire.Put16(scratch, LengthOffset, layout == 1 ? 0 : Payload.Length);
        System.Array.Copy(Payload, 0, scratch, PayloadOffset, Payload.Length);
        uint crc = checksum.Crc32(scratch, 0, crcOffset);
        Wire.PutU32(scratch, crcOffset, crc);
        bool blank = false;
        if (!Write(target) || !ReadCopy(target, ref blank) || Wire.GetU32(scratch, crcOffset) != crc)
        {
            return false;
        }

        generation++;
        newerIsSecond = toSecond;
        LoadedLayout = layout;
        return true;
    }

    private bool Write(int target)
    {
        for (int done = 0; done < scratch.Length; done += PenMemory.LongestWrite)
        {
            int left = scratch.Length - done;
            int part = left < PenMemory.LongestWrite ? left : PenMemory.LongestWrite;
            if (!memory.Write(target + done, scratch, done, part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a copy into the scratch; its payload then has <see cref="found"/> bytes.</summary>
    private bool ReadCopy(int copyAddress, ref bool blank)
    {
        if (!memory.Read(copyAddress, scratch, 0, scratch.Length))
        {
            return false;
        }

        blank = true;
        for (int i = 0; i < scratch.Length; i++)
        {
            if (scratch[i] != 0)
            {
                blank = false;
                break;
            }
        }

        int version = Wire.GetU16(scratch, LayoutOffset);
        int length = Wire.GetU16(scratch, LengthOffset);
        found = length == 0 ? ShortPayload : length;
        return Wire.GetU32(scratch, 0) == magic
            && version >= 1
            && version <= layout
            && found <= Payload.Length
            && checksum.Crc32(scratch, 0, PayloadOffset + found) == Wire.GetU32(scratch, PayloadOffset + found);
    }

    private void Take(bool second)
    {
        newerIsSecond = second;
        generation = Wire.GetU32(scratch, GenerationOffset);
        LoadedLayout = Wire.GetU16(scratch, LayoutOffset);
        System.Array.Clear(Payload, 0, Payload.Length);
        System.Array.Copy(scratch, PayloadOffset, Payload, 0, found);
    }
}
