using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Workshop.Flashing;
using Pen.Workshop.Flashing.Boards;
using Pen.Workshop.Flashing.Ports;
using Pen.Workshop.Flashing.Rom;

namespace Pen.Workshop.Doctor;

/// <summary>
/// What the flashing port tells of a board whose pen does not answer. Listens first; then asks whether a boot loader waits, which
/// disturbs nothing; restarts the board only where that was allowed.
/// </summary>
internal static class BoardExam
{
    private const int ClrBaud = 921_600;
    private const int RomShareMs = 800;

    /// <summary>Looks. A port that cannot be opened is a finding.</summary>
    public static async Task RunAsync(string address, DoctorOptions options, DoctorReport report, CancellationToken ct)
    {
        report.Addresses.Add(address);
        try
        {
            using IFlashingPort port = await FlashingPort.OpenAsync(address, ct).ConfigureAwait(false);
            await Task.Run(() => Look(port, options, report, ct), ct).ConfigureAwait(false);
        }
        catch (FlashingException problem)
        {
            report.Trouble("flashing port", problem.Problem, problem.Cure);
        }
    }

    private static void Look(IFlashingPort port, DoctorOptions options, DoctorReport report, CancellationToken ct)
    {
        var console = new BootConsole();
        try
        {
            port.SetBaud(RomLoader.StartBaud);
            Listen(port, console, options.Listening, ct);
            if (Judge(console, report))
            {
                return;
            }

            if (RomConnect.TryWithoutReset(port, ct) is { } waiting)
            {
                Waiting(waiting, report, ct);
                return;
            }

            if (!options.MayReset)
            {
                report.Note(
                    "board",
                    console.Bytes == 0
                        ? "The flashing port is open and the board says nothing there, as a board that started long ago does."
                        : "The flashing port carries bytes that are no boot messages, as a board that started long ago sends them.",
                    "Say --reset to restart the board and hear how it starts; its motor stands then, and a treatment would end."
                );
                return;
            }

            Restart(port, console, options, report, ct);
        }
        finally
        {
            report.BootConsole = console.Text;
        }
    }

    private static void Restart(
        IFlashingPort port,
        BootConsole console,
        DoctorOptions options,
        DoctorReport report,
        CancellationToken ct
    )
    {
        if (!Reset.Run(port))
        {
            report.Note("board", "This line cannot restart the board.", "Press EN while \"pen doctor\" listens.");
            Listen(port, console, options.Listening, ct);
        }
        else
        {
            // The ROM and the second-stage boot loader speak at 115,200 bit/s, nanoCLR right behind them eight times as fast: a restart for each.
            Listen(port, console, TimeSpan.FromMilliseconds(RomShareMs), ct);
            if (!console.IsLoop && !console.FlashIsEmpty && !console.NoBootableApp && !console.WaitsForDownload)
            {
                port.SetBaud(ClrBaud);
                Reset.Run(port);
                Listen(port, console, options.Listening, ct);
            }
        }

        if (Judge(console, report))
        {
            return;
        }

        if (console.Resets.Count == 0)
        {
            report.Trouble(
                "board",
                "The board was restarted and said nothing at all.",
                "Check that it has power and that the cable carries data: a charge-only cable has no data wires. Try another one."
            );
            return;
        }

        report.Note(
            "board",
            $"The board starts ({console.ResetsInWords()}) and its program begins.",
            "Ask the pen once more with \"pen doctor\"; if it stays silent, look at the wires of its companion port."
        );
    }

    /// <summary>What the words say for certain; true where that explains everything.</summary>
    private static bool Judge(BootConsole console, DoctorReport report)
    {
        if (console.HasBrownOut)
        {
            report.Trouble(
                "supply",
                $"The board's supply falls too low: {console.ResetsInWords()}.",
                "Charge the cell, try another socket and a short cable; if it stays so, measure the 3.3 V rail."
            );
            return true;
        }

        if (console.FlashIsEmpty || console.NoBootableApp)
        {
            report.Trouble(
                "board",
                console.FlashIsEmpty
                    ? $"The board's flash holds no boot loader, so it starts again and again: {console.ResetsInWords()}."
                    : $"The board's flash holds no whole nanoCLR, so it starts again and again: {console.ResetsInWords()}.",
                "Write it with \"pen flash --update\"."
            );
            return true;
        }

        if (console.WaitsForDownload)
        {
            report.Trouble(
                "board",
                "The board waits in its boot loader.",
                "Press EN alone; if it waits there again, the BOOT button or its wire is stuck. \"pen flash\" works meanwhile."
            );
            return true;
        }

        if (console.AsksToBeFlashed)
        {
            report.Trouble(
                "board",
                "nanoCLR runs and finds no whole program: the board asks to be flashed. Nothing moves until then.",
                "Write the firmware with \"pen flash\"."
            );
            return true;
        }

        if (console.IsLoop)
        {
            report.Trouble(
                "board",
                $"The board starts again and again: {console.ResetsInWords()}.",
                "Write the firmware again with \"pen flash --update\"; if it stays so, send a bundle (pen doctor --bundle FILE)."
            );
            return true;
        }

        return false;
    }

    private static void Waiting(RomLoader loader, DoctorReport report, CancellationToken ct)
    {
        string carries = "";
        try
        {
            ChipFacts chip = BoardReader.Identify(loader, ct);
            BoardFacts board = BoardReader.Look(loader, chip, ct);
            carries =
                board.Clr is null ? " Its flash holds no nanoCLR."
                : board.FootprintBytes == 0 ? $" It holds nanoCLR {board.Clr.Version} and no program."
                : $" It holds nanoCLR {board.Clr.Version} and a program.";
        }
        catch (FlashingException problem)
        {
            carries = " " + problem.Problem;
        }

        report.Trouble(
            "board",
            $"The board waits in its boot loader.{carries}",
            "Press EN to start it, or write it with \"pen flash\"."
        );
    }

    private static void Listen(IFlashingPort port, BootConsole console, TimeSpan howLong, CancellationToken ct)
    {
        byte[] some = new byte[4096];
        long end = Environment.TickCount64 + (long)howLong.TotalMilliseconds;
        for (long left; (left = end - Environment.TickCount64) > 0; )
        {
            ct.ThrowIfCancellationRequested();
            int count = port.Read(some, 0, some.Length, (int)Math.Min(left, 100));
            console.Take(some.AsSpan(0, count));
        }
    }
}
