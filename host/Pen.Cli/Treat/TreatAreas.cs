using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Records;
using Pen.Records.Knowledge;
using Pen.Records.Runs;
using Pen.Records.Treatments;
using Spectre.Console;

namespace Pen.Cli.Treat;

/// <summary>The areas, one after the other: the pen is prepared and armed here, started by the hand, and tells what it did.</summary>
internal sealed class TreatAreas(TreatContext c, Treatment treatment)
{
    private const string Done = "done";

    public async Task RunAsync()
    {
        await using TreatmentPen pen = await TreatmentPen.AttachAsync(treatment, await c.Pen.GetAsync(), c.Cancel);
        Talk.Say($"AREAS. Collected so far: {Total(pen.Runs)}.");
        string[] areas = [.. c.Library.Areas.Select(a => a.Id)];
        Talk.Say($"Known: {string.Join(", ", areas)}.");
        while (true)
        {
            string id = await c.Talk.AskOneOfAsync("Which area? (done when all are)", [.. areas, Done]);
            try
            {
                if (id != Done)
                {
                    await AreaAsync(pen, AreaNames.Find(id));
                }
                else if (await FinishAsync(pen))
                {
                    return;
                }
            }
            catch (Exception problem) when (problem is PenException or RecordsException)
            {
                // What was done is kept, and the pen is safe by itself: the area can be tried again.
                Talk.Say(problem.Message);
            }
        }
    }

    /// <summary>Leaves the pen; without it where it cannot be reached any more and somebody says so.</summary>
    private async Task<bool> FinishAsync(TreatmentPen pen)
    {
        try
        {
            await pen.FinishAsync(LogArchive.DefaultRoot, c.Cancel);
        }
        catch (PenLinkException problem)
        {
            Talk.Say(problem.Message);
            Talk.Say("What it has recorded stays in it, and comes into this session when it is connected the next time.");
            if (!await c.Talk.AskYesAsync("Go on without the pen?"))
            {
                return false;
            }

            treatment.Note("The session went on without the pen, which could not be reached: " + problem.Message);
        }

        Problem(pen);
        Talk.Say($"The pen has recorded {Total(pen.Runs)}.");
        return true;
    }

    private async Task AreaAsync(TreatmentPen pen, TreatmentArea area)
    {
        PenClient line = await c.Pen.GetAsync();
        await AcknowledgeAsync(line);
        var advice = new AreaAdvice(treatment, area);
        AreaPrepared? before = advice.Before;
        CitedDepth? shallowest = advice.Shallowest;
        Talk.Say(
            before is not null ? $"  Before in this session: {Output.Depth(before.DepthMicrons)}, {before.SpeedHz} Hz."
            : shallowest is null ? "  No source gives a depth for it."
            : $"  Sources give {Output.Depth(shallowest.MinMicrons)} to {Output.Depth(advice.Depths.Max(d => d.MaxMicrons))}; the shallowest is proposed ({shallowest.From})."
        );
        int depth = await c.Talk.AskDepthAsync("  Depth in mm", advice.DepthMicrons);
        int speed = await c.Talk.AskNumberAsync("  Speed in Hz", Limits.SpeedMinHz, Limits.SpeedMaxHz, advice.SpeedHz);
        (ConfirmReason reason, string? why) = await ReasonAsync(area, depth);
        Prepared prepared = await pen.PrepareAsync(new Preparation(depth, speed, area, reason), why, c.Cancel);
        Talk.Say($"  Prepared: {Output.Depth(prepared.DepthMicrons)}, {prepared.SpeedHz} Hz, {Output.Words(prepared.Area)}.");
        if (prepared.SpeedHz < Limits.SpeedWarnBelowHz)
        {
            Talk.Say("  Slow strokes drag under a fast glide: move slowly.");
        }

        if (await c.Talk.AskYesAsync("  Arm the pen? The trigger on it starts.", true))
        {
            await WorkAsync(pen, line);
        }
    }

    private async Task WorkAsync(TreatmentPen pen, PenClient line)
    {
        int before = pen.Runs.Count;
        using var watch = new ArmedWatch(line, quiet: false);
        await pen.ArmAsync(c.Cancel);
        Talk.Say(
            ArmedWatch.HasTerminal
                ? "  Armed. Space stops; Enter when the area is done."
                : "  Armed. A line when the area is done."
        );
        PenStanding standing;
        try
        {
            standing = await watch.RunAsync(ArmedWatch.HasTerminal ? Task.Delay(-1, c.Cancel) : c.Talk.NextLine, c.Cancel);
        }
        finally
        {
            c.Talk.TakeLine();
        }

        c.Cancel.ThrowIfCancellationRequested();
        await pen.CollectAsync(c.Cancel);
        foreach (PenRun run in pen.Runs.Skip(before))
        {
            Talk.Say("  " + RunWords.Of(run));
        }

        Problem(pen);
        if (standing.State == PenState.Fault)
        {
            await AcknowledgeAsync(line);
        }
    }

    private async Task<(ConfirmReason Reason, string? Why)> ReasonAsync(TreatmentArea area, int depthMicrons)
    {
        if (!AreaAdvice.NeedsReason(area, depthMicrons))
        {
            return (ConfirmReason.None, null);
        }

        string[] words = [.. Enum.GetValues<ConfirmReason>().Where(r => r != ConfirmReason.None).Select(r => Output.Words(r))];
        string chosen = await c.Talk.AskOneOfAsync(
            $"  More than {Output.Depth(AreaAdvice.LimitMicrons(area))} needs a reason ({string.Join(", ", words)}):",
            words
        );
        return (
            Enum.GetValues<ConfirmReason>().First(r => Output.Words(r) == chosen),
            await c.Talk.AskTextAsync("  In words, for the record:")
        );
    }

    /// <summary>Faults wait for a person: they are read, and acknowledged where somebody wants to.</summary>
    private async Task AcknowledgeAsync(PenClient line)
    {
        PenStatus status = await line.GetStatusAsync(c.Cancel);
        if (status.State != PenState.Fault)
        {
            return;
        }

        foreach (FaultId fault in status.LatchedFaults)
        {
            Output.Fault(AnsiConsole.Console, fault);
        }

        if (!await c.Talk.AskYesAsync("  Is the cause gone, and shall the pen test itself?"))
        {
            return;
        }

        try
        {
            await line.AcknowledgeAsync(c.Cancel);
            for (int tries = 0; tries < 100; tries++)
            {
                if ((await line.GetStatusAsync(c.Cancel)).State is PenState.Standby or PenState.Fault)
                {
                    break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), c.Cancel);
            }
        }
        catch (PenRefusedException refused)
        {
            Talk.Say("  " + refused.Message);
        }
    }

    private static void Problem(TreatmentPen pen)
    {
        if (pen.Problem is { } problem)
        {
            Talk.Say(problem.Message);
        }
    }

    private static string Total(IReadOnlyList<PenRun> runs) =>
        FormattableString.Invariant(
            $"{runs.Count} {(runs.Count == 1 ? "run" : "runs")}, {runs.Sum(r => (long)r.Strokes):N0} strokes, {runs.Sum(r => r.Punctures):N0} punctures"
        );
}
