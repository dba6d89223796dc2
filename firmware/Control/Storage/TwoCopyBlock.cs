using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>
/// 48 bytes that survive a power cut at any moment: two copies, of which a write replaces the older one and is read back.
/// <code>
///   0       4            8        10         12                60
/// +-------+------------+--------+----------+------------------+-----+
/// | magic | generation | layout | reserved | payload 48 bytes | crc |
/// +-------+------------+--------+----------+------------------+-----+
/// </code>
/// The generation has 32 bits and is compared in serial arithmetic, so it never wraps within the memory's life.
/// </summary>
public sealed class TwoCopyBlock
{
    /// <summary>Bytes of payload.</summary>
    public const int PayloadLength = 48;

    private const int Length = 64;
    private const int GenerationOffset = 4;
    private const int LayoutOffset = 8;
    private const int PayloadOffset = 12;
    private const int CrcOffset = 60;

    private readonly PenMemory memory;
    private readonly Checksum checksum;
    private readonly int address;
    private readonly uint magic;
    private readonly int layout;
    private readonly byte[] scratch = new byte[Length];
    private uint generation;
    private bool newerIsSecond;

    /// <summary>Creates the block at <paramref name="address"/>; <paramref name="magic"/> and <paramref name="layout"/> name its content.</summary>
    public TwoCopyBlock(PenMemory memory, Checksum checksum, int address, uint magic, int layout)
    {
        this.memory = memory;
        this.checksum = checksum;
        this.address = address;
        this.magic = magic;
        this.layout = layout;
    }

    /// <summary>The payload as loaded, or as it is to be saved.</summary>
    public readonly byte[] Payload = new byte[PayloadLength];

    /// <summary>Both copies were blank (all zero): a new memory, not a damaged one.</summary>
    public bool WasBlank;

    /// <summary>Loads the newer good copy.</summary>
    /// <returns>False when there is none; the payload is then unchanged.</returns>
    public bool Load()
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
        Wire.PutU32(scratch, 0, magic);
        Wire.PutU32(scratch, GenerationOffset, generation + 1);
        Wire.PutI32(scratch, LayoutOffset, layout);
        System.Array.Copy(Payload, 0, scratch, PayloadOffset, PayloadLength);
        uint crc = checksum.Crc32(scratch, 0, CrcOffset);
        Wire.PutU32(scratch, CrcOffset, crc);
        bool blank = false;
        if (!memory.Write(target, scratch, 0, Length) || !ReadCopy(target, ref blank) || Wire.GetU32(scratch, CrcOffset) != crc)
        {
            return false;
        }

        generation++;
        newerIsSecond = toSecond;
        return true;
    }

    private bool ReadCopy(int copyAddress, ref bool blank)
    {
        if (!memory.Read(copyAddress, scratch, 0, Length))
        {
            return false;
        }

        blank = true;
        for (int i = 0; i < Length; i++)
        {
            if (scratch[i] != 0)
            {
                blank = false;
                break;
            }
        }

        return Wire.GetU32(scratch, 0) == magic
            && Wire.GetI32(scratch, LayoutOffset) == layout
            && checksum.Crc32(scratch, 0, CrcOffset) == Wire.GetU32(scratch, CrcOffset);
    }

    private void Take(bool second)
    {
        newerIsSecond = second;
        generation = Wire.GetU32(scratch, GenerationOffset);
        System.Array.Copy(scratch, PayloadOffset, Payload, 0, PayloadLength);
    }
}
