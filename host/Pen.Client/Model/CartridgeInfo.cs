using System;
using System.Globalization;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>What is in the cartridge slot.</summary>
/// <param name="State">Whether something is there and may be used.</param>
/// <param name="Refusal">Why it may not be used.</param>
/// <param name="Type">Type.</param>
/// <param name="Needles">Number of needles; 0 for a nano tip.</param>
/// <param name="MaxDepthMicrons">Deepest that this cartridge may go, in µm.</param>
/// <param name="StrokeLife">Strokes that it is made for.</param>
/// <param name="StrokesUsed">Strokes made with it, as its memory and the pen remember them.</param>
/// <param name="Expiry">Expiry date; null when it has none that is a date.</param>
/// <param name="Lot">Lot, up to 12 characters.</param>
/// <param name="Serial">Factory serial of its memory, 32 hexadecimal digits.</param>
/// <param name="Verified">Whether its tag was made with this pen's key for this very memory and profile.</param>
public sealed record CartridgeInfo(
    CartridgeState State,
    CartridgeRefusal Refusal,
    CartridgeType Type,
    int Needles,
    int MaxDepthMicrons,
    uint StrokeLife,
    uint StrokesUsed,
    DateOnly? Expiry,
    string Lot,
    string Serial,
    bool Verified
)
{
    internal static CartridgeInfo Parse(byte[] payload)
    {
        uint expiry = Wire.GetU32(payload, CartridgeAnswer.ExpiryDate);
        bool isDate = DateOnly.TryParseExact(
            expiry.ToString(CultureInfo.InvariantCulture),
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly date
        );
        return new CartridgeInfo(
            (CartridgeState)payload[CartridgeAnswer.State],
            (CartridgeRefusal)payload[CartridgeAnswer.Refusal],
            (CartridgeType)payload[CartridgeAnswer.Type],
            payload[CartridgeAnswer.Needles],
            Wire.GetU16(payload, CartridgeAnswer.MaxDepthMicrons),
            Wire.GetU32(payload, CartridgeAnswer.StrokeLife),
            Wire.GetU32(payload, CartridgeAnswer.StrokesUsed),
            isDate ? date : null,
            Payload.Ascii(payload, CartridgeAnswer.Lot, CartridgeAnswer.LotLength),
            Convert.ToHexString(payload, CartridgeAnswer.Serial, CartridgeAnswer.SerialLength),
            payload[CartridgeAnswer.Verified] != 0
        );
    }
}
