using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pen.Workshop.Flashing.Images;

namespace Pen.Workshop.Flashing.Boards;

/// <summary>Which chip it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revision">Revision, major and minor.</param>
/// <param name="Mac">Its MAC address, which no other chip has: six pairs of capital letters and digits.</param>
/// <param name="FlashId">What the flash chip says of itself.</param>
/// <param name="FlashBytes">Size of the flash, in bytes.</param>
public sealed record ChipFacts(string Name, string Revision, string Mac, uint FlashId, int FlashBytes);

/// <summary>What a board carries now.</summary>
public sealed record BoardFacts
{
    /// <summary>The chip.</summary>
    public required ChipFacts Chip { get; init; }

    /// <summary>Its partitions; empty where it has no table.</summary>
    public required IReadOnlyList<Partition> Partitions { get; init; }

    /// <summary>nanoCLR's own words; null where it has none.</summary>
    public required ClrDescription? Clr { get; init; }

    /// <summary>Bytes of the deployment partition up to the last block that is not erased.</summary>
    public required int FootprintBytes { get; init; }

    /// <summary>The assemblies in it; empty until the deployment was read.</summary>
    public IReadOnlyList<DeploymentRecord> Records { get; init; } = [];

    /// <summary>Where managed code lies.</summary>
    public Partition Deployment => PartitionTable.Find(Partitions, PartitionTable.DefaultDeployment);

    /// <summary>Where nanoCLR lies.</summary>
    public Partition ClrPlace => PartitionTable.Find(Partitions, PartitionTable.DefaultClr);

    /// <summary>The chip in one sentence.</summary>
    public string ChipSentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Chip.Name}, revision {Chip.Revision}, MAC {Chip.Mac}, {Chip.FlashBytes / (1024.0 * 1024.0):0.#} MB of flash."
        );

    /// <summary>What it carries, in one sentence.</summary>
    public string CarriesSentence
    {
        get
        {
            string clr = Clr is { } found ? $"nanoCLR {found.Version}" : "no nanoCLR";
            var whole = Records.Where(r => r.BodyIsWhole).ToList();
            DeploymentRecord? firmware = whole.FirstOrDefault(r => r.Name is "PenFirmware" or "Pen.Board");
            string code = this switch
            {
                { FootprintBytes: 0 } => "no managed code",
                _ when firmware is not null => $"{firmware.Name} {firmware.Version} ({whole.Count} assemblies)",
                _ when whole.Count > 0 => $"{whole.Count} assemblies, none of them the pen's firmware",
                _ => "managed code that no checksum fits",
            };
            return $"It carries {clr} and {code}.";
        }
    }
}
