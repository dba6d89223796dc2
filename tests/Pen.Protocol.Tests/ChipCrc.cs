using System;
using System.IO.Hashing;

namespace Pen.Protocol.Tests;

/// <summary>The CRC-32 of the chip's stand-in.</summary>
internal sealed class ChipCrc : Checksum
{
    public override uint Crc32(byte[] buffer, int offset, int count)
    {
        return System.IO.Hashing.Crc32.HashToUInt32(new SpanByte(buffer, offset, count));
    }
}
