using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pen.Client;
using Pen.Protocol;
using Spectre.Console;

namespace Pen.Cli;

/// <summary>Words and numbers as people read them, and JSON as scripts do.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes a value as JSON on standard output.</summary>
    public static void WriteJson(object value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>A depth as people say it.</summary>
    public static string Depth(int microns) => FormattableString.Invariant($"{microns / 1000.0:0.00} mm");

    /// <summary>A name of an enumeration in words: "HostStop" is "host stop".</summary>
    public static string Words(Enum value)
    {
        string name = value.ToString();
        var text = new System.Text.StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>A fault with its number, cause and advice.</summary>
    public static void Fault(IAnsiConsole console, FaultId fault)
    {
        console.MarkupLine($"[red bold]FLT-{(int)fault} {Markup.Escape(FaultText.Name(fault))}[/]");
        console.WriteLine("  " + FaultText.Cause(fault));
        console.WriteLine("  " + FaultText.Advice(fault));
    }

    /// <summary>What went wrong, in two sentences on standard error; as JSON on standard output when a script asked for that.</summary>
    public static void Error(PenException problem, bool json)
    {
        if (json)
        {
            WriteJson(new { error = problem.GetType().Name, message = problem.Message });
        }

        Console.Error.WriteLine(problem.Message);
    }
}
