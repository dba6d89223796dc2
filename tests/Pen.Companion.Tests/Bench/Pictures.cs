using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Pen.Client;

namespace Pen.Companion.Tests.Bench;

/// <summary>Pictures as cameras leave them.</summary>
public static class Pictures
{
    /// <summary>Stands in the pictures where a camera writes place and person.</summary>
    public const string Secret = "52.5200N-13.4050E-Margarethe";

    /// <summary>A PNG of one pixel, with a comment in it.</summary>
    public static byte[] Png()
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
            .. Chunk("tEXt", [.. "Comment\0"u8, .. Encoding.ASCII.GetBytes(Secret)]),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>A JPEG with Exif in front that says where it was taken (a GPS directory with 52° 31' 12" N), and a comment.</summary>
    /// <param name="jpeg">A real picture.</param>
    public static byte[] WithPlace(byte[] jpeg) =>
        [
            .. jpeg[..2],
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. Gps()]),
            .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)),
            .. jpeg[2..],
        ];

    /// <summary>The bytes of the GPS directory: what must not come out again.</summary>
    public static byte[] Gps()
    {
        byte[] tiff = new byte[8 + 2 + 12 + 4 + 2 + 24 + 4 + 24 + Secret.Length];
        "MM\0*"u8.CopyTo(tiff);
        Put(tiff, 4, 8);
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(8), 1);
        Entry(tiff, 10, 0x8825, 4, 1, 26);
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(26), 2);
        Entry(tiff, 28, 1, 2, 2, (uint)'N' << 24);
        Entry(tiff, 40, 2, 5, 3, 56);
        foreach ((int number, int i) in new[] { 52, 31, 12 }.Select((n, i) => (n, i)))
        {
            Put(tiff, 56 + (8 * i), (uint)number);
            Put(tiff, 60 + (8 * i), 1);
        }

        Encoding.ASCII.GetBytes(Secret, tiff.AsSpan(80));
        return tiff;
    }

    private static void Entry(byte[] tiff, int at, ushort tag, ushort type, uint count, uint value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), tag);
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at + 2), type);
        Put(tiff, at + 4, count);
        Put(tiff, at + 8, value);
    }

    private static void Put(byte[] tiff, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at), value);

    private static byte[] Segment(byte marker, byte[] body)
    {
        byte[] whole = [0xFF, marker, 0, 0, .. body];
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(2), (ushort)(body.Length + 2));
        return whole;
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        byte[] whole = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. body, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(whole, body.Length);
        uint crc = new HostChecksum().Crc32(whole, 4, 4 + body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(8 + body.Length), crc);
        return whole;
    }
}
