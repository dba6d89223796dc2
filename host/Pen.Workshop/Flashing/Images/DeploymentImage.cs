using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace Pen.Workshop.Flashing.Images;

/// <summary>
/// Managed code as it lies in flash or in a file: assemblies one behind another, each rounded up to 4 bytes. Parsed for files and
/// flash by the same code, and hostile until it was.
/// </summary>
public sealed class DeploymentImage
{
    /// <summary>The largest file that is looked at: more than any partition of a 16 MB module, in bytes.</summary>
    public const int LargestBytes = 16 * 1024 * 1024;

    /// <summary>What the device build calls the one assembly that all the firmware is in, and the simulated board's program.</summary>
    private static readonly string[] FirmwareNames = ["PenFirmware", "Pen.Board"];

    private const byte Erased = 0xFF;

    private DeploymentImage(byte[] bytes, IReadOnlyList<DeploymentRecord> records, string? damage)
    {
        Bytes = bytes;
        Records = records;
        Damage = damage;
    }

    /// <summary>All of it.</summary>
    public byte[] Bytes { get; }

    /// <summary>What a crawl from its start finds, whole or with a wrong body.</summary>
    public IReadOnlyList<DeploymentRecord> Records { get; }

    /// <summary>The first thing that is wrong with it as a file, as half a sentence; null where it is whole.</summary>
    public string? Damage { get; }

    /// <summary>The firmware's own assembly; null where there is none that is whole.</summary>
    public DeploymentRecord? Firmware =>
        FirmwareNames
            .Select(name => Records.FirstOrDefault(r => r.BodyIsWhole && r.Name == name))
            .FirstOrDefault(found => found is not null);

    /// <summary>Its MD5 in small letters.</summary>
    public string Md5 => Convert.ToHexStringLower(MD5.HashData(Bytes));

    /// <summary>Reads a file that is to be written: it must be whole, in order, and carry the pen's firmware.</summary>
    /// <exception cref="FlashingException">It is none of that; the message says what.</exception>
    public static DeploymentImage Load(string path)
    {
        DeploymentImage image = Parse(ImageFile.Read(path, LargestBytes));
        if (image.Damage is { } damage)
        {
            throw new FlashingException(
                FlashingFailure.File,
                $"The image {Path.GetFileName(path)} is not whole: {damage}.",
                "Build it or download it again; nothing was touched."
            );
        }

        return image.Firmware is not null
            ? image
            : throw new FlashingException(
                FlashingFailure.File,
                $"The image {Path.GetFileName(path)} does not hold the pen's firmware.",
                "Give PenFirmware.bin, as the device build writes it; nothing was touched."
            );
    }

    /// <summary>Crawls as nanoCLR does: past a bad header by a header's length, over a record whose body is torn.</summary>
    public static DeploymentImage Parse(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var records = new List<DeploymentRecord>();
        string? damage = null;
        int end = Written(bytes);
        for (int at = 0; at < end; )
        {
            if (DeploymentRecord.Read(bytes, at) is not { } record)
            {
                damage ??= DeploymentRecord.HasMarker(bytes.AsSpan(at))
                    ? FormattableString.Invariant($"the assembly at byte {at} is cut off or has a damaged header")
                    : FormattableString.Invariant($"at byte {at} no assembly begins");
                at += DeploymentRecord.HeaderLength;
                continue;
            }

            records.Add(record);
            if (!record.BodyIsWhole)
            {
                damage ??=
                    $"the assembly {(record.Name.Length > 0 ? record.Name : "without a name")} does not pass its checksum";
            }

            at += (record.Length + 3) & ~3;
        }

        return new DeploymentImage(bytes, records, damage ?? (records.Count == 0 ? "it holds no assembly" : null));
    }

    /// <summary>Bytes up to the last one that is not erased.</summary>
    private static int Written(byte[] bytes)
    {
        int end = bytes.AsSpan().LastIndexOfAnyExcept(Erased) + 1;

        // A record may end in bytes that look erased; its own length covers them.
        return end;
    }
}
