using System;
using Pen.Client;

namespace Pen.Records.Photos;

/// <summary>A photo as it is kept: the picture, and nothing that a camera or a program wrote beside it.</summary>
/// <param name="MediaType">image/jpeg or image/png, by its content.</param>
/// <param name="Bytes">The picture.</param>
public sealed record CleanPhoto(string MediaType, byte[] Bytes);

/// <summary>
/// Takes everything out of a photo that is not the picture: place, time, camera, names, previews, comments, and whatever stands behind its
/// end. Only what a viewer needs to draw it is let through; the picture itself is not decoded and stays bit by bit as it was.
/// </summary>
public static class PhotoCleaner
{
    /// <summary>Bytes of a photo at the most: 10 MB.</summary>
    public const int MostBytes = 10 << 20;

    /// <summary>Cleans a photo. What it is says its content, never its name.</summary>
    /// <exception cref="PhotoException">It is neither JPEG nor PNG, cut off, malformed, or larger than 10 MB.</exception>
    public static CleanPhoto Clean(ReadOnlySpan<byte> content)
    {
        if (content.Length > MostBytes)
        {
            throw new PhotoException("The photo is larger than 10 MB.", "Make it smaller.");
        }

        return content.StartsWith(JpegCleaner.Start) ? new CleanPhoto("image/jpeg", JpegCleaner.Clean(content))
            : content.StartsWith(PngCleaner.Start) ? new CleanPhoto("image/png", PngCleaner.Clean(content))
            : throw new PhotoException("This is neither a JPEG nor a PNG.", "Save the photo as one of them.");
    }

    internal static PhotoException Broken(Sentence how) =>
        new($"The photo is cut off or malformed: {how}.", "Copy it from the camera again, or save it anew.");
}
