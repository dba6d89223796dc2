using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <summary>Whether a cartridge's profile is whole, makes sense, and was made by the holder of this pen's key.</summary>
public sealed class ProfileCheck
{
    private readonly Checksum checksum;
    private readonly CartridgeKey key;
    private readonly Settings settings;

    /// <summary>Creates the check; the setting <see cref="SettingId.CartridgeTags"/> says whether a tag is needed.</summary>
    public ProfileCheck(Checksum checksum, CartridgeKey key, Settings settings)
    {
        this.checksum = checksum;
        this.key = key;
        this.settings = settings;
    }

    /// <summary>The profile that was looked at last carries this pen's tag.</summary>
    public bool Verified;

    /// <summary>Why a cartridge whose tag was not verified may not be used; None where it may.</summary>
    public CartridgeRefusal Unverified
    {
        get
        {
            return settings.Get(SettingId.CartridgeTags) == 0 ? CartridgeRefusal.None
                : key.IsKnown ? CartridgeRefusal.WrongTag
                : CartridgeRefusal.NoKey;
        }
    }

    /// <summary>Why a memory with this serial and this profile may not be used; None when it may.</summary>
    public CartridgeRefusal Of(byte[] profile, byte[] serial)
    {
        Verified = false;
        if (
            Wire.GetU32(profile, CartridgeProfile.Magic) != CartridgeProfile.MagicValue
            || checksum.Crc32(profile, 0, CartridgeProfile.Crc) != Wire.GetU32(profile, CartridgeProfile.Crc)
        )
        {
            return CartridgeRefusal.BadChecksum;
        }

        if (profile[CartridgeProfile.Layout] != CartridgeProfile.LayoutValue)
        {
            return CartridgeRefusal.UnknownLayout;
        }

        var type = (CartridgeType)profile[CartridgeProfile.Type];
        int needles = CartridgeProfile.NeedlesOf(type);
        if (needles < 0)
        {
            return CartridgeRefusal.UnknownType;
        }

        int maxDepth = Wire.GetU16(profile, CartridgeProfile.MaxDepthMicrons);
        int typeDepth = type == CartridgeType.Nano ? Limits.DepthNanoMicrons : Limits.DepthMaxMicrons;
        if (profile[CartridgeProfile.Needles] != needles || maxDepth == 0 || maxDepth > typeDepth)
        {
            return CartridgeRefusal.Implausible;
        }

        Verified = key.Verifies(serial, profile);
        return Verified ? CartridgeRefusal.None : Unverified;
    }
}
