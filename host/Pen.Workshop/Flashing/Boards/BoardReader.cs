using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Pen.Workshop.Flashing.Images;
using Pen.Workshop.Flashing.Rom;

namespace Pen.Workshop.Flashing.Boards;

/// <summary>Finds out through the boot loader what a board is and what it carries.</summary>
public static class BoardReader
{
    private const int BlockBytes = 0x10000;
    private const int SectorBytes = 0x1000;
    private const int SmallestFlashExponent = 20;
    private const int LargestFlashExponent = 26;
    private const byte Erased = 0xFF;

    /// <summary>Which chip it is.</summary>
    /// <exception cref="FlashingException">It is not an ESP32.</exception>
    public static ChipFacts Identify(RomLoader loader, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(loader);
        uint magic = loader.ReadRegister(KnownChips.MagicAddress, ct);
        if (magic != KnownChips.Esp32)
        {
            string name = KnownChips.Name(magic) is { } known
                ? $"an {known}"
                : FormattableString.Invariant($"a chip that this program does not know (0x{magic:X8})");
            throw new FlashingException(
                FlashingFailure.Board,
                $"This is {name}; the firmware is for the ESP32 without a letter behind it.",
                "Choose the pen's board with --port; nothing was touched."
            );
        }

        uint id = loader.ReadFlashId(ct);
        int exponent = (int)(id >> 16);
        if (exponent is < SmallestFlashExponent or > LargestFlashExponent)
        {
            throw new FlashingException(
                FlashingFailure.Board,
                FormattableString.Invariant($"The board's flash chip does not say what it is (0x{id:X6})."),
                "Reset the board and try again; if it stays so, the flash or its wires are broken."
            );
        }

        var chip = new ChipFacts(KnownChips.Name(magic)!, Revision(loader, ct), Mac(loader, ct), id, 1 << exponent);
        loader.Attach(chip.FlashBytes, ct);
        return chip;
    }

    /// <summary>What it carries: partitions, nanoCLR's version, how much of the deployment is written.</summary>
    public static BoardFacts Look(RomLoader loader, ChipFacts chip, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(chip);
        byte[] table = loader.Read(PartitionTable.At, PartitionTable.EntryLength * 8, null, ct);
        IReadOnlyList<Partition> partitions = PartitionTable.Parse(table, chip.FlashBytes);
        var facts = new BoardFacts
        {
            Chip = chip,
            Partitions = partitions,
            Clr = null,
            FootprintBytes = 0,
        };
        byte[] description = loader.Read(facts.ClrPlace.Address + ClrDescription.At, ClrDescription.Length, null, ct);
        if ((long)facts.Deployment.Address + facts.Deployment.Bytes > chip.FlashBytes)
        {
            throw new FlashingException(
                FlashingFailure.Board,
                "The board's flash is too small for the pen's firmware.",
                "Use a module with 4 MB of flash or more."
            );
        }

        return facts with
        {
            Clr = ClrDescription.Parse(description),
            FootprintBytes = Footprint(loader, facts.Deployment, ct),
        };
    }

    /// <summary>Reads the written part of a partition. Whole blocks that are erased are known by their checksum and not read.</summary>
    public static byte[] ReadWritten(RomLoader loader, Partition place, int bytes, Action<int>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentNullException.ThrowIfNull(place);
        byte[] read = new byte[bytes];
        for (int at = 0; at < bytes; at += BlockBytes)
        {
            int length = Math.Min(BlockBytes, bytes - at);
            if (IsErased(loader, place.Address + at, length, ct))
            {
                read.AsSpan(at, length).Fill(Erased);
            }
            else
            {
                int start = at;
                loader.Read(place.Address + at, length, done => progress?.Invoke(start + done), ct).CopyTo(read, at);
            }

            progress?.Invoke(at + length);
        }

        byte[] told = loader.Md5(place.Address, bytes, ct);
        return MD5.HashData(read).AsSpan().SequenceEqual(told)
            ? read
            : throw new FlashingException(
                FlashingFailure.Board,
                "What was read from the board is not what its boot loader says is there.",
                "Use a shorter cable or another socket and start again; nothing was written."
            );
    }

    /// <summary>MD5 of <paramref name="content"/> followed by erased bytes up to the end of a partition.</summary>
    public static byte[] ExpectedMd5(ReadOnlySpan<byte> content, int partitionBytes)
    {
        byte[] whole = new byte[partitionBytes];
        whole.AsSpan().Fill(Erased);
        content.CopyTo(whole);
        return MD5.HashData(whole);
    }

    internal static bool IsErased(RomLoader loader, int address, int length, CancellationToken ct) =>
        loader.Md5(address, length, ct).AsSpan().SequenceEqual(ExpectedMd5([], length));

    internal static int Footprint(RomLoader loader, Partition place, CancellationToken ct)
    {
        int last = LastWritten(loader, place.Address, place.Bytes, BlockBytes, ct);
        if (last < 0)
        {
            return 0;
        }

        int length = Math.Min(BlockBytes, place.Bytes - last);
        return last + LastWritten(loader, place.Address + last, length, SectorBytes, ct) + SectorBytes;
    }

    /// <summary>Offset of the last step that is not erased; negative where all is.</summary>
    private static int LastWritten(RomLoader loader, int address, int bytes, int step, CancellationToken ct)
    {
        int at = (bytes - 1) / step * step;
        while (at >= 0 && IsErased(loader, address + at, Math.Min(step, bytes - at), ct))
        {
            at -= step;
        }

        return at;
    }

    private static string Mac(RomLoader loader, CancellationToken ct)
    {
        const uint word1 = 0x3FF5A004;
        const uint word2 = 0x3FF5A008;
        ulong both = ((ulong)loader.ReadRegister(word2, ct) << 32) | loader.ReadRegister(word1, ct);
        IEnumerable<string> pairs = Enumerable
            .Range(0, 6)
            .Select(i => ((byte)(both >> (40 - (8 * i)))).ToString("X2", CultureInfo.InvariantCulture));
        return string.Join(':', pairs);
    }

    private static string Revision(RomLoader loader, CancellationToken ct)
    {
        const uint word3 = 0x3FF5A00C;
        const uint word5 = 0x3FF5A014;
        const uint dateRegister = 0x3FF6607C;
        uint low = (loader.ReadRegister(word3, ct) >> 15) & 1;
        uint word5Value = loader.ReadRegister(word5, ct);
        uint middle = (word5Value >> 20) & 1;
        uint high = loader.ReadRegister(dateRegister, ct) >> 31;
        int major = ((high << 2) | (middle << 1) | low) switch
        {
            0 => 0,
            1 => 1,
            3 => 2,
            7 => 3,
            _ => 0,
        };
        return FormattableString.Invariant($"{major}.{(word5Value >> 24) & 3}");
    }
}
