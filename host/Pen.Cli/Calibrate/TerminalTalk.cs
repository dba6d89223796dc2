using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Cli.Treat;
using Pen.Workshop.Calibration;

namespace Pen.Cli.Calibrate;

/// <summary>The technician at a terminal: one instruction at a time; q leaves.</summary>
internal sealed class TerminalTalk(CancellationToken leave) : ICalibrationTalk
{
    /// <summary>A number that cannot be is asked for again so many times; then something else is wrong.</summary>
    private const int MostTries = 3;

    private readonly Talk talk = new(leave);

    public void Say(string line) => Talk.Say(line);

    public Task<double> AskAsync(Instrument instrument, string question, Func<double, string?> problem, CancellationToken ct)
    {
        int tries = 0;
        return AnswerAsync<double>(
            question,
            line =>
            {
                if (ScriptedTalk.Number(line) is not { } number)
                {
                    return (0, "Type a number with a point, such as 0.51, or q to leave.");
                }

                if (problem(number) is not { } wrong)
                {
                    return (number, null);
                }

                tries++;
                return tries < MostTries
                    ? (0, wrong + " Read it again.")
                    : throw new CalibrationException(
                        wrong,
                        "Look whether the instrument shows what it should, then begin again."
                    );
            }
        );
    }

    public Task DoneAsync(string instruction, CancellationToken ct) =>
        AnswerAsync<bool>(instruction + " Then press Enter; q leaves.", _ => (true, null));

    public Task<bool> AgreesAsync(string question, CancellationToken ct) =>
        AnswerAsync<bool>(
            question + " (y/n)",
            line =>
                line.ToLowerInvariant() switch
                {
                    "y" or "yes" => (true, null),
                    "n" or "no" => (false, (string?)null),
                    _ => (false, "Answer y or n; q leaves."),
                }
        );

    private async Task<T> AnswerAsync<T>(string question, Func<string, (T? Value, string? Problem)> read)
    {
        try
        {
            return await talk.AskAsync(
                question,
                line => line.Equals("q", StringComparison.OrdinalIgnoreCase) ? throw new CalibrationLeftException() : read(line)
            );
        }
        catch (LeftException)
        {
            throw new CalibrationLeftException();
        }
    }
}
