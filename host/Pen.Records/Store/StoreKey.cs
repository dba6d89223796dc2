using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Pen.Client;

namespace Pen.Records.Store;

/// <summary>
/// The key that names, answers and notes are encrypted with (AES-256-GCM). It stands in a file apart from the records: who has one of the two
/// reads nothing personal. Without it names are lost for good, and everything else can still be read.
/// </summary>
public sealed class StoreKey
{
    /// <summary>Bytes of a key.</summary>
    internal const int Length = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] bytes;

    private StoreKey(byte[] bytes) => this.bytes = bytes;

    /// <summary>Where it is unless told otherwise: PEN_RECORDS_KEY, or the user's settings folder, which is not where the records are.</summary>
    public static string DefaultPath =>
        Environment.GetEnvironmentVariable("PEN_RECORDS_KEY") is { Length: > 0 } path
            ? path
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "penfirmware", "records.key");

    /// <summary>A number that tells keys apart and says nothing of them.</summary>
    internal string Check => Convert.ToHexString(HMACSHA256.HashData(bytes, "check"u8))[..16];

    /// <summary>Reads the key; makes one where there is none.</summary>
    /// <exception cref="IOException">The file cannot be read or written, may be read by others, or holds no key.</exception>
    public static StoreKey LoadOrCreate(string path)
    {
        if (File.Exists(path))
        {
            return new StoreKey(SecretFile.Read(path, Length));
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return new StoreKey(SecretFile.Create(path, Length));
    }

    /// <summary>A key for one client: thrown away, it takes everything personal of that client with it.</summary>
    internal static StoreKey ForClient() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Another key, encrypted by this one.</summary>
    internal byte[] Wrap(StoreKey other, string context) => Seal(other.bytes, context);

    /// <summary>The key that was wrapped.</summary>
    /// <exception cref="CryptographicException">It was wrapped by another key, for another context, or altered.</exception>
    internal StoreKey Unwrap(byte[] wrapped, string context) => new(Open(wrapped, context));

    /// <summary>Encrypts; <paramref name="context"/> says what it is, so that nobody can put it in another's place.</summary>
    internal byte[] Seal(byte[] plain, string context)
    {
        byte[] whole = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(bytes, TagLength);
        cipher.Encrypt(
            whole.AsSpan(0, NonceLength),
            plain,
            whole.AsSpan(NonceLength + TagLength),
            whole.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(context)
        );
        return whole;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">It was encrypted by another key, for another context, or altered.</exception>
    internal byte[] Open(byte[] whole, string context)
    {
        if (whole.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("too short");
        }

        byte[] plain = new byte[whole.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(bytes, TagLength);
        cipher.Decrypt(
            whole.AsSpan(0, NonceLength),
            whole.AsSpan(NonceLength + TagLength),
            whole.AsSpan(NonceLength, TagLength),
            plain,
            Encoding.UTF8.GetBytes(context)
        );
        return plain;
    }
}
