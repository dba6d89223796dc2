using System;
using System.Buffers.Binary;
using System.Text;

namespace Pen.Workshop.Flashing.Images;

/// <summary>
/// What nanoCLR's own image says of itself: Espressif's application descriptor, 32 bytes behind the image's start.
/// </summary>
/// <param name="Version">Version, up to 31 characters.</param>
/// <param name="Project">Project name.</param>
/// <param name="Idf">Version of Espressif's framework.</param>
public sealed record ClrDescription(string Version, string Project, string Idf)
{
    /// <summary>Where the descriptor begins in the image, in bytes.</summary>
    public const int At = 0x20;

    /// <summary>How many bytes of it are read.</summary>
    public const int Length = 144;

    private const byte ImageMagic = 0xE9;
    private const uint Magic = 0xABCD5432;
    private const int FieldLength = 32;
    private const int VersionAt = 16;
    private const int ProjectAt = 48;
    private const int IdfAt = 112;

    /// <summary>Reads a descriptor; null where none is.</summary>
    public static ClrDescription? Parse(ReadOnlySpan<byte> descriptor) =>
        descriptor.Length >= Length && BinaryPrimitives.ReadUInt32LittleEndian(descriptor) == Magic
            ? new ClrDescription(Text(descriptor, VersionAt), Text(descriptor, ProjectAt), Text(descriptor, IdfAt))
            : null;

    /// <summary>Reads the descriptor of a file with nanoCLR; null where the file is no such image.</summary>
    public static ClrDescription? OfImage(ReadOnlySpan<byte> image) =>
        image.Length >= At + Length && image[0] == ImageMagic ? Parse(image[At..]) : null;

    private static string Text(ReadOnlySpan<byte> descriptor, int at)
    {
        ReadOnlySpan<byte> field = descriptor.Slice(at, FieldLength);
        int length = field.IndexOf((byte)0);
        var text = new StringBuilder();
        foreach (byte letter in field[..(length < 0 ? FieldLength : length)])
        {
            text.Append(letter is >= 0x20 and <= 0x7E ? (char)letter : '?');
        }

        return text.ToString();
    }
}
