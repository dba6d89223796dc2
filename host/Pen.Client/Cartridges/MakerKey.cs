using System.IO;
using System.Security.Cryptography;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>
/// The key by which cartridges are made and verified: 128 random bits, in a file of 32 hexadecimal digits. Whoever holds it can make
/// cartridges for every pen that has it; what it protects against and what not: docs/safety/threats.md.
/// </summary>
public sealed class MakerKey
{
    private readonly byte[] bytes;

    private MakerKey(byte[] bytes) => this.bytes = bytes;

    /// <summary>The key's check number, by which two people can see that they mean the same one.</summary>
    public uint Check => new CartridgeTag().CheckOf(bytes);

    /// <summary>Makes a new key and writes it into a new file, which only its owner may read.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static MakerKey Create(string path)
    {
        var key = new MakerKey(RandomNumberGenerator.GetBytes(SipHash.KeyLength));
        SecretFile.Create(path, key.bytes);
        return key;
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="IOException">The file cannot be read, may be read by others than its owner, or holds no key.</exception>
    public static MakerKey Load(string path) => new(SecretFile.Read(path, SipHash.KeyLength));

    internal byte[] ToPayload() => [.. bytes];

    internal void Tag(byte[] serial, byte[] profile) => new CartridgeTag().Put(bytes, serial, profile);
}
