using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Pen.Client;

namespace Pen.Cli.Export;

/// <summary>
/// The list of exported files with their SHA-256, signed with a key of this installation (ECDSA, P-256, SHA-256). It shows that the files
/// are what they were when they were exported by whoever holds that key; it does not show who that is, nor that the pen told the truth.
/// </summary>
internal static class ExportManifest
{
    public const string FileName = "manifest.json";
    public const string SignatureName = "manifest.sig";

    private const string Format = "penfirmware-export-1";
    private const int LargestManifestBytes = 1 << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    private static string KeyPath =>
        DefaultPlace.For("PEN_EXPORT_KEY", Environment.SpecialFolder.LocalApplicationData, "export-key.pem");

    /// <summary>Lists and signs files that stand in a folder.</summary>
    public static void Sign(string folder, string serial, IReadOnlyList<string> files)
    {
        using ECDsa key = Key();
        var manifest = new Manifest(
            Format,
            serial,
            Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
            [
                .. files.Select(f => new ManifestFile(
                    f,
                    new FileInfo(Path.Combine(folder, f)).Length,
                    HashOf(Path.Combine(folder, f))
                )),
            ]
        );
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, Json);
        File.WriteAllBytes(Path.Combine(folder, FileName), bytes);
        File.WriteAllText(
            Path.Combine(folder, SignatureName),
            Convert.ToBase64String(key.SignData(bytes, HashAlgorithmName.SHA256)) + "\n"
        );
    }

    /// <summary>What is wrong with a folder of exported files; empty when nothing is. <paramref name="key"/>: SHA-256 of the key that signed.</summary>
    public static IReadOnlyList<string> Verify(string folder, out string key)
    {
        key = "";
        string path = Path.Combine(folder, FileName);
        if (
            !File.Exists(path)
            || !File.Exists(Path.Combine(folder, SignatureName))
            || new FileInfo(path).Length > LargestManifestBytes
        )
        {
            return [$"{folder} holds no signed list of exported files. Name the folder that \"pen log export\" has written."];
        }

        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            Manifest manifest = JsonSerializer.Deserialize<Manifest>(bytes, Json)!;
            byte[] publicKey = Convert.FromBase64String(manifest.PublicKey);
            key = Convert.ToHexString(SHA256.HashData(publicKey));
            using ECDsa signer = ECDsa.Create();
            signer.ImportSubjectPublicKeyInfo(publicKey, out _);
            byte[] signature = Convert.FromBase64String(File.ReadAllText(Path.Combine(folder, SignatureName)).Trim());
            if (manifest.Format != Format || !signer.VerifyData(bytes, signature, HashAlgorithmName.SHA256))
            {
                return ["The list of files was changed after it was signed. Do not rely on any of them."];
            }

            return [.. manifest.Files.Select(f => Problem(folder, f)).OfType<string>()];
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or FormatException
                        or CryptographicException
                        or ArgumentNullException
                        or NullReferenceException
            )
        {
            return ["The list of files cannot be read. Do not rely on any of them."];
        }
    }

    private static string? Problem(string folder, ManifestFile file)
    {
        // A name is one of a file in this folder, wherever the list comes from.
        string path = Path.Combine(folder, Path.GetFileName(file.Name));
        return !File.Exists(path) ? $"{file.Name} is missing."
            : HashOf(path) != file.Sha256 ? $"{file.Name} was changed after it was exported."
            : null;
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    private static ECDsa Key()
    {
        string path = KeyPath;
        if (File.Exists(path))
        {
            ECDsa known = ECDsa.Create();
            try
            {
                known.ImportFromPem(File.ReadAllText(path));
                return known;
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
                known.Dispose();
                throw new IOException($"{path} is not a key.", e);
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using StreamWriter file = SecretFile.CreateNew(path);
        file.Write(made.ExportPkcs8PrivateKeyPem());
        return made;
    }

    private sealed record Manifest(string Format, string Pen, string PublicKey, IReadOnlyList<ManifestFile> Files);

    private sealed record ManifestFile(string Name, long Bytes, string Sha256);
}
