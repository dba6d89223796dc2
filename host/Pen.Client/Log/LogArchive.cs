using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Pen.Client;

/// <summary>
/// A pen's records on disk: a folder of files, each written whole or not at all, each holding records that follow one another. Files may
/// overlap; the same record twice is one record, two different ones with the same number are told. Nothing here is ever changed or
/// deleted. Format: docs/log-archive.md.
/// </summary>
public sealed class LogArchive : IDisposable
{
    private const string LockName = "in-use.lock";

    private readonly SortedDictionary<uint, LogEntry> entries = [];
    private readonly Dictionary<uint, uint> anchors = [];
    private readonly List<LogDamage> conflicts = [];
    private readonly FileStream? held;

    private LogArchive(string folder, string serial, FileStream? held)
    {
        Folder = folder;
        Serial = serial;
        this.held = held;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Serial number of the pen.</summary>
    public string Serial { get; }

    /// <summary>The records, in order.</summary>
    public IReadOnlyCollection<LogEntry> Entries => entries.Values;

    /// <summary>Number of the first record that is not here behind the newest one; 1 when there are none.</summary>
    public uint Next { get; private set; } = 1;

    /// <summary>Where records of all pens are kept unless told otherwise: PEN_LOGS, or the user's data folder.</summary>
    public static string DefaultRoot => DefaultPlace.For("PEN_LOGS", Environment.SpecialFolder.LocalApplicationData, "logs");

    /// <summary>Pens of which there are records under a root.</summary>
    public static IReadOnlyList<string> Serials(string root) =>
        Directory.Exists(root)
            ? [.. Directory.GetDirectories(root).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Opens a pen's records to read them.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static LogArchive OpenToRead(string root, string serial)
    {
        var archive = new LogArchive(FolderOf(root, serial), serial, null);
        archive.Load();
        return archive;
    }

    /// <summary>Opens a pen's records to add some; one program at a time.</summary>
    /// <exception cref="IOException">The folder cannot be written, or another program has it open.</exception>
    public static LogArchive OpenToWrite(string root, string serial)
    {
        string folder = FolderOf(root, serial);
        Directory.CreateDirectory(folder);
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new IOException($"{folder} is in use by another program that reads this pen's log, or cannot be written.", e);
        }

        var archive = new LogArchive(folder, serial, held);
        archive.Load();
        return archive;
    }

    /// <summary>The record with a number; null when it is not here.</summary>
    public LogEntry? Find(uint sequence) => entries.GetValueOrDefault(sequence);

    /// <summary>
    /// Writes records that follow one another, to be there whatever happens from the moment on at which this returns: a file beside the
    /// others, written, flushed and only then given its name, and the folder flushed too.
    /// </summary>
    /// <param name="added">At least one record.</param>
    /// <param name="crcBefore">CRC of the record before the first of them; 0 before record 1.</param>
    /// <exception cref="IOException">They are not safe on disk.</exception>
    public void Append(IReadOnlyList<LogEntry> added, uint crcBefore)
    {
        if (held is null)
        {
            throw new InvalidOperationException("This archive was opened to read.");
        }

        LogSegment.Write(Folder, Serial, added, crcBefore);
        Take(added, crcBefore);
    }

    /// <summary>What is missing, altered or contradictory; empty when all is well.</summary>
    public IReadOnlyList<LogDamage> Verify()
    {
        var damage = new List<LogDamage>(conflicts);
        uint expected = 0;
        uint crc = 0;
        foreach (LogEntry entry in entries.Values)
        {
            bool known = anchors.TryGetValue(entry.Sequence, out uint anchor);
            if (expected == 0)
            {
                crc = anchor;
            }
            else if (entry.Sequence != expected)
            {
                damage.Add(LogDamage.Missing(expected, entry.Sequence - 1));
                crc = anchor;
            }

            if ((known || entry.Sequence == expected) && entry.ExpectedCrc(crc) != entry.Crc)
            {
                damage.Add(LogDamage.Altered(entry.Sequence));
            }

            crc = entry.Crc;
            expected = entry.Sequence + 1;
        }

        return damage;
    }

    /// <inheritdoc />
    public void Dispose() => held?.Dispose();

    private static string FolderOf(string root, string serial)
    {
        // A serial number comes from the wire: it names a folder here, and nothing else.
        string safe = string.Concat(serial.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return Path.Combine(root, safe.Length == 0 ? "unnamed" : safe);
    }

    private void Load()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        foreach (string path in Directory.GetFiles(Folder, "*" + LogSegment.Extension).Order(StringComparer.Ordinal))
        {
            if (LogSegment.TryRead(path, Serial, out uint crcBefore, out IReadOnlyList<LogEntry> read, out string problem))
            {
                Take(read, crcBefore);
            }
            else
            {
                conflicts.Add(new LogDamage(0, $"{Path.GetFileName(path)}: {problem}"));
            }
        }
    }

    private void Take(IReadOnlyList<LogEntry> added, uint crcBefore)
    {
        anchors[added[0].Sequence] = crcBefore;
        foreach (LogEntry entry in added)
        {
            Next = Math.Max(Next, entry.Sequence + 1);
            if (!entries.TryAdd(entry.Sequence, entry) && !entries[entry.Sequence].Bytes.SequenceEqual(entry.Bytes))
            {
                conflicts.Add(
                    new LogDamage(entry.Sequence, $"Record {entry.Sequence} stands here twice with different content.")
                );
            }
        }
    }
}
