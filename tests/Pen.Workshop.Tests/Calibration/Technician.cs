using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>
/// A technician in front of a simulated pen: reads the instruments off the world's truth, as finely as real ones show it, presses the trigger
/// when told and lets go of it when told. What they misread can be put in between.
/// </summary>
internal sealed class Technician(PenServer server) : ICalibrationTalk
{
    public List<string> Heard { get; } = [];

    /// <summary>Numbers given so far.</summary>
    public int Answers { get; private set; }

    /// <summary>What is typed instead of what the instrument shows.</summary>
    public Func<Instrument, double, double> Types { get; set; } = (_, shown) => shown;

    /// <summary>Leaves instead of the answer of this number; -1 never.</summary>
    public int LeavesAt { get; set; } = -1;

    /// <summary>Called before each answer with its number.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    public bool Agrees { get; set; } = true;

    /// <summary>Called with each sentence that is said.</summary>
    public Func<string, Task> Hears { get; set; } = _ => Task.CompletedTask;

    public void Say(string line)
    {
        Heard.Add(line);
        Hears(line).GetAwaiter().GetResult();
        if (line.StartsWith("Let go", StringComparison.Ordinal))
        {
            OnPen(p => p.ReleaseTrigger()).GetAwaiter().GetResult();
        }
    }

    public async Task<double> AskAsync(
        Instrument instrument,
        string question,
        Func<double, string?> problem,
        CancellationToken ct
    )
    {
        await Before(Answers);
        if (Answers == LeavesAt)
        {
            throw new CalibrationLeftException();
        }

        Answers++;
        double shown = 0;
        if (instrument is Instrument.Ammeter or Instrument.Counter)
        {
            (double milliamps, double hz) = await MeanAsync();
            shown = instrument == Instrument.Ammeter ? milliamps : hz;
        }
        else
        {
            await OnPen(p => shown = Shown(p, instrument));
        }

        double typed = Types(instrument, shown);
        Heard.Add(FormattableString.Invariant($"{question} {typed}"));
        return problem(typed) is { } wrong ? throw new CalibrationException(wrong, "Read it again.") : typed;
    }

    public async Task DoneAsync(string instruction, CancellationToken ct)
    {
        Heard.Add(instruction);
        if (instruction.StartsWith("Hold the trigger", StringComparison.Ordinal))
        {
            await OnPen(p => p.PressTrigger());
        }
    }

    public Task<bool> AgreesAsync(string question, CancellationToken ct)
    {
        Heard.Add(question);
        return AgreesAsync();
    }

    /// <summary>Ammeter and counter are slow: what they show is the mean over a second of the pen's time.</summary>
    private async Task<(double Milliamps, double Hz)> MeanAsync()
    {
        double sum = 0;
        long steps = 0;
        double strokes = 0;
        double seconds = 0;
        await OnPen(p =>
        {
            strokes = p.World.Motor.Strokes;
            p.World.AfterStep = () =>
            {
                sum += p.World.FilteredAmps;
                steps++;
            };
        });
        for (long seen = 0; seen < 2000; )
        {
            await Task.Delay(5);
            await OnPen(_ => seen = steps);
        }

        await OnPen(p =>
        {
            strokes = p.World.Motor.Strokes - strokes;
            seconds = steps * p.World.StepMicros / 1e6;
            p.World.AfterStep = null;
        });
        return (Math.Round(sum / steps * 1000, 1), Math.Round(strokes / seconds, 2));
    }

    private async Task<bool> AgreesAsync()
    {
        // A fault that goes away must have been acknowledged: the world is told that somebody may do so now.
        await OnPen(p => p.World.Watch.AcknowledgeSent());
        return Agrees;
    }

    private static double Shown(SimulatedPen pen, Instrument instrument) =>
        instrument switch
        {
            // A dial gauge of 0.01 mm.
            Instrument.DepthGauge => Math.Round(pen.World.Depth.StopMm, 2),
            _ => Math.Round(pen.World.Cell.TerminalVolts, 3),
        };

    private Task OnPen(Action<SimulatedPen> act) => server.InvokeAsync(() => act((SimulatedPen)server.Pen));
}
