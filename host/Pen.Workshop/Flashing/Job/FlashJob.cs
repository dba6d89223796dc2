using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Flashing.Boards;
using Pen.Workshop.Flashing.Ports;
using Pen.Workshop.Flashing.Rom;
using Pen.Workshop.Flashing.Tool;

namespace Pen.Workshop.Flashing.Job;

/// <summary>
/// Writes a board, in this order: everything that can be checked without it; the pen's leave; what it carries; a backup; blank,
/// nanoCLR, application; the comparison; the pen's own word. Blank comes first, so that a cut at any point leaves the old program, none or
/// the new one, never a mixture, and so that the resets of the tool between its steps start nothing.
/// </summary>
public sealed class FlashJob(FlashOptions options, IFlashTalk talk)
{
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(30);

    private readonly FlashReport report = new() { Started = DateTimeOffset.UtcNow };

    /// <summary>Runs it.</summary>
    /// <exception cref="FlashingException">It failed; where writing had begun, the way back is in it.</exception>
    public async Task<FlashReport> RunAsync(CancellationToken ct)
    {
        FlashPlan plan = FlashPlan.Make(options);
        NanoffTool tool = NanoffTool.Find(options.Nanoff, Directory.GetCurrentDirectory());
        IReadOnlyList<UsbPort> usb = UsbPorts.List();
        string port = FlashPorts.Flashing(options.Port, usb);
        string? companion = await FlashPorts.CompanionAsync(options.Companion, port, usb, ct).ConfigureAwait(false);
        using ToolLog log = ToolLog.Create(Path.GetFullPath(options.BackupRoot), report.Started);
        report.Log = log.Path;
        var nanoff = new NanoffRunner(tool, log, options.ToolEnvironment);
        log.Note($"nanoff {await nanoff.CheckVersionAsync(VersionLimit, ct).ConfigureAwait(false)}");
        try
        {
            BoardFacts board = await LookAndKeepAsync(plan, port, companion, ct).ConfigureAwait(false);
            Ask(plan, board);
            var writing = new FlashWriting(options, plan, board, port, nanoff, talk, report);
            await writing.RunAsync(log, ct).ConfigureAwait(false);
            await FinishAsync(plan, companion, ct).ConfigureAwait(false);
            report.Outcome = companion is null
                ? "Written and compared; no pen was asked."
                : "Written, compared, and the pen runs it.";
            return report;
        }
        catch (Exception failure) when (failure is FlashingException or OperationCanceledException)
        {
            report.Outcome = failure is FlashingException known ? known.Problem : "Ended by hand.";
            log.Note(report.Outcome);
            throw WithWayBack(failure, port, companion);
        }
        finally
        {
            FlashReportFile.Write(report, log);
        }
    }

    private async Task<BoardFacts> LookAndKeepAsync(FlashPlan plan, string port, string? companion, CancellationToken ct)
    {
        PenClient? pen = null;
        if (companion is null)
        {
            talk.Say(
                "No pen is asked, because --companion none was given: it is yours to know that nobody treats with this board."
            );
        }
        else
        {
            pen = await CompanionGuard.AskAsync(companion, talk, options.Yes, ct).ConfigureAwait(false);
        }

        try
        {
            using IFlashingPort line = await FlashingPort.OpenAsync(port, ct).ConfigureAwait(false);
            try
            {
                return await Task.Run(() => LookAsync(plan, line, pen, ct), ct).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is FlashingException or OperationCanceledException)
            {
                Release(line);
                throw;
            }
        }
        finally
        {
            if (pen is not null)
            {
                await pen.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<BoardFacts> LookAsync(FlashPlan plan, IFlashingPort line, PenClient? pen, CancellationToken ct)
    {
        RomLoader loader = RomConnect.Open(line, talk.Say, ct);
        if (pen is not null)
        {
            await CompanionGuard.CheckSilentAsync(pen, ct).ConfigureAwait(false);
        }

        ChipFacts chip = BoardReader.Identify(loader, ct);
        report.Chip = chip;
        if (loader.CanReset && options.ReadBaud != RomLoader.StartBaud)
        {
            loader.ChangeBaud(options.ReadBaud, ct);
        }

        BoardFacts board = await StepAsync(
                "looking at what it carries",
                _ => Task.FromResult(BoardReader.Look(loader, chip, ct))
            )
            .ConfigureAwait(false);
        talk.Say(board.ChipSentence);
        plan.Check(board, options.Yes);
        board = await KeepAsync(plan, loader, board, ct).ConfigureAwait(false);
        report.ClrBefore = board.Clr?.Version;
        report.CarriedBefore = board.CarriesSentence;
        talk.Say(board.CarriesSentence);
        return board;
    }

    private async Task<BoardFacts> KeepAsync(FlashPlan plan, RomLoader loader, BoardFacts board, CancellationToken ct)
    {
        byte[] old = await ReadAsync("reading the old program", loader, board.Deployment, board.FootprintBytes, ct)
            .ConfigureAwait(false);
        BoardFacts known = board with { Records = Images.DeploymentImage.Parse(old).Records };
        bool replacesClr = plan.NeedsClr(options, board) && board.Clr is not null;
        if (old.Length == 0 && !replacesClr)
        {
            return known;
        }

        byte[]? clr = null;
        if (replacesClr)
        {
            int bytes = BoardReader.Footprint(loader, board.ClrPlace, ct);
            clr = await ReadAsync("reading the old nanoCLR", loader, board.ClrPlace, bytes, ct).ConfigureAwait(false);
        }

        report.Backup = Backup.Write(options.BackupRoot, report.Started, known, old, clr);
        talk.Say($"What it carried is kept in {report.Backup}.");
        return known;
    }

    private Task<byte[]> ReadAsync(string what, RomLoader loader, Images.Partition place, int bytes, CancellationToken ct) =>
        bytes == 0
            ? Task.FromResult<byte[]>([])
            : StepAsync(
                what,
                progress =>
                    Task.FromResult(BoardReader.ReadWritten(loader, place, bytes, done => progress((double)done / bytes), ct))
            );

    private void Ask(FlashPlan plan, BoardFacts board)
    {
        foreach (string line in plan.Assemblies())
        {
            talk.Say(line);
        }

        string what = plan.Version is { } version ? $"firmware {version.ToString(3)}" : "what the backup holds";
        if (!options.Yes && !talk.Confirm($"Write {what} to the board {board.Chip.Mac}?"))
        {
            throw new FlashingException(
                FlashingFailure.Refused,
                "You said no.",
                "Nothing was written; press EN to start the board."
            );
        }
    }

    private async Task FinishAsync(FlashPlan plan, string? companion, CancellationToken ct)
    {
        if (companion is null || plan.Version is null)
        {
            return;
        }

        await using PenClient pen = await StepAsync(
                "waiting for the pen",
                progress => PenAfterwards.WaitAsync(companion, options.PenLimit, progress, ct)
            )
            .ConfigureAwait(false);
        report.PenSerial = pen.Identity.Serial;
        report.PenVersion = pen.Identity.FirmwareVersion.ToString();
        PenAfterwards.CompareVersion(pen, plan.Version);
        try
        {
            await StepAsync(
                    "self-test",
                    async _ =>
                    {
                        await PenAfterwards.SelfTestAsync(pen, report, ct).ConfigureAwait(false);
                        return true;
                    }
                )
                .ConfigureAwait(false);
        }
        catch (PenException problem)
        {
            throw new FlashingException(
                FlashingFailure.NotAsWritten,
                $"The pen fell silent in its self-test: {problem.Problem}",
                "Press EN once and ask it with \"pen status\".",
                problem
            );
        }
    }

    private async Task<T> StepAsync<T>(string what, Func<Action<double>, Task<T>> work)
    {
        long begin = Stopwatch.GetTimestamp();
        T result = await talk.StepAsync(what, work).ConfigureAwait(false);
        report.StepSeconds[what] = Math.Round(Stopwatch.GetElapsedTime(begin).TotalSeconds, 3);
        return result;
    }

    /// <summary>A board that is left alone starts again what it holds.</summary>
    private static void Release(IFlashingPort line)
    {
        try
        {
            Reset.Run(line);
        }
        catch (FlashingException)
        {
            // The line is gone; pressing EN does the same.
        }
    }

    private Exception WithWayBack(Exception failure, string port, string? companion)
    {
        if (report.Holds is not { } holds)
        {
            return failure;
        }

        string back = report.Backup is null
            ? "There was nothing on it before; run the same command again."
            : $"The old one comes back with: pen flash --restore {report.Backup} --port {port} --companion {companion ?? FlashOptions.NoCompanion} --yes";
        string[] way = [holds, back, $"Everything that was said and done is in {report.Log}."];
        return failure is FlashingException known
            ? new FlashingException(known.Failure, known.Problem, known.Cure, known) { WayBack = way }
            : new FlashingException(
                FlashingFailure.Cancelled,
                "You ended it.",
                "The board was left as it was at that moment.",
                failure
            )
            {
                WayBack = way,
            };
    }
}
