using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Pen.Workshop.Flashing.Boards;
using Pen.Workshop.Flashing.Images;

namespace Pen.Workshop.Flashing.Job;

/// <summary>A piece of flash in a backup.</summary>
/// <param name="File">Name of its file, beside the list.</param>
/// <param name="Address">Where it was, in bytes.</param>
/// <param name="Length">How long it is, in bytes; the rest of its partition was erased.</param>
/// <param name="Md5">Its MD5, as the chip's own boot loader told it too.</param>
public sealed record BackupPiece(string File, int Address, int Length, string Md5);

/// <summary>What a board carried, in a folder of its own.</summary>
public sealed record Backup
{
    private const string ListName = "backup.json";
    private const string DeploymentName = "deployment.bin";
    private const string ClrName = "nanoclr.bin";
    private const int LargestList = 64 * 1024;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>Version of the list.</summary>
    public int Format { get; init; } = 1;

    /// <summary>When.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Of which chip.</summary>
    public required string Mac { get; init; }

    /// <summary>nanoCLR that was there.</summary>
    public string? Clr { get; init; }

    /// <summary>Assemblies, by name and version.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>Managed code.</summary>
    public required BackupPiece Deployment { get; init; }

    /// <summary>nanoCLR itself, where it was going to be overwritten; null otherwise.</summary>
    public BackupPiece? ClrImage { get; init; }

    /// <summary>Writes a backup into a new folder below <paramref name="root"/>; returns the folder.</summary>
    public static string Write(string root, DateTimeOffset now, BoardFacts board, byte[] deployment, byte[]? clr)
    {
        ArgumentNullException.ThrowIfNull(board);
        string name =
            now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)
            + "-"
            + board.Chip.Mac.Replace(":", "", StringComparison.Ordinal);
        string folder = Path.Combine(Path.GetFullPath(root), name);
        try
        {
            Directory.CreateDirectory(folder);
            var list = new Backup
            {
                Created = now,
                Mac = board.Chip.Mac,
                Clr = board.Clr?.Version,
                Assemblies = board.Records.Where(r => r.BodyIsWhole).Select(r => $"{r.Name} {r.Version}").ToList(),
                Deployment = Put(folder, DeploymentName, board.Deployment.Address, deployment),
                ClrImage = clr is null ? null : Put(folder, ClrName, board.ClrPlace.Address, clr),
            };
            File.WriteAllText(Path.Combine(folder, ListName), JsonSerializer.Serialize(list, Json));
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FlashingException(
                FlashingFailure.File,
                $"The backup could not be written to {folder}.",
                "Give another folder with --backup; the board was not touched.",
                failure
            );
        }
    }

    /// <summary>Reads a backup; both files must be as they were written.</summary>
    /// <exception cref="FlashingException">It is none, or a file of it was changed.</exception>
    public static (Backup List, byte[] Deployment, string? ClrFile) Read(string folder)
    {
        Backup? list = null;
        try
        {
            list = JsonSerializer.Deserialize<Backup>(ImageFile.Read(Path.Combine(folder, ListName), LargestList), Json);
        }
        catch (JsonException)
        {
            // Said below, with what is null.
        }

        if (list is null || list.Format != 1 || list.Deployment is null)
        {
            throw Damaged(folder);
        }

        byte[] deployment = Get(folder, list.Deployment, DeploymentName);
        if (list.ClrImage is { } clr)
        {
            Get(folder, clr, ClrName);
        }

        return (list, deployment, list.ClrImage is null ? null : Path.GetFullPath(Path.Combine(folder, ClrName)));
    }

    private static BackupPiece Put(string folder, string name, int address, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return new BackupPiece(name, address, bytes.Length, Convert.ToHexStringLower(MD5.HashData(bytes)));
    }

    /// <summary>The list names no path: a file is where this program put it, whatever the list says.</summary>
    private static byte[] Get(string folder, BackupPiece piece, string name)
    {
        byte[] bytes = piece.Length == 0 ? [] : ImageFile.Read(Path.Combine(folder, name), DeploymentImage.LargestBytes);
        return bytes.Length == piece.Length && Convert.ToHexStringLower(MD5.HashData(bytes)) == piece.Md5
            ? bytes
            : throw Damaged(folder);
    }

    private static FlashingException Damaged(string folder) =>
        new(
            FlashingFailure.File,
            $"The backup in {folder} is not as it was written.",
            "Take another one, or write an image with --image; nothing was touched."
        );
}
