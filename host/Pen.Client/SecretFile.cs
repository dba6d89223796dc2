using System;
using System.IO;
using System.Linq;

namespace Pen.Client;

/// <summary>A secret in a file of its own: bytes as one line of hexadecimal digits, which only the owner may read.</summary>
internal static class SecretFile
{
    private const int MostFileBytes = 256;

    /// <summary>Writes a secret into a new file.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static void Create(string path, byte[] secret)
    {
        using StreamWriter file = CreateNew(path);
        file.WriteLine(Convert.ToHexString(secret));
    }

    /// <summary>A new file that only its owner may read, from its first byte on.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static StreamWriter CreateNew(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new StreamWriter(path, options);
    }

    /// <summary>Reads a secret.</summary>
    /// <exception cref="IOException">The file cannot be read, may be read by others than its owner, or holds no key.</exception>
    public static byte[] Read(string path, int length)
    {
        const UnixFileMode others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & others) != 0)
        {
            throw new IOException($"The key in {path} can be read or changed by others: chmod 600 it.");
        }

        string text = new FileInfo(path).Length > MostFileBytes ? "" : File.ReadAllText(path).Trim();
        bool isKey = text.Length == 2 * length && text.All(char.IsAsciiHexDigit) && text.Any(c => c != '0');
        return isKey
            ? Convert.FromHexString(text)
            : throw new IOException($"{path} is not a key: a key is a line of {2 * length} hexadecimal digits.");
    }
}
