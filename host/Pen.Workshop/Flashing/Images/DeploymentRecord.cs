using System;
using System.Buffers.Binary;
using System.Text;

namespace Pen.Workshop.Flashing.Images;

/// <summary>One assembly of a deployment image.</summary>
/// <param name="Name">Its name; empty where the image does not spell it out.</param>
/// <param name="Version">Its version.</param>
/// <param name="Offset">Where it begins, in bytes from the start.</param>
/// <param name="Length">How long it is, in bytes.</param>
/// <param name="Crc">Checksum of everything behind its header.</param>
/// <param name="BodyIsWhole">Whether that checksum is right.</param>
public sealed record DeploymentRecord(string Name, Version Version, int Offset, int Length, uint Crc, bool BodyIsWhole)
{
    /// <summary>Length of a header, in bytes; the crawl goes on by it where none is found.</summary>
    public const int HeaderLength = 120;

    private const int HeaderCrcAt = 8;
    private const int BodyCrcAt = 12;
    private const int VersionAt = 28;
    private const int NameAt = 36;
    private const int TablesAt = 40;
    private const int StringsTable = 11;
    private const int SignaturesTable = 12;
    private const int EndTable = 15;
    private const int LongestName = 128;
    private static readonly byte[] Marker = "NFMRK1\0\0"u8.ToArray();

    /// <summary>Whether a record of the 1.x line seems to begin here.</summary>
    public static bool HasMarker(ReadOnlySpan<byte> bytes) => bytes.Length >= Marker.Length && bytes.StartsWith(Marker);

    /// <summary>Reads the record at <paramref name="offset"/>; null where none with a good header is. Nothing that it says is trusted.</summary>
    public static DeploymentRecord? Read(ReadOnlySpan<byte> bytes, int offset)
    {
        ReadOnlySpan<byte> rest = bytes[offset..];
        if (rest.Length < HeaderLength || !HasMarker(rest))
        {
            return null;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        rest[..HeaderLength].CopyTo(header);
        uint headerCrc = BinaryPrimitives.ReadUInt32LittleEndian(header[HeaderCrcAt..]);
        header.Slice(HeaderCrcAt, sizeof(uint)).Clear();
        uint length = Table(rest, EndTable);
        if (NanoChecksum.Compute(header) != headerCrc || length < HeaderLength || length > (uint)rest.Length)
        {
            return null;
        }

        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(rest[BodyCrcAt..]);
        ReadOnlySpan<byte> record = rest[..(int)length];
        return new DeploymentRecord(
            NameOf(record),
            VersionOf(record),
            offset,
            (int)length,
            crc,
            NanoChecksum.Compute(record[HeaderLength..]) == crc
        );
    }

    private static uint Table(ReadOnlySpan<byte> record, int table) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record[(TablesAt + (table * sizeof(uint)))..]);

    private static Version VersionOf(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> at = record[VersionAt..];
        return new Version(
            BinaryPrimitives.ReadUInt16LittleEndian(at),
            BinaryPrimitives.ReadUInt16LittleEndian(at[2..]),
            BinaryPrimitives.ReadUInt16LittleEndian(at[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(at[6..])
        );
    }

    private static string NameOf(ReadOnlySpan<byte> record)
    {
        long start = Table(record, StringsTable) + (long)BinaryPrimitives.ReadUInt16LittleEndian(record[NameAt..]);
        long end = Math.Min(Table(record, SignaturesTable), record.Length);
        if (start < HeaderLength || start >= end)
        {
            return "";
        }

        ReadOnlySpan<byte> text = record[(int)start..(int)end];
        int length = text.IndexOf((byte)0);
        if (length is < 1 or > LongestName)
        {
            return "";
        }

        foreach (byte letter in text[..length])
        {
            if (letter is < 0x20 or > 0x7E)
            {
                return "";
            }
        }

        return Encoding.ASCII.GetString(text[..length]);
    }
}
