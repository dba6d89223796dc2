using System;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Pen.Workshop.Flashing.Boards;
using Pen.Workshop.Flashing.Ports;
using Pen.Workshop.Flashing.Rom;
using Pen.Workshop.Flashing.Tool;

namespace Pen.Workshop.Flashing.Job;

/// <summary>The part that changes the board. At each moment the report says what the board holds if it ends here.</summary>
internal sealed class FlashWriting(
    FlashOptions options,
    FlashPlan plan,
    BoardFacts board,
    string port,
    NanoffRunner nanoff,
    IFlashTalk talk,
    FlashReport report
)
{
    private const byte Erased = 0xFF;

    public async Task RunAsync(ToolLog log, CancellationToken ct)
    {
        string work = Directory.CreateTempSubdirectory("pen-flash-").FullName;
        try
        {
            await WriteAsync(work, ct).ConfigureAwait(false);
        }
        finally
        {
            Remove(work, log);
        }

        await CompareAsync(ct).ConfigureAwait(false);
    }

    private async Task WriteAsync(string work, CancellationToken ct)
    {
        if (board.FootprintBytes > 0)
        {
            report.Holds = "It holds the old program, a part of it or none: nothing that is torn runs, and nothing moves.";
            byte[] blank = new byte[board.FootprintBytes];
            Array.Fill(blank, Erased);
            await ToolAsync("blanking the old program", Put(work, "blank.bin", blank), board.Deployment.Address, ct)
                .ConfigureAwait(false);
        }

        if (plan.NeedsClr(options, board))
        {
            report.Holds = "It holds no program, and a nanoCLR that may be torn: it does not start, and nothing moves.";
            await WriteClrAsync(ct).ConfigureAwait(false);
            report.ClrWritten = true;
        }

        report.ImageBytes = plan.Content.Length;
        report.ImageMd5 = plan.Image.Md5;
        report.ImageVersion = plan.Version?.ToString();
        report.Holds = "It holds no program or a part of the new one: it asks to be flashed, and nothing moves.";
        if (plan.Content.Length > 0)
        {
            await ToolAsync("writing the application", Put(work, "image.bin", plan.Content), board.Deployment.Address, ct)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Without a network where that can be: a file to its place. A board without boot loader and table needs the tool's download.</summary>
    private Task WriteClrAsync(CancellationToken ct)
    {
        if (plan.ClrFile is not null && board.Partitions.Count > 0)
        {
            return ToolAsync("writing nanoCLR", plan.ClrFile, board.ClrPlace.Address, ct);
        }

        return StepAsync(
            "writing nanoCLR",
            progress =>
                nanoff.RunAsync(
                    "writing nanoCLR",
                    NanoffCall.Update(port, options.Target, plan.ClrFile),
                    options.StepLimit,
                    progress,
                    ct
                )
        );
    }

    private Task ToolAsync(string what, string file, int address, CancellationToken ct) =>
        StepAsync(
            what,
            progress =>
                nanoff.RunAsync(what, NanoffCall.Deploy(port, options.Target, file, address), options.StepLimit, progress, ct)
        );

    private async Task CompareAsync(CancellationToken ct)
    {
        report.Holds = "It holds what the tool wrote, which nobody has compared.";
        using IFlashingPort line = await FlashingPort.OpenAsync(port, ct).ConfigureAwait(false);
        byte[] told = [];
        bool wasReset = false;
        await StepAsync(
                "comparing the whole partition",
                _ =>
                    Task.Run(
                        () =>
                        {
                            RomLoader loader = RomConnect.Open(line, talk.Say, ct);
                            ChipFacts chip = BoardReader.Identify(loader, ct);
                            told =
                                chip.Mac == board.Chip.Mac
                                    ? loader.Md5(board.Deployment.Address, board.Deployment.Bytes, ct)
                                    : throw AnotherBoard(chip);
                            CompareClr(loader, ct);
                            wasReset = loader.HardReset();
                        },
                        ct
                    )
            )
            .ConfigureAwait(false);
        report.PartitionMd5 = Convert.ToHexStringLower(told);
        if (!told.AsSpan().SequenceEqual(BoardReader.ExpectedMd5(plan.Content, board.Deployment.Bytes)))
        {
            report.Holds = "It holds something else than the image: an assembly whose checksum is wrong does not run.";
            throw new FlashingException(
                FlashingFailure.NotAsWritten,
                "The board's memory is not what was written: its checksum differs.",
                "Write it again over a shorter cable; if it differs again, the flash is worn or broken."
            );
        }

        report.Holds = "It holds exactly what was written.";
        if (!wasReset)
        {
            talk.Say("Press EN once, so that the board starts.");
        }
    }

    /// <summary>A nanoCLR that came from a file can be compared; one that the tool downloaded is checked by the board's own boot loader.</summary>
    private void CompareClr(RomLoader loader, CancellationToken ct)
    {
        if (!report.ClrWritten || plan.ClrFile is null)
        {
            return;
        }

        byte[] clr = File.ReadAllBytes(plan.ClrFile);
        if (!loader.Md5(board.ClrPlace.Address, clr.Length, ct).AsSpan().SequenceEqual(MD5.HashData(clr)))
        {
            report.Holds = "It holds a nanoCLR that is not the file's: it does not start, or another one does.";
            throw new FlashingException(
                FlashingFailure.NotAsWritten,
                "The board's nanoCLR is not what was written: its checksum differs.",
                "Write it again over a shorter cable; if it differs again, the flash is worn or broken."
            );
        }
    }

    private static FlashingException AnotherBoard(ChipFacts chip) =>
        new(
            FlashingFailure.NotAsWritten,
            $"Another board is at the port now: {chip.Mac}.",
            "Plug the first one in again and repeat the command."
        );

    private async Task StepAsync(string what, Func<Action<double>, Task> work)
    {
        long begin = Stopwatch.GetTimestamp();
        await talk.StepAsync(
                what,
                async progress =>
                {
                    await work(progress).ConfigureAwait(false);
                    return true;
                }
            )
            .ConfigureAwait(false);
        report.StepSeconds[what] = Math.Round(Stopwatch.GetElapsedTime(begin).TotalSeconds, 3);
    }

    private static string Put(string folder, string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void Remove(string folder, ToolLog log)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Note($"the working folder {folder} could not be removed");
        }
    }
}
