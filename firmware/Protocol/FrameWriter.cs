namespace Pen.Protocol;

/// <summary>Builds one frame after the other in the same buffer: Begin, put the payload at <see cref="FrameFormat.PayloadOffset"/>, End.</summary>
public sealed class FrameWriter
{
    private readonly Checksum checksum;

    /// <summary>Creates a writer with a buffer for the longest frame.</summary>
    public FrameWriter(Checksum checksum)
    {
        this.checksum = checksum;
        Buffer = new byte[FrameFormat.MaxFrame];
    }

    /// <summary>The frame under construction.</summary>
    public readonly byte[] Buffer;

    /// <summary>Starts a frame; the payload's bytes keep whatever the last frame left there.</summary>
    public void Begin(FrameKind kind, int sequence, MessageId message)
    {
        Buffer[0] = FrameFormat.Sync;
        Buffer[FrameFormat.KindOffset] = (byte)kind;
        Wire.Put16(Buffer, FrameFormat.SequenceOffset, sequence);
        Buffer[FrameFormat.MessageOffset] = (byte)message;
    }

    /// <summary>Finishes the frame with a payload of <paramref name="payloadLength"/> bytes (0 … <see cref="FrameFormat.MaxPayload"/>).</summary>
    /// <returns>The frame's length in bytes.</returns>
    public int End(int payloadLength)
    {
        Buffer[FrameFormat.LengthOffset] = (byte)payloadLength;
        Buffer[FrameFormat.LengthCheckOffset] = (byte)(payloadLength ^ 0xFF);
        int covered = FrameFormat.PayloadOffset - FrameFormat.LengthOffset + payloadLength;
        Wire.PutU32(Buffer, FrameFormat.LengthOffset + covered, checksum.Crc32(Buffer, FrameFormat.LengthOffset, covered));
        return payloadLength + FrameFormat.Overhead;
    }
}
