using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>A refusal as it came over the line.</summary>
internal readonly record struct Refusal(
    RefusalCode Code,
    RequestField Field,
    LimitOrigin Origin,
    PenState State,
    int Value,
    int Limit
)
{
    /// <summary>Takes a refusal apart; a short one keeps only its code.</summary>
    public static Refusal Parse(byte[] payload)
    {
        if (payload.Length < RefusalData.Length)
        {
            return new Refusal(payload.Length > 0 ? (RefusalCode)payload[0] : RefusalCode.None, 0, 0, 0, 0, 0);
        }

        return new Refusal(
            (RefusalCode)payload[RefusalData.Code],
            (RequestField)payload[RefusalData.Field],
            (LimitOrigin)payload[RefusalData.Origin],
            (PenState)payload[RefusalData.State],
            Wire.GetI32(payload, RefusalData.Value),
            Wire.GetI32(payload, RefusalData.Limit)
        );
    }
}

/// <summary>A refusal in words.</summary>
internal readonly record struct RefusalWords(Sentence Problem, Sentence Cure);
