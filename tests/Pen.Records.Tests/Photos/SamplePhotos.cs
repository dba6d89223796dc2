using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Pen.Client;

namespace Pen.Records.Tests.Photos;

/// <summary>Photos as cameras and programs write them, with everything in them that nobody may keep.</summary>
internal static class SamplePhotos
{
    /// <summary>Stands in every part that has to go.</summary>
    public const string Secret = "52.5200N-13.4050E-Margarethe";

    private static readonly byte[] SecretBytes = Encoding.ASCII.GetBytes(Secret);

    /// <summary>A JPEG with preview, Exif, colour profile, captions, comment, and a second picture behind its end.</summary>
    public static byte[] Jpeg(params IEnumerable<byte[]> more)
    {
        byte[] jfif = [.. "JFIF\0"u8, 1, 1, 0, 0, 72, 0, 72, 4, 3, .. SecretBytes, .. new byte[8]];
        byte[] codes = [0x00, 1, .. new byte[15], 0x05];
        return
        [
            0xFF,
            0xD8,
            .. Segment(0xE0, jfif),
            .. Segment(0xE0, [.. "JFXX\0"u8, 0x10, .. SecretBytes]),
            .. Segment(0xE1, [.. "Exif\0\0MM\0*"u8, .. SecretBytes]),
            .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. SecretBytes]),
            .. Segment(0xE2, [.. "ICC_PROFILE\0\x01\x01"u8, .. SecretBytes]),
            .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. SecretBytes]),
            .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1, .. SecretBytes]),
            .. Segment(0xFE, SecretBytes),
            .. more.SelectMany(b => b),
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
            .. Segment(0xC4, codes),
            .. Segment(0xC4, [0x10, .. codes[1..]]),
            .. Segment(0xDD, [0, 4]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            .. new byte[] { 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF },
            0xFF,
            0xD9,
            .. SecretBytes,
        ];
    }

    /// <summary>A PNG of one pixel, with text, Exif, time, and something behind its end.</summary>
    public static byte[] Png(params IEnumerable<byte[]> more)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write([0, 200, 100, 50]);
        }

        return
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1A,
            (byte)'\n',
            .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
            .. Chunk("gAMA", [0, 0, 0xB1, 0x8F]),
            .. Chunk("tEXt", [.. "Comment\0"u8, .. SecretBytes]),
            .. Chunk("eXIf", [.. "MM\0*"u8, .. SecretBytes]),
            .. Chunk("iCCP", SecretBytes),
            .. more.SelectMany(b => b),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("tIME", [7, 234, 1, 1, 0, 0, 0]),
            .. Chunk("IEND", []),
            .. SecretBytes,
        ];
    }

    /// <summary>A JPEG of about so many bytes.</summary>
    public static byte[] LargeJpeg(int bytes)
    {
        byte[] small = Jpeg();
        int end = small.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xFF, 0xD9 });
        return [.. small[..end], .. Enumerable.Repeat((byte)0x2A, bytes), .. small[end..]];
    }

    public static byte[] Segment(byte marker, byte[] body)
    {
        byte[] whole = [0xFF, marker, 0, 0, .. body];
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(2), (ushort)(body.Length + 2));
        return whole;
    }

    public static byte[] Chunk(string type, byte[] body)
    {
        byte[] whole = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. body, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(whole, body.Length);
        uint crc = new HostChecksum().Crc32(whole, 4, 4 + body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(8 + body.Length), crc);
        return whole;
    }
}
