using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pen.Workshop.Flashing.Images;

/// <summary>A piece of the flash.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Address">Where it begins, in bytes.</param>
/// <param name="Bytes">How long it is.</param>
public sealed record Partition(string Name, int Address, int Bytes);

/// <summary>The partition table at 0x8000, as far as it concerns the firmware. Layout: Espressif's gen_esp32part.</summary>
public static class PartitionTable
{
    /// <summary>Where it lies.</summary>
    public const int At = 0x8000;

    /// <summary>Length of one entry, in bytes.</summary>
    public const int EntryLength = 32;

    /// <summary>More entries than that are not read.</summary>
    public const int MostEntries = 16;

    /// <summary>nanoCLR of a 4 MB module, as nf-interpreter lays it out.</summary>
    public static Partition DefaultClr { get; } = new("factory", 0x10000, 0x1D0000);

    /// <summary>Managed code of a 4 MB module.</summary>
    public static Partition DefaultDeployment { get; } = new("deploy", 0x1E0000, 0x1C0000);

    /// <summary>Reads entries until one is none. What reaches beyond <paramref name="flashBytes"/> is left out.</summary>
    public static IReadOnlyList<Partition> Parse(ReadOnlySpan<byte> table, int flashBytes)
    {
        var found = new List<Partition>();
        for (int at = 0; at + EntryLength <= table.Length && found.Count < MostEntries; at += EntryLength)
        {
            ReadOnlySpan<byte> entry = table.Slice(at, EntryLength);
            if (entry[0] != 0xAA || entry[1] != 0x50)
            {
                break;
            }

            uint address = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
            if (bytes > 0 && (long)address + bytes <= flashBytes)
            {
                string label = Encoding.ASCII.GetString(entry.Slice(12, 16)).TrimEnd('\0');
                found.Add(new Partition(label, (int)address, (int)bytes));
            }
        }

        return found;
    }

    /// <summary>The partition of that name, else the default.</summary>
    internal static Partition Find(IReadOnlyList<Partition> table, Partition standard) =>
        table.FirstOrDefault(p => p.Name == standard.Name) ?? standard;
}
