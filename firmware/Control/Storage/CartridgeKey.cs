using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>The key that cartridges are verified with. It comes in by the cable, stays in the FRAM, and is told to nobody.</summary>
public sealed class CartridgeKey
{
    private const uint Magic = 0x59454B43;
    private const int Layout = 1;

    private readonly TwoCopyBlock block;
    private readonly CartridgeTag tag = new CartridgeTag();
    private readonly byte[] key = new byte[SipHash.KeyLength];

    /// <summary>Creates it over its memory; there is none until <see cref="Load"/>.</summary>
    public CartridgeKey(PenMemory memory, Checksum checksum)
    {
        block = new TwoCopyBlock(memory, checksum, MemoryMap.CartridgeKey, Magic, Layout, TwoCopyBlock.ShortPayload);
    }

    /// <summary>The pen has a key.</summary>
    public bool IsKnown;

    /// <summary>The key's check number; 0 without a key.</summary>
    public uint Check
    {
        get { return IsKnown ? tag.CheckOf(key) : 0; }
    }

    /// <summary>Loads it; a pen whose key is damaged has none.</summary>
    public void Load()
    {
        IsKnown = block.Load();
        Take();
    }

    /// <summary>Keeps a key instead of the one before.</summary>
    /// <returns>False when the memory did not keep it; the old one then still counts.</returns>
    public bool Save(byte[] from, int at)
    {
        System.Array.Clear(block.Payload, 0, block.Payload.Length);
        System.Array.Copy(from, at, block.Payload, 0, key.Length);
        if (!block.Save())
        {
            return false;
        }

        // Over the other copy too: a key that was replaced is not to be found there.
        block.Save();
        IsKnown = true;
        Take();
        return true;
    }

    /// <summary>Whether a profile carries the tag of this key.</summary>
    public bool Verifies(byte[] serial, byte[] profile)
    {
        return IsKnown && tag.Fits(key, serial, profile);
    }

    private void Take()
    {
        System.Array.Copy(block.Payload, 0, key, 0, key.Length);
    }
}
