using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Workshop.Calibration;

/// <summary>A script in the technician's place: numbers in the order in which they are asked for. It agrees to everything; a wrong number ends it.</summary>
/// <param name="answers">The numbers.</param>
/// <param name="say">Takes what is said.</param>
public sealed class ScriptedTalk(IEnumerable<double> answers, Action<string> say) : ICalibrationTalk
{
    private const int MostBytes = 64 * 1024;

    private readonly Queue<double> left = new(answers);

    /// <summary>Reads numbers: one or more a line, divided by spaces or commas; "#" begins a comment.</summary>
    /// <exception cref="IOException">The file cannot be read, or is longer than 64 KB.</exception>
    /// <exception cref="CalibrationException">Something in it is no number.</exception>
    public static IReadOnlyList<double> Read(string path)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new IOException($"{path} is too long for a file of answers.");
        }

        var numbers = new List<double>();
        foreach (string line in File.ReadLines(path))
        {
            numbers.AddRange(Parse(line.Split('#')[0]));
        }

        return numbers;
    }

    /// <summary>Numbers divided by spaces or commas.</summary>
    /// <exception cref="CalibrationException">Something in it is no number.</exception>
    public static IReadOnlyList<double> Parse(string text)
    {
        var numbers = new List<double>();
        foreach (string word in text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            numbers.Add(
                Number(word)
                    ?? throw new CalibrationException($"\"{word}\" is no number.", "Write numbers such as 0.51, with a point.")
            );
        }

        return numbers;
    }

    /// <summary>A number as people type it, with a point; null when it is none.</summary>
    public static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double number
        ) && double.IsFinite(number)
            ? number
            : null;

    /// <inheritdoc />
    public void Say(string line) => say(line);

    /// <inheritdoc />
    public Task<double> AskAsync(Instrument instrument, string question, Func<double, string?> problem, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!left.TryDequeue(out double number))
        {
            throw new CalibrationException($"There is no answer left to \"{question}\".", "Give one number for each question.");
        }

        say(FormattableString.Invariant($"{question} {number}"));
        return problem(number) is { } wrong
            ? throw new CalibrationException(wrong, "Read the instrument again and give what it shows.")
            : Task.FromResult(number);
    }

    /// <inheritdoc />
    public Task DoneAsync(string instruction, CancellationToken ct)
    {
        say(instruction);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<bool> AgreesAsync(string question, CancellationToken ct) => Task.FromResult(true);
}
