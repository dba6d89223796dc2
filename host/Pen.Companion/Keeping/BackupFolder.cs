using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Pen.Companion.Sessions;
using Pen.Records.Store;

namespace Pen.Companion.Keeping;

/// <summary>A backup of the records.</summary>
/// <param name="Name">Name of its file; its path is nobody's business.</param>
/// <param name="Made">When.</param>
/// <param name="Bytes">Its size, bytes.</param>
public sealed record BackupFile(string Name, DateTimeOffset Made, long Bytes);

/// <summary>
/// The backups that were made here: files in a folder of this program's own that only its user may read, under names that it gives itself.
/// </summary>
public sealed class BackupFolder(CompanionOptions options, Practice practice, TimeProvider clock)
{
    private const string Before = "records-";
    private const string After = ".db";
    private const string Moment = "yyyyMMdd-HHmmss";
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where they are.</summary>
    public string Place { get; } = Path.Combine(Path.GetFullPath(options.Home), "backups");

    /// <summary>Whether the records are a file, which can be copied here; a clinic's server is backed up by its own means.</summary>
    public bool IsPossible =>
        !options.Records.StartsWith("postgres://", Ordinal) && !options.Records.StartsWith("postgresql://", Ordinal);

    /// <summary>Where the records are, as it is told on a command line.</summary>
    public string Address => IsPossible ? Path.GetFullPath(options.Records) : options.Records;

    private static StringComparison Ordinal => StringComparison.Ordinal;

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<BackupFile> All() =>
        Directory.Exists(Place)
            ?
            [
                .. new DirectoryInfo(Place)
                    .EnumerateFiles(Before + "*" + After)
                    .Where(f => f.LinkTarget is null && MadeAt(f.Name) is not null)
                    .Select(f => new BackupFile(f.Name, MadeAt(f.Name)!.Value, f.Length))
                    .OrderByDescending(f => f.Name, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>One of them; null where there is none with that name.</summary>
    public BackupFile? Find(string? name) => name is null ? null : All().FirstOrDefault(f => f.Name == name);

    /// <summary>Path of one of them.</summary>
    public string PathOf(BackupFile file) => Path.Combine(Place, file.Name);

    /// <summary>Copies all records as they are at one moment, while others go on working.</summary>
    /// <exception cref="StoreException">It cannot be written, or one was made this second.</exception>
    public BackupFile Make()
    {
        RecordStore store = practice.Store;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Place);
        }
        else
        {
            Directory.CreateDirectory(Place, OwnersOnly);
        }

        string name = Before + clock.GetUtcNow().UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture) + After;
        string path = Path.Combine(Place, name);
        store.Backup(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return Find(name)!;
    }

    /// <summary>Throws one away.</summary>
    public void Delete(BackupFile file) => File.Delete(PathOf(file));

    /// <summary>When a file of this name was made; null where the name is none that was given here.</summary>
    private static DateTimeOffset? MadeAt(string name) =>
        name.StartsWith(Before, Ordinal)
        && name.EndsWith(After, Ordinal)
        && DateTimeOffset.TryParseExact(
            name[Before.Length..^After.Length],
            Moment,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset made
        )
            ? made
            : null;
}
