using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Trials.Watching;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>What the parts of a burn-in share: the pen, what watches it, the journal and the statistics.</summary>
internal sealed class BurnInBench(PenClient pen, PenWatch watch, Journal journal, Action<string> say)
{
    private const int MostProblems = 20;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Dictionary<Quantity, Tally> tallies = QuantityRule.All.ToDictionary(r => r.Quantity, _ => new Tally());

    /// <summary>The pen.</summary>
    public PenClient Pen => pen;

    /// <summary>What watches it.</summary>
    public PenWatch Watch => watch;

    /// <summary>Since the beginning, by the host's clock.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Statistics so far.</summary>
    public IReadOnlyDictionary<Quantity, Tally> Tallies => tallies;

    /// <summary>What failed without ending the burn-in, the first twenty.</summary>
    public List<TrialFailure> Problems { get; } = [];

    /// <summary>Requests that were answered.</summary>
    public long Requests { get; private set; }

    /// <summary>Damaged frames, as the pen has counted them up to now since its start.</summary>
    public int BadFrames { get; private set; }

    /// <summary>Keeps a value.</summary>
    public void Add(Quantity quantity, double value, double? set = null)
    {
        double seconds = Elapsed.TotalSeconds;
        tallies[quantity].Add(seconds, value);
        journal.Add(new JournalLine(seconds, JournalKind.Measured, quantity, value, set));
    }

    /// <summary>Keeps a line of another kind.</summary>
    public void Note(JournalKind kind, string text, double? value = null) =>
        journal.Add(new JournalLine(Elapsed.TotalSeconds, kind, null, value, null, text));

    /// <summary>Keeps what failed without ending anything.</summary>
    public void Problem(TrialFailure failure)
    {
        Note(JournalKind.Failed, $"{failure.Name}: {failure.Finding}");
        if (Problems.Count < MostProblems)
        {
            Problems.Add(failure);
        }
    }

    /// <summary>Says something to the person at the fixture.</summary>
    public void Say(string text)
    {
        Note(JournalKind.Note, text);
        say(text);
    }

    /// <summary>The next sample of a pen that is well.</summary>
    /// <exception cref="TrialFailedException">It is not.</exception>
    public async Task<Telemetry> NextAsync(CancellationToken ct)
    {
        Telemetry now = await watch.NextAsync(ct).ConfigureAwait(false);
        return now.State == PenState.Fault
            ? throw new TrialFailedException(PenWatch.FaultOf(now.FirstFault, SelfTestCheck.None))
            : now;
    }

    /// <summary>Samples up to the one for which a condition holds; null when it does not within the time, by the pen's clock.</summary>
    public async Task<List<Telemetry>?> WaitAsync(Func<Telemetry, bool> holds, TimeSpan limit, CancellationToken ct)
    {
        var seen = new List<Telemetry>();
        do
        {
            seen.Add(await NextAsync(ct).ConfigureAwait(false));
            if (holds(seen[^1]))
            {
                return seen;
            }
        } while (seen[^1].Uptime - seen[0].Uptime < limit);
        return null;
    }

    /// <summary>Asks the pen something and measures how long it takes.</summary>
    public async Task<T> AskAsync<T>(Func<PenClient, Task<T>> ask)
    {
        long began = Stopwatch.GetTimestamp();
        T answer = await ask(pen).ConfigureAwait(false);
        Requests++;
        Add(Quantity.RoundTrip, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return answer;
    }

    /// <summary>Keeps everything that the pen's status tells.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        PenStatus status = await AskAsync(p => p.GetStatusAsync(ct)).ConfigureAwait(false);
        Add(Quantity.Tick, status.TickMaxMs);
        Add(Quantity.Motor, status.MotorCelsius);
        Add(Quantity.Board, status.BoardCelsius);
        Add(Quantity.Cell, status.BatteryMillivolts / 1000.0);
        BadFrames = status.BadFrames;
    }
}
