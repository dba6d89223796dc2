using System;
using System.Globalization;
using System.IO;

namespace Pen.Workshop.Flashing.Tool;

/// <summary>Everything that was done and said, in a file that is written as it happens and bounded in size.</summary>
public sealed class ToolLog : IDisposable
{
    private const long MostBytes = 4 * 1024 * 1024;

    private readonly StreamWriter writer;
    private readonly object gate = new();
    private bool full;

    private ToolLog(string path, StreamWriter writer)
    {
        Path = path;
        this.writer = writer;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Begins a log in a folder, which is made where it is missing.</summary>
    public static ToolLog Create(string folder, DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string name = "flash-" + now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture) + ".log";
            string path = System.IO.Path.Combine(folder, name);
            return new ToolLog(path, new StreamWriter(path, append: true) { AutoFlush = true });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FlashingException(
                FlashingFailure.File,
                $"No log can be written in {folder}.",
                "Give another folder with --backup; nothing was touched.",
                failure
            );
        }
    }

    /// <summary>Writes a line of this program.</summary>
    public void Note(string line) =>
        Write(DateTimeOffset.UtcNow.ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture) + line + "\n");

    /// <summary>Writes what a tool says, as it says it.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            if (full)
            {
                return;
            }

            try
            {
                writer.Write(text);
                full = writer.BaseStream.Position > MostBytes;
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // A full disk must not stop the writing of a board half-way.
                full = true;
            }
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            full = true;
            writer.Dispose();
        }
    }
}
