using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace Pen.Records.Knowledge;

/// <summary>Reads one file of knowledge, strictly: what is not in the format is a mistake, not a surprise for later.</summary>
public static class ProtocolReader
{
    /// <summary>Largest file that is looked at.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a file.</summary>
    /// <param name="name">Its name, for what is said of it.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="ProtocolFileException">It is too large, no JSON, or not in the format.</exception>
    public static ProtocolPack Read(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > MostBytes)
        {
            throw new ProtocolFileException([$"{name} is larger than any file of protocols ({MostBytes / 1024} KB)."]);
        }

        try
        {
            // An editor may have put a mark of its encoding in front.
            ReadOnlySpan<byte> bytes = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
            return JsonSerializer.Deserialize<ProtocolPack>(bytes, Options)
                ?? throw new ProtocolFileException([$"{name} is empty."]);
        }
        catch (JsonException problem)
        {
            string place = problem.LineNumber is { } line ? $", line {line + 1}" : "";
            string path = problem.Path is { Length: > 1 } where ? $" ({where})" : "";
            throw new ProtocolFileException([$"{name}{place}{path}: {Words(problem)}"]);
        }
    }

    /// <summary>The format as a JSON Schema, for editors.</summary>
    public static string Schema()
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true };
        JsonNode schema = Options.GetJsonSchemaAsNode(typeof(ProtocolPack), exporter);
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    /// <summary>What the reader says, without the names of types that nobody who writes data knows.</summary>
    private static string Words(JsonException problem)
    {
        string text = problem.Message.Split(" Path: ")[0];
        return text.Contains("could not be mapped", StringComparison.Ordinal) ? "there is a name that the format does not know."
            : text.Contains("missing required", StringComparison.Ordinal) ? "something that the format needs is missing."
            : text.Contains("could not be converted", StringComparison.Ordinal)
                ? "the value is of another kind than the format wants."
            : text.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) ? "a name stands twice."
            : text;
    }
}
