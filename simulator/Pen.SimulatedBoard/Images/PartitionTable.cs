using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace Pen.SimulatedBoard.Images;

/// <summary>One line of the partition table.</summary>
/// <param name="Name">Its name, at most 15 characters.</param>
/// <param name="Type">0 for an app, 1 for data.</param>
/// <param name="Subtype">0 for the factory app; data as the app says.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record Partition(string Name, byte Type, byte Subtype, uint Offset, uint Size);

/// <summary>The partition table (ESP-IDF, "Partition Tables"): entries of 32 bytes with magic 0xAA50, and an MD5 of them behind 0xEBEB.</summary>
public static class PartitionTable
{
    /// <summary>Bytes that it takes in the flash.</summary>
    public const int Bytes = 0xC00;

    private const int EntryBytes = 32;
    private const ushort EntryMagic = 0x50AA;
    private const ushort Md5Magic = 0xEBEB;

    /// <summary>That of nanoFramework on 4 MB, its names and kinds as in nf-interpreter, its places as in <see cref="FlashLayout"/>.</summary>
    public static IReadOnlyList<Partition> Nano { get; } =
    [
        new("nvs", 1, 2, 0x9000, 0x6000),
        new("phy_init", 1, 1, 0xF000, 0x1000),
        new("factory", 0, 0, FlashLayout.NanoClr, FlashLayout.NanoClrBytes),
        new("deploy", 1, 0x84, FlashLayout.Deployment, FlashLayout.DeploymentBytes),
        new("config", 1, 0x83, FlashLayout.Configuration, 0x40000),
    ];

    /// <summary>The bytes of a table.</summary>
    public static byte[] Make(IReadOnlyList<Partition> partitions)
    {
        byte[] table = new byte[Bytes];
        Array.Fill(table, (byte)0xFF);
        int at = 0;
        foreach (Partition partition in partitions)
        {
            Span<byte> entry = table.AsSpan(at, EntryBytes);
            entry.Clear();
            BinaryPrimitives.WriteUInt16LittleEndian(entry, EntryMagic);
            entry[2] = partition.Type;
            entry[3] = partition.Subtype;
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], partition.Offset);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], partition.Size);
            Encoding.ASCII.GetBytes(partition.Name, entry[12..28]);
            at += EntryBytes;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(at), Md5Magic);
        MD5.HashData(table.AsSpan(0, at), table.AsSpan(at + 16));
        return table;
    }

    /// <summary>Reads a table.</summary>
    /// <param name="table">Its <see cref="Bytes"/> bytes.</param>
    /// <param name="problem">What the boot loader says of a bad one; empty for a good one.</param>
    public static IReadOnlyList<Partition> Read(ReadOnlySpan<byte> table, out string problem)
    {
        var partitions = new List<Partition>();
        for (int at = 0; at + EntryBytes <= table.Length; at += EntryBytes)
        {
            ReadOnlySpan<byte> entry = table.Slice(at, EntryBytes);
            ushort magic = BinaryPrimitives.ReadUInt16LittleEndian(entry);
            if (magic == Md5Magic)
            {
                bool same = MD5.HashData(table[..at]).AsSpan().SequenceEqual(entry[16..]);
                problem = same ? "" : "MD5 checksums mismatch";
                return partitions;
            }

            if (magic != EntryMagic)
            {
                problem = $"partition {partitions.Count} invalid magic number 0x{magic:x}";
                return partitions;
            }

            ReadOnlySpan<byte> name = entry[12..28];
            int end = name.IndexOf((byte)0);
            partitions.Add(
                new Partition(
                    Encoding.ASCII.GetString(end < 0 ? name : name[..end]),
                    entry[2],
                    entry[3],
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[8..])
                )
            );
        }

        problem = "partition table has no end";
        return partitions;
    }
}
