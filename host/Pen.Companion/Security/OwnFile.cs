using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pen.Companion.Security;

/// <summary>
/// A small file of this program's own, such as accounts and settings. It is there as a whole or as it was before, whatever happens while it is
/// written, and only the user whose program this is may read it.
/// </summary>
public static class OwnFile
{
    /// <summary>What is longer was not written by this program, in bytes.</summary>
    private const long Longest = 4 * 1024 * 1024;

    private const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Makes a folder that only the user may look into; leaves one that is there as it is.</summary>
    public static string Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path).FullName;
        }

        return Directory.CreateDirectory(path, OnlyUser | UnixFileMode.UserExecute).FullName;
    }

    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="OwnFileException">It cannot be read, or is not what this program has written.</exception>
    public static T? Read<T>(string path)
        where T : class
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return null;
            }

            if (file.Length > Longest)
            {
                throw new JsonException("It is too long.");
            }

            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) ?? throw new JsonException("It is empty.");
        }
        catch (Exception problem)
            when (problem is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OwnFileException(path, problem);
        }
    }

    /// <summary>Writes one: beside the old, onto the disk, then in its place.</summary>
    /// <exception cref="OwnFileException">It cannot be written; the old one is still there.</exception>
    public static void Write<T>(string path, T content) => Write(path, JsonSerializer.SerializeToUtf8Bytes(content, Json));

    /// <summary>Writes bytes in the same way.</summary>
    /// <exception cref="OwnFileException">It cannot be written; the old one is still there.</exception>
    public static void Write(string path, byte[] content)
    {
        string fresh = $"{path}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(6))}.new";
        try
        {
            Folder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OnlyUser;
            }

            using (var file = new FileStream(fresh, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Remove(fresh);
            throw new OwnFileException(path, problem);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It was not even begun, or stays beside: it is never read.
        }
    }
}

/// <summary>A file of this program's own cannot be read or written.</summary>
public sealed class OwnFileException(string path, Exception inner) : Exception($"{path}: {inner.Message}", inner)
{
    /// <summary>Which.</summary>
    public string Path { get; } = path;
}
