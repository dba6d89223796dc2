using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Pen.Client.Transports;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>One file of an archive: a head of 40 bytes, then records as the pen stores them. Layout: docs/log-archive.md.</summary>
internal static class LogSegment
{
    /// <summary>How its name ends.</summary>
    public const string Extension = ".penlog";

    private const int HeadLength = 40;
    private const int SerialOffset = 8;
    private const int SerialLength = 16;
    private const int CrcBeforeOffset = 24;
    private const int CountOffset = 28;
    private const int HeadCrcOffset = 36;

    /// <summary>More than any pen's ring holds: what claims more is none of ours.</summary>
    private const int MostRecords = 100_000;

    private static ReadOnlySpan<byte> Magic => "PENLOG1\0"u8;

    /// <summary>Writes a file whole, or none.</summary>
    public static void Write(string folder, string serial, IReadOnlyList<LogEntry> entries, uint crcBefore)
    {
        var content = new byte[HeadLength + (entries.Count * LogRecord.Length)];
        Magic.CopyTo(content);
        Encoding.ASCII.GetBytes(serial.AsSpan(0, Math.Min(serial.Length, SerialLength)), content.AsSpan(SerialOffset));
        Wire.PutU32(content, CrcBeforeOffset, crcBefore);
        Wire.PutI32(content, CountOffset, entries.Count);
        Wire.PutU32(content, HeadCrcOffset, new HostChecksum().Crc32(content, 0, HeadCrcOffset));
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i].Bytes.CopyTo(content.AsSpan(HeadLength + (i * LogRecord.Length)));
        }

        string name = FormattableString.Invariant($"records-{entries[0].Sequence:D10}-{entries[^1].Sequence:D10}");
        string temporary = Path.Combine(folder, $"{name}.{Environment.ProcessId}.tmp");
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, FreeName(folder, name));
        FlushFolder(folder);
    }

    /// <summary>Reads a file; false, and what is wrong with it, when it is not a whole one of this pen.</summary>
    public static bool TryRead(
        string path,
        string serial,
        out uint crcBefore,
        out IReadOnlyList<LogEntry> entries,
        out string problem
    )
    {
        (crcBefore, entries, problem) = (0, [], "");
        if (new FileInfo(path).Length > HeadLength + ((long)MostRecords * LogRecord.Length))
        {
            problem = "It is larger than any file of records.";
            return false;
        }

        byte[] content = File.ReadAllBytes(path);
        if (
            content.Length < HeadLength + LogRecord.Length
            || !content.AsSpan(0, Magic.Length).SequenceEqual(Magic)
            || new HostChecksum().Crc32(content, 0, HeadCrcOffset) != Wire.GetU32(content, HeadCrcOffset)
            || Wire.GetU32(content, CountOffset) != (content.Length - HeadLength) / LogRecord.Length
            || (content.Length - HeadLength) % LogRecord.Length != 0
        )
        {
            problem = "It is not a whole file of records.";
            return false;
        }

        string owner = Encoding.ASCII.GetString(content, SerialOffset, SerialLength).TrimEnd('\0');
        if (owner != serial[..Math.Min(serial.Length, SerialLength)])
        {
            problem = $"It holds records of pen {Payload.Ascii(content, SerialOffset, SerialLength)}.";
            return false;
        }

        crcBefore = Wire.GetU32(content, CrcBeforeOffset);
        entries =
        [
            .. Enumerable
                .Range(0, (content.Length - HeadLength) / LogRecord.Length)
                .Select(i => new LogEntry(content.AsSpan(HeadLength + (i * LogRecord.Length), LogRecord.Length))),
        ];
        return true;
    }

    /// <summary>A name that no file has: records read once more stand beside the first ones.</summary>
    private static string FreeName(string folder, string name)
    {
        string path = Path.Combine(folder, name + Extension);
        for (int copy = 2; File.Exists(path); copy++)
        {
            path = Path.Combine(folder, FormattableString.Invariant($"{name}-{copy}{Extension}"));
        }

        return path;
    }

    /// <summary>On Linux a new name is safe only when its folder is flushed; elsewhere the system keeps names by itself.</summary>
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int descriptor = LibC.Open(folder, LibC.CloseOnExec);
        bool flushed = descriptor >= 0 && LibC.Synchronize(descriptor) == 0;
        if (descriptor >= 0)
        {
            _ = LibC.Close(descriptor);
        }

        if (!flushed)
        {
            throw new IOException($"{folder} could not be flushed to disk.");
        }
    }
}
