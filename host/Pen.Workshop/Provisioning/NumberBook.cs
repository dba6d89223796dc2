using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning;

/// <summary>One number in the book: which board it was given to, known again by a record of its log, which no other board has.</summary>
/// <param name="Serial">The number.</param>
/// <param name="Was">The number that the board had before; empty for none.</param>
/// <param name="Record">Number of that log record.</param>
/// <param name="Crc">Its checksum, which hangs on every record before it.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
internal sealed record NumberEntry(string Serial, string Was, uint Record, uint Crc, string By, DateTimeOffset At);

/// <summary>
/// The numbers that were given, one file each, beside the records. A number is entered before it is written into a board, so that it is
/// never given twice, whatever is interrupted; two programs or two boards of a rack cannot enter the same one.
/// </summary>
internal static class NumberBook
{
    private const string FolderName = "numbers";
    private const int MostBytes = 4096;

    /// <summary>Enters a number for a board, or finds that it is this board's already.</summary>
    /// <returns>The entry, and whether it was made now.</returns>
    /// <exception cref="TrialRefusedException">It was given to another board.</exception>
    /// <exception cref="IOException">The book cannot be read or written.</exception>
    public static async Task<(NumberEntry Entry, bool IsNew)> EnterAsync(
        PenClient pen,
        ProvisionOrder order,
        CancellationToken ct
    )
    {
        string path = PathOf(order.Folder, order.Serial);
        if (Find(order.Folder, order.Serial) is { } entry)
        {
            return await IsSameAsync(pen, entry, ct).ConfigureAwait(false)
                ? (entry, false)
                : throw new TrialRefusedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The number {order.Serial} was given to another board on {entry.At.UtcDateTime:yyyy-MM-dd}."
                    ),
                    $"Give the next free number; the book is {Path.GetDirectoryName(path)}."
                );
        }

        LogInfo log = await pen.GetLogInfoAsync(ct).ConfigureAwait(false);
        uint newest = log.Head - 1;
        if (log.Head == log.Tail)
        {
            throw new TrialRefusedException(
                "The board's log is empty, so it could not be known again.",
                "Switch it off and on, then give the same command again."
            );
        }

        LogEntry mark = (await pen.ReadLogAsync(newest, 1, ct).ConfigureAwait(false))[0];
        var made = new NumberEntry(order.Serial, pen.Identity.Serial, newest, mark.Crc, order.By, DateTimeOffset.UtcNow);
        Enter(path, made);
        return (made, true);
    }

    /// <summary>Whether a number was given to some board.</summary>
    public static bool Knows(string folder, string serial) => Find(folder, serial) is not null;

    private static void Enter(string path, NumberEntry entry)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string beside = $"{path}.{Guid.NewGuid():N}.tmp";
        TrialFiles.WriteNew(beside, JsonSerializer.Serialize(entry, TrialFiles.Json) + "\n");
        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
            throw new TrialRefusedException(
                $"The number {entry.Serial} is being given to another board at this moment.",
                "Give the next free number."
            );
        }
    }

    private static NumberEntry? Find(string folder, string serial)
    {
        string path = PathOf(folder, serial);
        if (!File.Exists(path))
        {
            return null;
        }

        NumberEntry? entry = null;
        try
        {
            entry =
                new FileInfo(path).Length > MostBytes
                    ? null
                    : JsonSerializer.Deserialize<NumberEntry>(File.ReadAllText(path), TrialFiles.Json);
        }
        catch (JsonException)
        {
            // Told below.
        }

        return entry?.Serial == serial
            ? entry
            : throw new IOException($"{path} is damaged. Find the board that carries this number before you remove the file.");
    }

    /// <summary>The board whose log has this record with this checksum is the same; one whose log has gone on for so long is believed by its number.</summary>
    private static async Task<bool> IsSameAsync(PenClient pen, NumberEntry entry, CancellationToken ct)
    {
        LogInfo log = await pen.GetLogInfoAsync(ct).ConfigureAwait(false);
        if (entry.Record < log.Tail)
        {
            return pen.Identity.Serial == entry.Serial;
        }

        return entry.Record < log.Head
            && (await pen.ReadLogAsync(entry.Record, 1, ct).ConfigureAwait(false)).FirstOrDefault()?.Crc == entry.Crc;
    }

    private static string PathOf(string folder, string serial) =>
        Path.Combine(folder, FolderName, TrialFiles.Safe(serial) + ".json");
}
