using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning.Batches;

/// <summary>One board of a rack.</summary>
/// <param name="Port">Its companion port.</param>
/// <param name="Serial">The number that it gets.</param>
/// <param name="Revision">Its revision; null for that of the batch.</param>
/// <param name="Calibration">File of its calibration; null for none.</param>
/// <param name="BoardReport">File of its flashing; null for none.</param>
public sealed record BatchBoard(string Port, string Serial, int? Revision, string? Calibration, string? BoardReport);

/// <summary>The boards of a rack: no port and no number twice.</summary>
public sealed class BatchPlan
{
    /// <summary>Most boards at once.</summary>
    public const int Most = 256;

    private const int MostBytes = 256 * 1024;
    private static readonly string[] Columns = ["port", "serial", "revision", "calibration", "board-report"];

    private BatchPlan(IReadOnlyList<BatchBoard> boards) => Boards = boards;

    /// <summary>The boards.</summary>
    public IReadOnlyList<BatchBoard> Boards { get; }

    /// <summary>
    /// From a file: a first line with names of columns (port, serial, and where they are needed revision, calibration, board-report), then a
    /// line for each board; "," between fields, none within one.
    /// </summary>
    /// <exception cref="TrialRefusedException">The file does not say what is to be done.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static BatchPlan FromFile(string path)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw Refused($"{path} is too large for a list of boards.");
        }

        string[] lines = [.. File.ReadAllLines(path).Where(l => l.Trim().Length > 0)];
        string[] heads = lines.Length == 0 ? [] : Fields(lines[0].ToLowerInvariant());
        if (
            !heads.Contains(Columns[0])
            || !heads.Contains(Columns[1])
            || heads.Except(Columns).Any()
            || heads.Distinct().Count() < heads.Length
        )
        {
            throw Refused($"The first line of {path} does not name the columns port and serial, or names one that is unknown.");
        }

        return Of([.. lines.Skip(1).Select((l, i) => Board(heads, Fields(l), path, i + 2))]);
    }

    /// <summary>From ports, and numbers as a list, or as the first one with ".." behind it.</summary>
    /// <exception cref="TrialRefusedException">They do not fit together.</exception>
    public static BatchPlan FromLists(string ports, string serials)
    {
        string[] places = Fields(ports);
        string[] numbers = serials.EndsWith("..", StringComparison.Ordinal)
            ? CountUp(serials[..^2], places.Length)
            : Fields(serials);
        if (places.Length != numbers.Length)
        {
            throw Refused($"There are {places.Length} ports and {numbers.Length} serial numbers.");
        }

        return Of([.. places.Zip(numbers, (p, s) => new BatchBoard(p, s, null, null, null))]);
    }

    private static BatchPlan Of(IReadOnlyList<BatchBoard> boards)
    {
        if (boards.Count is 0 or > Most)
        {
            throw Refused($"A batch has 1 to {Most} boards.");
        }

        if (boards.FirstOrDefault(b => b.Port.Length == 0 || !ProvisionOrder.IsSerial(b.Serial)) is { } wrong)
        {
            throw Refused(
                $"\"{wrong.Port}\" with the number \"{wrong.Serial}\" is no board: a number has 1 to 16 of A to Z, 0 to 9 and \"-\"."
            );
        }

        foreach (string twice in Twice(boards.Select(b => b.Serial)).Concat(Twice(boards.Select(b => b.Port))))
        {
            throw Refused($"{twice} stands there twice.");
        }

        return new BatchPlan(boards);
    }

    private static BatchBoard Board(string[] heads, string[] fields, string path, int line)
    {
        if (fields.Length != heads.Length || fields.Any(f => f.Contains('"')))
        {
            throw Refused($"Line {line} of {path} does not have {heads.Length} fields, or has quotation marks.");
        }

        string? Field(string name) => Array.IndexOf(heads, name) is >= 0 and var i && fields[i].Length > 0 ? fields[i] : null;
        int? revision = null;
        if (Field(Columns[2]) is { } text)
        {
            revision = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw Refused($"Line {line} of {path}: \"{text}\" is no revision.");
        }

        return new BatchBoard(Field(Columns[0]) ?? "", Field(Columns[1]) ?? "", revision, Field(Columns[3]), Field(Columns[4]));
    }

    /// <summary>SIM-0001, SIM-0002, …: as many digits as the first has.</summary>
    private static string[] CountUp(string first, int count)
    {
        int digits = first.Reverse().TakeWhile(char.IsAsciiDigit).Count();
        string head = first[..^digits];
        if (
            digits is 0 or > 9
            || int.Parse(first[^digits..], CultureInfo.InvariantCulture) + (long)count - 1 >= Math.Pow(10, digits)
        )
        {
            throw Refused($"\"{first}\" does not end in digits that can be counted up {count} times.");
        }

        int begin = int.Parse(first[^digits..], CultureInfo.InvariantCulture);
        return
        [
            .. Enumerable.Range(begin, count).Select(n => head + n.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')),
        ];
    }

    private static string[] Fields(string line) => [.. line.Split(',').Select(f => f.Trim())];

    private static IEnumerable<string> Twice(IEnumerable<string> all) =>
        all.GroupBy(a => a, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    private static TrialRefusedException Refused(string problem) =>
        new(problem, "Correct the list of boards; nothing was changed.");
}
