using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pen.Records.Tests.Export;

/// <summary>Somebody else's validator (npm: fhir), and what it does not look at: that references lead to an entry of the right kind.</summary>
internal static class FhirValidator
{
    /// <summary>Where a reference of each kind of resource may lead to, by FHIR R4.</summary>
    private static readonly Dictionary<string, string> Targets = new()
    {
        ["Procedure.subject"] = "Patient",
        ["Procedure.usedReference"] = "Device",
        ["Observation.subject"] = "Patient",
        ["Observation.partOf"] = "Procedure",
        ["Observation.device"] = "Device",
        ["DeviceUseStatement.subject"] = "Patient",
        ["DeviceUseStatement.device"] = "Device",
    };

    /// <summary>What is wrong, by the validator.</summary>
    public static string[] Errors(JsonNode bundle)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, bundle.ToJsonString());
            using JsonDocument answer = JsonDocument.Parse(Run(file));
            string[] errors =
            [
                .. answer
                    .RootElement.GetProperty("messages")
                    .EnumerateArray()
                    .Where(m => m.GetProperty("severity").GetString() is "error" or "fatal")
                    .Select(m => $"{m.GetProperty("location")}: {m.GetProperty("message")}"),
            ];
            Assert.Equal(errors.Length == 0, answer.RootElement.GetProperty("valid").GetBoolean());
            return errors;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What is wrong, by rules of FHIR that the validator does not know.</summary>
    public static IEnumerable<string> Lacks(JsonNode bundle)
    {
        var kinds = new Dictionary<string, string>();
        foreach (JsonNode? entry in bundle["entry"]!.AsArray())
        {
            if (!kinds.TryAdd((string)entry!["fullUrl"]!, (string)entry["resource"]!["resourceType"]!))
            {
                yield return $"{entry["fullUrl"]} stands twice";
            }
        }

        foreach (JsonNode? entry in bundle["entry"]!.AsArray())
        {
            JsonNode resource = entry!["resource"]!;
            foreach ((string path, JsonNode node) in Below((string)resource["resourceType"]!, resource))
            {
                if (
                    node is JsonArray { Count: 0 } or JsonObject { Count: 0 }
                    || (node is JsonValue text && text.ToString() == "")
                )
                {
                    yield return $"{path} is empty";
                }

                string last = path[(path.LastIndexOf('.') + 1)..];
                if (last is "start" or "end" or "time" or "effectiveDateTime" && !IsTime(node))
                {
                    yield return $"{path} is no moment: {node}";
                }

                if (node is JsonObject && node["start"] is { } start && node["end"] is { } end && IsBefore(end, start))
                {
                    yield return $"{path} ends before it begins";
                }

                if (node is JsonObject && (string?)node["reference"] is { } to && kinds.GetValueOrDefault(to) != Targets[path])
                {
                    yield return $"{path} leads to {kinds.GetValueOrDefault(to, "nothing")}";
                }
            }
        }
    }

    private static IEnumerable<(string Path, JsonNode Node)> Below(string path, JsonNode node) =>
        node switch
        {
            JsonObject members => members.SelectMany(m => Below($"{path}.{m.Key}", m.Value!)).Prepend((path, node)),
            JsonArray parts => parts.SelectMany(p => Below(path, p!)).Concat(parts.Count == 0 ? [(path, node)] : []),
            _ => [(path, node)],
        };

    private static bool IsTime(JsonNode node) =>
        DateTimeOffset.TryParseExact(
            node.ToString(),
            "yyyy-MM-dd'T'HH:mm:ssK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        ) && node.ToString().EndsWith('Z');

    private static bool IsBefore(JsonNode one, JsonNode other) => string.CompareOrdinal(one.ToString(), other.ToString()) < 0;

    private static string Run(string file)
    {
        string script = Path.Combine(Root, "tests", "fhir-validator", "validate.mjs");
        Assert.True(
            Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules")),
            "The validator is not there: npm ci in tests/fhir-validator."
        );
        var start = new ProcessStartInfo("node", [script, file]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return answer;
    }

    private static string Root
    {
        get
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "PenFirmware.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }
}
