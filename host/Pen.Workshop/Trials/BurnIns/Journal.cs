using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>
/// A burn-in's values on disk as they come, one JSON object a line. Each line is handed to the system at once, so that a host program that
/// dies loses none, and brought onto the disk once a second, so that a loss of power loses the last second at most.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int MostLineLength = 4096;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly FileStream file;
    private readonly Stopwatch sinceDisk = Stopwatch.StartNew();

    /// <summary>Begins a new file.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public Journal(string path)
    {
        Path = path;
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Writes a line.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Add(JournalLine line)
    {
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, Json) + "\n"));
        if (sinceDisk.Elapsed >= TimeSpan.FromSeconds(1) || line.Kind != JournalKind.Measured)
        {
            file.Flush(flushToDisk: true);
            sinceDisk.Restart();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
    }

    /// <summary>Reads a journal, whole or cut off anywhere: a line that is not whole is left out, and so is what is no line of a journal.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<JournalLine> Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = new StringBuilder();
        for (int next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (next != '\n')
            {
                // What is longer than any line of ours is none, and takes no memory.
                _ = text.Length <= MostLineLength ? text.Append((char)next) : text;
                continue;
            }

            if (Parse(text.ToString()) is { } line)
            {
                yield return line;
            }

            text.Clear();
        }
    }

    private static JournalLine? Parse(string text)
    {
        try
        {
            return text.Length > MostLineLength ? null : JsonSerializer.Deserialize<JournalLine>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
