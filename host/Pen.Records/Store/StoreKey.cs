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

    /// <summary>Bytes that encrypting adds.</summary>
    internal const int Overhead = NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] bytes;

    /// <summary>Where a new key is to be kept, once there are records for it.</summary>
    private readonly string? pending;

    private StoreKey(byte[] bytes, string? pending = null)
    {
        this.bytes = bytes;
        this.pending = pending;
    }

    /// <summary>Where it is unless told otherwise: PEN_RECORDS_KEY, or the user's settings folder, which is not where the records are.</summary>
    public static string DefaultPath =>
        DefaultPlace.For("PEN_RECORDS_KEY", Environment.SpecialFolder.ApplicationData, "records.key");

    /// <summary>A number that tells keys apart and says nothing of them.</summary>
    internal string Check => Convert.ToHexString(HMACSHA256.HashData(bytes, "check"u8))[..16];

    /// <summary>Reads the key. Where there is none, one is made, and written when records are begun with it: never for records that have another.</summary>
    /// <exception cref="IOException">The file cannot be read, may be read by others, or holds no key.</exception>
    public static StoreKey LoadOrCreate(string path) =>
        File.Exists(path)
            ? new StoreKey(SecretFile.Read(path, Length))
            : new StoreKey(RandomNumberGenerator.GetBytes(Length), Path.GetFullPath(path));

    /// <summary>Why records that were begun with another key cannot be opened with this one.</summary>
    internal StoreException Foreign(string place) =>
        pending is null
            ? new StoreException(
                $"The key does not belong to the records in {place}.",
                "Use the key that they were begun with."
            )
            : new StoreException(
                $"The key of the records in {place} is not at {pending}.",
                "Bring it back from where a copy is kept; without it everything personal is lost."
            );

    /// <summary>Writes a new key into its file; before anything is encrypted with it.</summary>
    internal void Keep()
    {
        if (pending is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(pending)!);
            SecretFile.Create(pending, bytes);
        }
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
