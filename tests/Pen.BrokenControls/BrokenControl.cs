using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pen.BrokenControls;

/// <summary>A control that is broken on purpose, by one exact change of the source, and what noticed it.</summary>
public sealed record BrokenControl
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>What is broken, in words.</summary>
    public required string What { get; init; }

    /// <summary>File, from the top of the repository.</summary>
    public required string File { get; init; }

    /// <summary>Text that stands in the file exactly once.</summary>
    public required string From { get; init; }

    /// <summary>What it becomes.</summary>
    public required string To { get; init; }

    /// <summary>Tests that failed then, as Class.Method.</summary>
    public required IReadOnlyList<string> NoticedBy { get; init; }

    /// <summary>Why nothing noticed, where nothing did.</summary>
    public required string Note { get; init; }

    /// <summary>Reads the list.</summary>
    public static List<BrokenControl> Read(string path) =>
        JsonSerializer.Deserialize<List<BrokenControl>>(System.IO.File.ReadAllText(path), Json)
        ?? throw new InvalidDataException($"{path} holds no list.");

    /// <summary>Writes the list.</summary>
    public static void Write(string path, IReadOnlyList<BrokenControl> list) =>
        System.IO.File.WriteAllText(path, JsonSerializer.Serialize(list, Json).Replace("\r\n", "\n") + "\n");
}
