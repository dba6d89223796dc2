using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>What is written into a cartridge when it is made.</summary>
/// <param name="Type">Type; the needles follow from it.</param>
/// <param name="MaxDepthMicrons">Deepest setting, 50 … 3000 µm; a nano tip at most 250 µm.</param>
/// <param name="StrokeLife">Strokes that it is made for, at least 1.</param>
/// <param name="Expiry">Last day on which it may be used.</param>
/// <param name="Lot">1 to 12 printable ASCII characters.</param>
public sealed record NewCartridge(CartridgeType Type, int MaxDepthMicrons, uint StrokeLife, DateOnly Expiry, string Lot)
{
    private const int LongestLot = 12;

    /// <summary>What is wrong with it, in two sentences; null when nothing is.</summary>
    public string? Problem
    {
        get
        {
            int deepest = Type == CartridgeType.Nano ? Limits.DepthNanoMicrons : Limits.DepthMaxMicrons;
            return CartridgeProfile.NeedlesOf(Type) < 0 ? "This is not a type of cartridge. Choose one of the list."
                : MaxDepthMicrons < Limits.DepthResolutionMicrons || MaxDepthMicrons > deepest
                    ? FormattableString.Invariant(
                        $"A cartridge of this type goes from 0.05 to {deepest / 1000.0:0.00} mm. Choose a depth between them."
                    )
                : StrokeLife == 0
                    ? "A cartridge that is made for no strokes cannot be used. Give the strokes that it is made for."
                : Lot.Length is 0 or > LongestLot || !Lot.All(c => c is > ' ' and < '\x7F')
                    ? $"This is not a lot. Give 1 to {LongestLot} letters, digits or signs."
                : null;
        }
    }

    /// <summary>The profile for a memory with this factory serial, with tag and checksum.</summary>
    internal byte[] ToProfile(byte[] serial, MakerKey key)
    {
        byte[] profile = new byte[CartridgeProfile.Length];
        uint expiry = uint.Parse(Expiry.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        CartridgeProfile.Fill(profile, Type, MaxDepthMicrons, StrokeLife, expiry, Encoding.ASCII.GetBytes(Lot));
        key.Tag(serial, profile);
        Wire.PutU32(profile, CartridgeProfile.Crc, new HostChecksum().Crc32(profile, 0, CartridgeProfile.Crc));
        return profile;
    }
}
