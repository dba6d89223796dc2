using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Pen.Client;

namespace Pen.Records.Photos;

/// <summary>A PNG with the chunks that are needed to draw it, and no other.</summary>
internal static class PngCleaner
{
    private const int TypeLength = 4;
    private const int CrcLength = 4;

    /// <summary>What it begins with.</summary>
    public static ReadOnlySpan<byte> Start => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Cleans.</summary>
    /// <exception cref="PhotoException">It is cut off or malformed.</exception>
    public static byte[] Clean(ReadOnlySpan<byte> content)
    {
        var to = new MemoryStream(content.Length);
        to.Write(Start);
        var seen = new HashSet<string>();
        string before = "";
        for (int at = Start.Length; before != "IEND"; )
        {
            ReadOnlySpan<byte> chunk = Chunk(content, at);
            at += chunk.Length;
            string type = Encoding.ASCII.GetString(chunk.Slice(4, TypeLength));
            int length = chunk.Length - 8 - CrcLength;
            if ((before.Length == 0) != (type == "IHDR"))
            {
                throw PhotoCleaner.Broken("its head is not where it must be");
            }

            if (IsNeeded(type))
            {
                bool again = !seen.Add(type) && !(type == "IDAT" && before == "IDAT");
                if (again || !Fits(type, chunk.Slice(8, length)) || (type == "IEND" && !seen.Contains("IDAT")))
                {
                    throw PhotoCleaner.Broken($"chunk {type} is not what it must be");
                }

                to.Write(chunk);
            }
            else if (char.IsAsciiLetterUpper(type[0]))
            {
                throw PhotoCleaner.Broken("a part that is needed to draw it is not known");
            }

            before = type;
        }

        return to.ToArray();
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> content, int at)
    {
        uint length = content.Length - at >= 12 ? BinaryPrimitives.ReadUInt32BigEndian(content[at..]) : uint.MaxValue;
        if (length > content.Length - at - 12)
        {
            throw PhotoCleaner.Broken("it ends in the middle of a chunk");
        }

        ReadOnlySpan<byte> chunk = content.Slice(at, 12 + (int)length);
        byte[] covered = chunk[4..^CrcLength].ToArray();
        return new HostChecksum().Crc32(covered, 0, covered.Length) == BinaryPrimitives.ReadUInt32BigEndian(chunk[^CrcLength..])
            ? chunk
            : throw PhotoCleaner.Broken("a checksum is wrong");
    }

    private static bool IsNeeded(string type) =>
        type is "IHDR" or "PLTE" or "IDAT" or "IEND" or "tRNS" or "gAMA" or "sRGB" or "pHYs";

    private static bool Fits(string type, ReadOnlySpan<byte> body) =>
        type switch
        {
            "IHDR" => body.Length == 13
                && BinaryPrimitives.ReadUInt32BigEndian(body) is > 0 and <= int.MaxValue
                && BinaryPrimitives.ReadUInt32BigEndian(body[4..]) is > 0 and <= int.MaxValue
                && body[8] is 1 or 2 or 4 or 8 or 16
                && body[9] is 0 or 2 or 3 or 4 or 6
                && body[10] == 0
                && body[11] == 0
                && body[12] <= 1,
            "PLTE" => body.Length is > 0 and <= 768 && body.Length % 3 == 0,
            "tRNS" => body.Length is > 0 and <= 256,
            "gAMA" => body.Length == 4,
            "sRGB" => body.Length == 1,
            "pHYs" => body.Length == 9,
            "IEND" => body.Length == 0,
            _ => true,
        };
}
