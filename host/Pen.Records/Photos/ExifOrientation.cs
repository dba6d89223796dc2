using System;
using System.Buffers.Binary;

namespace Pen.Records.Photos;

/// <summary>
/// The one thing of a camera's notes that a picture needs: how it is to be turned to stand upright (tag 0x0112 of the first directory, JEITA
/// CP-3451). It says nothing of place, time and camera.
/// </summary>
internal static class ExifOrientation
{
    private const int HeadLength = 6;
    private const int EntryLength = 12;
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;
    private const int Turns = 8;

    private static ReadOnlySpan<byte> Head => "Exif\0\0"u8;

    /// <summary>How the picture is to be turned, 1 to 8; 0 where the segment does not say so.</summary>
    public static int Read(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(Head) || segment.Length < HeadLength + 8)
        {
            return 0;
        }

        ReadOnlySpan<byte> tiff = segment[HeadLength..];
        bool little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8))
        {
            return 0;
        }

        uint directory = U32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return 0;
        }

        ReadOnlySpan<byte> entries = tiff[((int)directory + 2)..];
        int count = U16(tiff[(int)directory..], little);
        for (int i = 0; i < count && entries.Length >= EntryLength; i++, entries = entries[EntryLength..])
        {
            if (U16(entries, little) == Tag && U16(entries[2..], little) == Short)
            {
                int turn = U16(entries[8..], little);
                return turn is >= 1 and <= Turns ? turn : 0;
            }
        }

        return 0;
    }

    /// <summary>A segment that says this and nothing else.</summary>
    public static byte[] Only(int turn) =>
        [.. Head, .. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, (byte)Short, 0, 1, 0, 0, 0, (byte)turn, 0, 0, 0, 0, 0, 0, 0];

    private static ushort U16(ReadOnlySpan<byte> from, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);

    private static uint U32(ReadOnlySpan<byte> from, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from);
}
