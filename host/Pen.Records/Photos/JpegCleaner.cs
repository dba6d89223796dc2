using System;
using System.Buffers.Binary;
using System.IO;

namespace Pen.Records.Photos;

/// <summary>A JPEG without what is not needed to draw it. Tables and headers must fill their segments to the byte, so that nothing hides there.</summary>
internal ref struct JpegCleaner
{
    private const byte Jfif = 0xE0;
    private const byte Exif = 0xE1;
    private const byte Adobe = 0xEE;
    private const byte Comment = 0xFE;
    private const byte Scan = 0xDA;
    private const byte End = 0xD9;
    private const int JfifLength = 14;
    private const int AdobeLength = 12;
    private const int MostComponents = 4;

    private readonly ReadOnlySpan<byte> from;
    private readonly MemoryStream to;
    private int at;
    private bool hasFrame;
    private bool hasScan;
    private bool isTurned;

    private JpegCleaner(ReadOnlySpan<byte> from)
    {
        this.from = from;
        to = new MemoryStream(from.Length);
    }

    /// <summary>What it begins with.</summary>
    public static ReadOnlySpan<byte> Start => [0xFF, 0xD8];

    /// <summary>Cleans.</summary>
    /// <exception cref="PhotoException">It is cut off or malformed.</exception>
    public static byte[] Clean(ReadOnlySpan<byte> content)
    {
        var cleaner = new JpegCleaner(content);
        cleaner.Run();
        return cleaner.to.ToArray();
    }

    private void Run()
    {
        to.Write(Start);
        at = Start.Length;
        for (byte marker; (marker = Marker()) != End; )
        {
            ReadOnlySpan<byte> body = Body();
            if (marker == Jfif && body.Length >= JfifLength && body.StartsWith("JFIF\0"u8))
            {
                // Its last two bytes are the size of a small picture behind them, which may show what was cut away from the large one.
                Put(marker, [.. body[..(JfifLength - 2)], 0, 0]);
            }
            else if (marker == Adobe && body.Length >= AdobeLength && body.StartsWith("Adobe"u8))
            {
                Put(marker, body[..AdobeLength]);
            }
            else if (marker == Exif && !isTurned && ExifOrientation.Read(body) is > 0 and var turn)
            {
                Put(marker, ExifOrientation.Only(turn));
                isTurned = true;
            }
            else if (marker is not (>= 0xE0 and <= 0xEF or Comment))
            {
                Needed(marker, body);
            }
        }

        if (!hasScan)
        {
            throw PhotoCleaner.Broken("there is no picture in it");
        }

        to.Write([0xFF, End]);
    }

    private void Needed(byte marker, ReadOnlySpan<byte> body)
    {
        bool fits = marker switch
        {
            0xC4 => FillsWithCodes(body),
            0xCC => body.Length > 0 && body.Length % 2 == 0,
            0xDB => FillsWithQuantities(body),
            0xDD => body.Length == 2,
            Scan => hasFrame && IsScan(body),
            >= 0xC0 and <= 0xCF and not 0xC8 => !hasFrame && IsFrame(body),
            _ => false,
        };
        if (!fits)
        {
            throw PhotoCleaner.Broken($"segment {marker:X2} is not what it must be");
        }

        Put(marker, body);
        hasFrame |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
        if (marker == Scan)
        {
            hasScan = true;
            CopyScan();
        }
    }

    private byte Marker()
    {
        int first = at;
        while (at < from.Length && from[at] == 0xFF)
        {
            at++;
        }

        return at < from.Length && at > first
            ? from[at++]
            : throw PhotoCleaner.Broken("a segment does not begin where it must");
    }

    private ReadOnlySpan<byte> Body()
    {
        int length = from.Length - at >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(from[at..]) : 0;
        if (length < 2 || length > from.Length - at)
        {
            throw PhotoCleaner.Broken("it ends in the middle of a segment");
        }

        ReadOnlySpan<byte> body = from.Slice(at + 2, length - 2);
        at += length;
        return body;
    }

    /// <summary>The picture's own bytes, up to the next marker: in them FF is followed by 00, or by a restart.</summary>
    private void CopyScan()
    {
        int first = at;
        while (at + 1 < from.Length && (from[at] != 0xFF || from[at + 1] is 0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
        {
            at++;
        }

        if (at + 1 >= from.Length || at == first)
        {
            throw PhotoCleaner.Broken("it ends in the middle of the picture");
        }

        to.Write(from[first..at]);
    }

    private readonly void Put(byte marker, ReadOnlySpan<byte> body)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(body.Length + 2));
        to.Write(head);
        to.Write(body);
    }

    private static bool IsFrame(ReadOnlySpan<byte> body) =>
        body.Length >= 6
        && body[5] is >= 1 and <= MostComponents
        && body.Length == 6 + (3 * body[5])
        && BinaryPrimitives.ReadUInt32BigEndian(body[1..]) is var size
        && size >> 16 > 0
        && (ushort)size > 0;

    private static bool IsScan(ReadOnlySpan<byte> body) =>
        body.Length > 0 && body[0] is >= 1 and <= MostComponents && body.Length == 4 + (2 * body[0]);

    private static bool FillsWithQuantities(ReadOnlySpan<byte> body)
    {
        int place = 0;
        while (place < body.Length && body[place] >> 4 <= 1)
        {
            place += 1 + (64 << (body[place] >> 4));
        }

        return body.Length > 0 && place == body.Length;
    }

    private static bool FillsWithCodes(ReadOnlySpan<byte> body)
    {
        const int lengths = 16;
        int place = 0;
        while (place + 1 + lengths <= body.Length)
        {
            int codes = 0;
            foreach (byte count in body.Slice(place + 1, lengths))
            {
                codes += count;
            }

            place += 1 + lengths + codes;
        }

        return body.Length > 0 && place == body.Length;
    }
}
