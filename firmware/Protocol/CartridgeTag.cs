namespace Pen.Protocol;

/// <summary>
/// The tag in a cartridge's profile: SipHash-2-4, by the maker's key, of the factory serial of its memory (16 bytes) and of the profile in
/// front of the tag (32 bytes). Copied into another memory, or behind a changed profile, it is wrong.
/// </summary>
public sealed class CartridgeTag
{
    /// <summary>Bytes of the tag.</summary>
    public const int Length = 8;

    /// <summary>Bytes of a cartridge's factory serial.</summary>
    public const int SerialLength = 16;

    private readonly SipHash hash = new SipHash();
    private readonly byte[] message = new byte[SerialLength + CartridgeProfile.Tag];

    /// <summary>Writes the tag into the profile.</summary>
    public void Put(byte[] key, byte[] serial, byte[] profile)
    {
        ulong tag = Of(key, serial, profile);
        Wire.PutU32(profile, CartridgeProfile.Tag, (uint)tag);
        Wire.PutU32(profile, CartridgeProfile.Tag + 4, (uint)(tag >> 32));
    }

    /// <summary>Whether the profile carries the tag that belongs to it.</summary>
    public bool Fits(byte[] key, byte[] serial, byte[] profile)
    {
        ulong tag = Of(key, serial, profile);
        return Wire.GetU32(profile, CartridgeProfile.Tag) == (uint)tag
            && Wire.GetU32(profile, CartridgeProfile.Tag + 4) == (uint)(tag >> 32);
    }

    /// <summary>A number by which two people can see that they speak of the same key without saying it.</summary>
    public uint CheckOf(byte[] key)
    {
        return (uint)hash.Of(key, message, 0);
    }

    private ulong Of(byte[] key, byte[] serial, byte[] profile)
    {
        System.Array.Copy(serial, 0, message, 0, SerialLength);
        System.Array.Copy(profile, 0, message, SerialLength, CartridgeProfile.Tag);
        return hash.Of(key, message, message.Length);
    }
}
