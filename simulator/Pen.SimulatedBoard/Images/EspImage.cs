using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pen.Simulator.Parts;

namespace Pen.SimulatedBoard.Images;

/// <summary>What is wrong with an ESP image; the boot loaders stop at the first.</summary>
public enum EspImageFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The first byte is not 0xE9.</summary>
    Magic,

    /// <summary>Its segments lead out of it, or are too many.</summary>
    Segments,

    /// <summary>The XOR over its segments is wrong.</summary>
    Checksum,

    /// <summary>The appended SHA-256 is wrong.</summary>
    Hash,
}

/// <summary>
/// Espressif's image format (esptool documentation, "Firmware Image Format"): a header of 24 bytes, segments, a checksum in the last
/// byte of a block of 16, and a SHA-256. What the segments of the simulated target hold is filling; nothing executes it.
/// </summary>
public static class EspImage
{
    /// <summary>First byte.</summary>
    public const byte Magic = 0xE9;

    /// <summary>First word of a description of an app.</summary>
    public const uint DescriptionMagic = 0xABCD_5432;

    private const int HeaderBytes = 24;
    private const int SegmentHeaderBytes = 8;
    private const int MostSegments = 16;
    private const int DescriptionBytes = 256;
    private const int HashBytes = 32;
    private const byte ChecksumSeed = 0xEF;

    /// <summary>Makes an image with one segment of filling; with an app's name and version, its description comes first.</summary>
    /// <param name="loadAddress">Where its segment goes in RAM.</param>
    /// <param name="bytes">Size of the segment, a multiple of 4 and at least 256.</param>
    /// <param name="project">Name of the app; null for the boot loader.</param>
    /// <param name="version">Version of the app, at most 31 characters.</param>
    public static byte[] Make(uint loadAddress, int bytes, string? project = null, string version = "")
    {
        int end = HeaderBytes + SegmentHeaderBytes + bytes;
        int padded = ((end + 16) / 16) * 16;
        byte[] image = new byte[padded + HashBytes];
        image[0] = Magic;
        image[1] = 1;
        image[2] = 2;
        image[3] = 0x20;
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(4), loadAddress);
        image[8] = 0xEE;
        image[HeaderBytes - 1] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(HeaderBytes), loadAddress);
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(HeaderBytes + 4), bytes);
        Span<byte> segment = image.AsSpan(HeaderBytes + SegmentHeaderBytes, bytes);
        var filling = new Noise((ulong)bytes);
        for (int at = 0; at < bytes; at++)
        {
            segment[at] = (byte)filling.Bits();
        }

        if (project is not null)
        {
            Describe(segment[..DescriptionBytes], project, version);
        }

        image[padded - 1] = Checksum(segment, ChecksumSeed);
        SHA256.HashData(image.AsSpan(0, padded), image.AsSpan(padded));
        return image;
    }

    /// <summary>Looks at an image as a boot loader does.</summary>
    /// <param name="data">From its first byte to the end of its partition.</param>
    /// <param name="withHash">The second stage also looks at the hash; the ROM does not.</param>
    public static EspImageFault Check(ReadOnlySpan<byte> data, bool withHash)
    {
        if (data.Length < HeaderBytes || data[0] != Magic)
        {
            return EspImageFault.Magic;
        }

        if (data[1] is 0 or > MostSegments)
        {
            return EspImageFault.Segments;
        }

        int at = HeaderBytes;
        byte sum = ChecksumSeed;
        for (int segment = 0; segment < data[1]; segment++)
        {
            uint length =
                at <= data.Length - SegmentHeaderBytes
                    ? BinaryPrimitives.ReadUInt32LittleEndian(data[(at + 4)..])
                    : uint.MaxValue;
            if (length % 4 != 0 || length > data.Length - at - SegmentHeaderBytes)
            {
                return EspImageFault.Segments;
            }

            at += SegmentHeaderBytes;
            sum = Checksum(data.Slice(at, (int)length), sum);
            at += (int)length;
        }

        int end = ((at + 16) / 16) * 16;
        if (end > data.Length || data[end - 1] != sum)
        {
            return EspImageFault.Checksum;
        }

        bool hashed = !withHash || data[HeaderBytes - 1] != 1;
        return
            hashed
            || (
                end + HashBytes <= data.Length
                && SHA256.HashData(data[..end]).AsSpan().SequenceEqual(data.Slice(end, HashBytes))
            )
            ? EspImageFault.None
            : EspImageFault.Hash;
    }

    /// <summary>Name and version of the app in an image that was checked; empty without a description.</summary>
    public static (string Project, string Version) Description(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> description = data.Slice(HeaderBytes + SegmentHeaderBytes, DescriptionBytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(description) == DescriptionMagic
            ? (TextAt(description, 48), TextAt(description, 16))
            : ("", "");
    }

    /// <summary>esp_app_desc_t: magic, secure version, 8 bytes, version (32), project (32), time (16), date (16), IDF (32), hash (32).</summary>
    private static void Describe(Span<byte> description, string project, string version)
    {
        description.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(description, DescriptionMagic);
        Encoding.ASCII.GetBytes(version, description.Slice(16, 31));
        Encoding.ASCII.GetBytes(project, description.Slice(48, 31));
        "00:00:00"u8.CopyTo(description[80..]);
        "Jan  1 2026"u8.CopyTo(description[96..]);
        "simulated"u8.CopyTo(description[112..]);
    }

    private static string TextAt(ReadOnlySpan<byte> description, int at)
    {
        ReadOnlySpan<byte> text = description.Slice(at, 32);
        int end = text.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? text : text[..end]);
    }

    private static byte Checksum(ReadOnlySpan<byte> data, byte sum)
    {
        foreach (byte value in data)
        {
            sum ^= value;
        }

        return sum;
    }
}
