using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Workshop.Flashing.Boards;
using Pen.Workshop.Flashing.Images;

namespace Pen.Workshop.Flashing.Job;

/// <summary>What is to be written, checked before any board is touched.</summary>
internal sealed record FlashPlan
{
    private const int LargestClrBytes = 4 * 1024 * 1024;

    /// <summary>The new content of the deployment partition.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The same, taken apart.</summary>
    public required DeploymentImage Image { get; init; }

    /// <summary>nanoCLR's file; null where it is not written from one.</summary>
    public string? ClrFile { get; init; }

    /// <summary>Its version; null where the file tells none.</summary>
    public ClrDescription? Clr { get; init; }

    /// <summary>The chip that a backup belongs to; null for an image, which is for any.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The version that the pen must tell afterwards; null where nothing of ours is written.</summary>
    public Version? Version => Image.Firmware?.Version;

    public static FlashPlan Make(FlashOptions options)
    {
        if (options.Restore is { } folder)
        {
            if (options.Image is not null || options.Clr is not null)
            {
                throw new FlashingException(
                    FlashingFailure.Unclear,
                    "A backup holds its own image and nanoCLR.",
                    "Give --restore alone, or --image and --clr."
                );
            }

            (Backup list, byte[] bytes, string? clr) = Backup.Read(folder);
            return new FlashPlan
            {
                Content = bytes,
                Image = DeploymentImage.Parse(bytes),
                ClrFile = clr,
                OnlyFor = list.Mac,
            };
        }

        DeploymentImage image = DeploymentImage.Load(
            options.Image
                ?? throw new FlashingException(
                    FlashingFailure.Unclear,
                    "No image was named, and the device build has left none in firmware/bin/Release.",
                    "Name it with --image PenFirmware.bin."
                )
        );
        var plan = new FlashPlan { Content = image.Bytes, Image = image };
        return options.Clr is null ? plan : plan with { ClrFile = Path.GetFullPath(options.Clr), Clr = LoadClr(options.Clr) };
    }

    /// <summary>Refuses what does not fit the board.</summary>
    public void Check(BoardFacts board, bool yes)
    {
        if (Content.Length > board.Deployment.Bytes)
        {
            throw new FlashingException(
                FlashingFailure.File,
                $"The image has {Content.Length} bytes and the board's partition {board.Deployment.Bytes}.",
                "Leave out what the firmware does not use; nothing was touched."
            );
        }

        if (ClrFile is not null && new FileInfo(ClrFile).Length > board.ClrPlace.Bytes)
        {
            throw new FlashingException(
                FlashingFailure.File,
                "nanoCLR's file is larger than its partition.",
                "Take the nanoCLR that belongs to this module; nothing was touched."
            );
        }

        if (OnlyFor is not null && OnlyFor != board.Chip.Mac && !yes)
        {
            throw new FlashingException(
                FlashingFailure.Refused,
                $"This backup is of the board {OnlyFor}, and this board is {board.Chip.Mac}.",
                "Choose the backup of this board, or give --yes to copy the other one's firmware."
            );
        }
    }

    /// <summary>Whether nanoCLR is written: asked for, or missing, or not the one that was given.</summary>
    public bool NeedsClr(FlashOptions options, BoardFacts board) =>
        options.Update
        || (board.Clr is null && options.Restore is null)
        || (ClrFile is not null && (Clr is null || Clr.Version != board.Clr?.Version));

    /// <summary>The content as lines: name, version, checksum of each assembly.</summary>
    public IEnumerable<string> Assemblies() =>
        Image.Records.Select(r => $"  {(r.Name.Length > 0 ? r.Name : "(unnamed)")} {r.Version}, checksum {r.Crc:x8}");

    private static ClrDescription LoadClr(string path) =>
        ClrDescription.OfImage(ImageFile.Read(path, LargestClrBytes))
        ?? throw new FlashingException(
            FlashingFailure.File,
            $"The file {Path.GetFileName(path)} is no nanoCLR for the ESP32.",
            "Give nanoCLR.bin of the target's package; nothing was touched."
        );
}
