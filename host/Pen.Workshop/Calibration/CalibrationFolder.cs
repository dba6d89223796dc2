using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Pen.Client;

namespace Pen.Workshop.Calibration;

/// <summary>Calibrations of one pen on disk: a record each, and where one was left. Open in one program at a time.</summary>
public sealed class CalibrationFolder : IDisposable
{
    private const string RecordEnd = ".calibration.json";

    private readonly FileStream held;

    private CalibrationFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>Where calibrations of all pens are kept unless told otherwise: PEN_CALIBRATIONS, or the user's data folder.</summary>
    public static string DefaultRoot =>
        DefaultPlace.For("PEN_CALIBRATIONS", Environment.SpecialFolder.LocalApplicationData, "calibrations");

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Opens a pen's folder.</summary>
    /// <exception cref="IOException">It cannot be written, or another program has it open.</exception>
    public static CalibrationFolder Open(string root, string serial)
    {
        string path = FolderOf(root, serial);
        Directory.CreateDirectory(path);
        try
        {
            var held = new FileStream(
                System.IO.Path.Combine(path, "in-use.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            return new CalibrationFolder(path, held);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new IOException($"{path} is in use by another program that calibrates this pen, or cannot be written.", e);
        }
    }

    /// <summary>Records of a pen, oldest first; a file that is none is left out and told.</summary>
    /// <param name="root">Where all pens' calibrations are kept.</param>
    /// <param name="serial">The pen.</param>
    /// <param name="damaged">Gets a sentence for each file that is no record.</param>
    public static IReadOnlyList<(string File, CalibrationRecord Record)> Records(
        string root,
        string serial,
        Action<string>? damaged = null
    )
    {
        var found = new List<(string, CalibrationRecord)>();
        string folder = FolderOf(root, serial);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + RecordEnd) : [];
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                CalibrationRecord record = CalibrationRecord.Load(file);
                if (record.Serial == serial)
                {
                    found.Add((file, record));
                }
                else
                {
                    damaged?.Invoke($"{file} is the record of another pen.");
                }
            }
            catch (IOException e)
            {
                damaged?.Invoke(e.Message);
            }
        }

        return found;
    }

    /// <summary>Name for a new record's file.</summary>
    public string NewFile(CalibrationRecord record)
    {
        string name = record.At.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture);
        return System.IO.Path.Combine(Path, $"{name}-{record.Kind.ToString().ToLowerInvariant()}{RecordEnd}");
    }

    /// <summary>The file that tells where a calibration of depth was left.</summary>
    public string StateFile => System.IO.Path.Combine(Path, "depth.state.json");

    /// <inheritdoc />
    public void Dispose() => held.Dispose();

    private static string FolderOf(string root, string serial)
    {
        // A serial number comes from the wire: it names a folder here, and nothing else.
        string safe = string.Concat(serial.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return System.IO.Path.Combine(root, safe.Length == 0 ? "unnamed" : safe);
    }
}
