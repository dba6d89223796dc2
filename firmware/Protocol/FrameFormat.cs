namespace Pen.Protocol;

/// <summary>
/// A frame on the line:
/// <code>
///   0      1     2     3      4..5       6         7 .. 6+n    7+n .. 10+n
/// +------+-----+-----+------+----------+---------+-----------+------------+
/// | 0xA5 |  n  | ~n  | kind | sequence | message | payload   | CRC-32     |
/// +------+-----+-----+------+----------+---------+-----------+------------+
///          '----------- the CRC covers these ----------------'
/// </code>
/// The length stands twice, once inverted, so that noise rarely looks like the head of a long frame; when it does, the
/// receiver steps one byte past the false start and looks again, so no good frame behind it is lost.
/// </summary>
public static class FrameFormat
{
    /// <summary>First byte of every frame.</summary>
    public const byte Sync = 0xA5;

    /// <summary>Offset of the payload length n.</summary>
    public const int LengthOffset = 1;

    /// <summary>Offset of the inverted payload length.</summary>
    public const int LengthCheckOffset = 2;

    /// <summary>Offset of the <see cref="FrameKind"/>.</summary>
    public const int KindOffset = 3;

    /// <summary>Offset of the 16-bit sequence number.</summary>
    public const int SequenceOffset = 4;

    /// <summary>Offset of the <see cref="MessageId"/>.</summary>
    public const int MessageOffset = 6;

    /// <summary>Offset of the payload.</summary>
    public const int PayloadOffset = 7;

    /// <summary>Bytes of the CRC-32 at the end.</summary>
    public const int ChecksumLength = 4;

    /// <summary>Bytes of a frame besides its payload.</summary>
    public const int Overhead = PayloadOffset + ChecksumLength;

    /// <summary>Longest payload in bytes: six log records and their head.</summary>
    public const int MaxPayload = 200;

    /// <summary>Longest frame in bytes.</summary>
    public const int MaxFrame = MaxPayload + Overhead;

    /// <summary>Line speed after reset, in bit/s; 8 data bits, no parity, 1 stop bit, no flow control.</summary>
    public const int DefaultBaud = 115200;

    /// <summary>Fastest line speed, in bit/s; after reset it is <see cref="DefaultBaud"/>.</summary>
    public const int FastestBaud = 921600;

    /// <summary>At any other speed than <see cref="DefaultBaud"/>: after this long without a good frame the pen goes back to it, in ms.</summary>
    public const int SpeedFallbackMs = 1000;

    /// <summary>
    /// A frame that stops arriving for this long, in ms, is given up: its first byte is dropped and the rest is looked
    /// through again. Longer than the 16 ms that common USB bridges hold bytes back, shorter than any request's deadline.
    /// </summary>
    public const int IdleResyncMs = 30;

    /// <summary>Major version: another one means that the two sides do not understand each other.</summary>
    public const byte MajorVersion = 1;

    /// <summary>Minor version: a newer one only adds.</summary>
    public const byte MinorVersion = 3;

    /// <summary>The four bytes "PEN1" with which both halves of the handshake begin.</summary>
    public const uint Magic = 0x314E4550;
}
