using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
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

    /// <summary>Text of others cannot move the cursor or colour the screen.</summary>
    public static string Safe(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

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

    /// <summary>What a command has come to: JSON for scripts, else lines for people.</summary>
    public static int Answer(bool json, object value, params IEnumerable<string> lines)
    {
        if (json)
        {
            WriteJson(value);
            return ExitCode.Ok;
        }

        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }

        return ExitCode.Ok;
    }

    /// <summary>The day of a time, where the computer is.</summary>
    public static string Day(DateTimeOffset time) => Local(time, "yyyy-MM-dd");

    /// <summary>Its day and minute.</summary>
    public static string Minute(DateTimeOffset time) => Local(time, "yyyy-MM-dd HH:mm");

    /// <summary>Its day and second.</summary>
    public static string Second(DateTimeOffset time) => Local(time, "yyyy-MM-dd HH:mm:ss");

    /// <summary>Names every problem on standard error; gives the exit code, which says damaged if there was one.</summary>
    public static int Damage(IEnumerable<string> problems)
    {
        int code = ExitCode.Ok;
        foreach (string problem in problems)
        {
            Console.Error.WriteLine(problem);
            code = ExitCode.Damaged;
        }

        return code;
    }

    /// <summary>Does work on a log with a progress bar, where people look; without one when quiet or redirected.</summary>
    public static Task<T> WithProgressAsync<T>(string what, bool quiet, Func<IProgress<LogProgress>?, Task<T>> work)
    {
        if (quiet || Console.IsOutputRedirected)
        {
            return work(null);
        }

        return AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask(what);
                T result = await work(new Progress<LogProgress>(p => task.Value = 100.0 * p.Done / Math.Max(1, p.Total)));
                task.Value = 100;
                return result;
            });
    }

    private static string Local(DateTimeOffset time, string format) =>
        time.ToLocalTime().ToString(format, CultureInfo.InvariantCulture);
}
