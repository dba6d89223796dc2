using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>
/// The key by which cartridges are made and verified: 128 random bits, in a file of 32 hexadecimal digits. Whoever holds it can make
/// cartridges for every pen that has it; what it protects against and what not: docs/safety/threats.md.
/// </summary>
public sealed class MakerKey
{
    private const int MostFileBytes = 256;

    private readonly byte[] bytes;

    private MakerKey(byte[] bytes) => this.bytes = bytes;

    /// <summary>The key's check number, by which two people can see that they mean the same one.</summary>
    public uint Check => new CartridgeTag().CheckOf(bytes);

    /// <summary>Makes a new key and writes it into a new file, which only its owner may read.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static MakerKey Create(string path)
    {
        var key = new MakerKey(RandomNumberGenerator.GetBytes(SipHash.KeyLength));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, options);
        file.WriteLine(Convert.ToHexString(key.bytes));
        return key;
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="IOException">The file cannot be read, may be read by others than its owner, or holds no key.</exception>
    public static MakerKey Load(string path)
    {
        const UnixFileMode others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & others) != 0)
        {
            throw new IOException($"The key in {path} can be read or changed by others: chmod 600 it.");
        }

        string text = new FileInfo(path).Length > MostFileBytes ? "" : File.ReadAllText(path).Trim();
        bool isKey = text.Length == 2 * SipHash.KeyLength && text.All(char.IsAsciiHexDigit) && text.Any(c => c != '0');
        return isKey
            ? new MakerKey(Convert.FromHexString(text))
            : throw new IOException($"{path} is not a key: a key is a line of {2 * SipHash.KeyLength} hexadecimal digits.");
    }

    internal byte[] ToPayload() => [.. bytes];

    internal void Tag(byte[] serial, byte[] profile) => new CartridgeTag().Put(bytes, serial, profile);
}
