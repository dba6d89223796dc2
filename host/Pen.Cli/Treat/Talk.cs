using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Cli.Treat;

/// <summary>Nobody answers any more: the input has ended.</summary>
internal sealed class LeftException : Exception;

/// <summary>Questions and answers, line by line: the same at a terminal and from a script.</summary>
internal sealed class Talk(CancellationToken ct)
{
    private const int LongestLine = 4000;

    private Task<string?>? waiting;

    /// <summary>The next line that somebody types; not lost when nobody waits for it in the end.</summary>
    public Task<string?> NextLine => waiting ??= Task.Run(Console.In.ReadLine);

    /// <summary>Takes a line that has been waited for beside something else; the end of the input stays.</summary>
    public void TakeLine() => waiting = waiting is { IsCompletedSuccessfully: true, Result: not null } ? null : waiting;

    /// <summary>A line of text.</summary>
    public static void Say(string line) => Console.WriteLine(line);

    /// <summary>Asks until the answer can be understood.</summary>
    /// <param name="question">The question.</param>
    /// <param name="read">The answer; or what is wrong with it.</param>
    /// <exception cref="LeftException">The input has ended.</exception>
    public async Task<T> AskAsync<T>(string question, Func<string, (T? Value, string? Problem)> read)
    {
        while (true)
        {
            (T? value, string? problem) = read(await LineAsync(question));
            if (problem is null)
            {
                return value!;
            }

            Say(problem);
        }
    }

    /// <summary>Asks for some text; an empty answer gives <paramref name="otherwise"/>, and without one is asked again.</summary>
    public Task<string> AskTextAsync(string question, string? otherwise = null) =>
        AskAsync(
            otherwise is { Length: > 0 } ? $"{question} [{otherwise}]" : question,
            line =>
                line.Length > 0 ? (line, null)
                : otherwise is not null ? (otherwise, null)
                : ((string?)null, "Something has to be written here.")
        );

    /// <summary>Asks for yes or no. Without a default an empty answer is asked again.</summary>
    public Task<bool> AskYesAsync(string question, bool? otherwise = null) =>
        AskAsync(
            $"{question} ({(otherwise == true ? "Y/n" : otherwise == false ? "y/N" : "y/n")})",
            line =>
                line.ToLowerInvariant() switch
                {
                    "y" or "yes" => (true, null),
                    "n" or "no" => (false, null),
                    "" when otherwise is { } known => (known, null),
                    _ => (false, "Answer y or n."),
                }
        );

    /// <summary>Asks for one of some words.</summary>
    public Task<string> AskOneOfAsync(string question, IReadOnlyCollection<string> words, string? otherwise = null) =>
        AskAsync(
            otherwise is { Length: > 0 } ? $"{question} [{otherwise}]" : question,
            line =>
                words.Contains(line) ? (line, null)
                : line.Length == 0 && otherwise is not null ? (otherwise, null)
                : ((string?)null, $"Answer with one of: {string.Join(", ", words)}.")
        );

    /// <summary>Asks for a whole number within a range.</summary>
    public Task<int> AskNumberAsync(string question, int least, int most, int otherwise) =>
        AskAsync(
            $"{question} [{otherwise}]",
            line =>
                line.Length == 0 ? (otherwise, null)
                : int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number >= least
                && number <= most
                    ? (number, (string?)null)
                : (0, $"Give a number from {least} to {most}.")
        );

    /// <summary>Asks for a depth in mm, as µm.</summary>
    public Task<int> AskDepthAsync(string question, int? otherwiseMicrons) =>
        AskAsync(
            otherwiseMicrons is { } known
                ? $"{question} [{(known / 1000m).ToString("0.00", CultureInfo.InvariantCulture)}]"
                : question,
            line =>
                line.Length == 0 && otherwiseMicrons is { } micron ? (micron, null)
                : decimal.TryParse(line, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal mm)
                && mm is >= 0 and <= 60
                && mm * 1000 == decimal.Truncate(mm * 1000)
                    ? ((int)(mm * 1000), (string?)null)
                : (0, "Give a depth in mm, such as 0.50.")
        );

    /// <summary>Asks for a day; null for "not known".</summary>
    public Task<DateOnly?> AskDayAsync(string question) =>
        AskAsync<DateOnly?>(
            $"{question} (year-month-day, or ? when nobody knows)",
            line =>
                line == "?" ? (null, null)
                : DateOnly.TryParseExact(
                    line,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out DateOnly day
                )
                    ? (day, (string?)null)
                : (null, "Give a day such as 2026-03-31, or ?.")
        );

    private async Task<string> LineAsync(string question)
    {
        Console.Write(question + " ");
        Console.Out.Flush();
        string? line = await NextLine.WaitAsync(ct);
        waiting = null;
        if (Console.IsInputRedirected)
        {
            Console.WriteLine();
        }

        return line is null ? throw new LeftException()
            : line.Length > LongestLine ? ""
            : string.Concat(line.Where(c => !char.IsControl(c))).Trim();
    }
}
