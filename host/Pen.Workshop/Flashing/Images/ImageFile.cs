using System;
using System.IO;

namespace Pen.Workshop.Flashing.Images;

/// <summary>Reads a file whose size nobody has checked yet.</summary>
internal static class ImageFile
{
    /// <summary>All of it, at most <paramref name="mostBytes"/>.</summary>
    /// <exception cref="FlashingException">It cannot be read, or is empty or too large to be what it should be.</exception>
    public static byte[] Read(string path, int mostBytes)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!file.CanSeek || file.Length is 0 || file.Length > mostBytes)
            {
                throw new FlashingException(
                    FlashingFailure.File,
                    $"The file {Path.GetFileName(path)} is no image: it is empty or larger than {mostBytes / (1024 * 1024)} MB.",
                    "Give the .bin that the build writes; nothing was touched."
                );
            }

            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FlashingException(
                FlashingFailure.File,
                $"The file {path} cannot be read.",
                "Check its name and its permissions; nothing was touched.",
                failure
            );
        }
    }
}
