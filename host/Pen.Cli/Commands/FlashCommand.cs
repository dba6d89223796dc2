using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Flashing;
using Pen.Workshop.Flashing.Job;

namespace Pen.Cli.Commands;

/// <summary>flash: writes the board's memory, compares it, and looks whether the pen runs it.</summary>
internal static class FlashCommand
{
    private static readonly string DefaultImage = Path.Combine("firmware", "bin", "Release", "PenFirmware.bin");

    private static readonly Option<string?> Port = new("--port", "-p")
    {
        Description = "Flashing port: /dev/ttyUSB0, COM5 or rfc2217://host:port. Default: the only board found.",
    };

    private static readonly Option<string?> Companion = new("--companion", "-c")
    {
        Description =
            "The same board's companion port, which is asked first and looked at afterwards. Default: the second interface of the same device. "
            + "\"none\" for a bare board that nobody treats with.",
    };

    private static readonly Option<string?> Image = new("--image")
    {
        Description = $"The firmware. Default: {DefaultImage}, when it is there.",
    };

    private static readonly Option<string?> Clr = new("--clr") { Description = "A local nanoCLR.bin that is written too." };

    private static readonly Option<bool> Update = new("--update")
    {
        Description = "Write nanoCLR even where the board has one; nanoff downloads it unless --clr names a file.",
    };

    private static readonly Option<string> Target = new("--target")
    {
        Description = "The module, as nanoFramework's list of targets names it.",
        DefaultValueFactory = _ => FlashOptions.DefaultTarget,
    };

    private static readonly Option<string?> Restore = new("--restore") { Description = "Write this backup back instead." };

    private static readonly Option<string> Backups = new("--backup")
    {
        Description = "Folder for what the board carried, for logs and reports.",
        DefaultValueFactory = _ => DefaultPlace.For("PEN_BACKUPS", Environment.SpecialFolder.LocalApplicationData, "backups"),
    };

    private static readonly Option<string?> Nanoff = new("--nanoff")
    {
        Description = "Where nanoff is. Default: $PEN_NANOFF, the one that firmware/.config pins, or the global one.",
    };

    private static readonly Option<int> StepLimit = new("--step-limit")
    {
        Description = "Longest time for one step of writing, in s, 1 to 3600.",
        DefaultValueFactory = _ => 600,
    };

    private static readonly Option<int> PenLimit = new("--pen-limit")
    {
        Description = "Longest wait for the pen afterwards, in s, 1 to 600.",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Ask nothing." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON for scripts; asks nothing either." };

    public static Command Create()
    {
        var command = new Command(
            "flash",
            "Write the board's firmware: asks the pen, keeps what was there, writes, compares, looks at the pen. Never with a session open or a cartridge in."
        )
        {
            Port,
            Companion,
            Image,
            Clr,
            Update,
            Target,
            Restore,
            Backups,
            Nanoff,
            StepLimit,
            PenLimit,
            Yes,
            Json,
        };
        command.SetAction((parsed, ct) => PenCommand.GuardAsync(parsed.GetValue(Json), () => RunAsync(parsed, ct)));
        return command;
    }

    /// <summary>The exit code that says a failure of the bench.</summary>
    public static int Code(FlashingFailure failure) =>
        failure switch
        {
            FlashingFailure.Unclear => ExitCode.Usage,
            FlashingFailure.Refused => ExitCode.Refused,
            FlashingFailure.Port => ExitCode.Port,
            FlashingFailure.Link => ExitCode.Link,
            FlashingFailure.WrongDevice => ExitCode.WrongDevice,
            FlashingFailure.File => ExitCode.File,
            FlashingFailure.Board => ExitCode.Board,
            FlashingFailure.ToolMissing => ExitCode.ToolMissing,
            FlashingFailure.WriteFailed => ExitCode.WriteFailed,
            FlashingFailure.NotAsWritten => ExitCode.NotAsWritten,
            FlashingFailure.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        bool json = parsed.GetValue(Json);
        int step = parsed.GetValue(StepLimit);
        int pen = parsed.GetValue(PenLimit);
        if (step is < 1 or > 3600 || pen is < 1 or > 600)
        {
            Console.Error.WriteLine("A limit is out of its range. Give --step-limit 1 to 3600 and --pen-limit 1 to 600.");
            return ExitCode.Usage;
        }

        string? restore = parsed.GetValue(Restore);
        var options = new FlashOptions
        {
            Port = parsed.GetValue(Port),
            Companion = parsed.GetValue(Companion),
            Image = parsed.GetValue(Image) ?? (restore is null && File.Exists(DefaultImage) ? DefaultImage : null),
            Clr = parsed.GetValue(Clr),
            Update = parsed.GetValue(Update),
            Target = parsed.GetValue(Target)!,
            Restore = restore,
            BackupRoot = parsed.GetValue(Backups)!,
            Nanoff = parsed.GetValue(Nanoff),
            Yes = parsed.GetValue(Yes) || json,
            StepLimit = TimeSpan.FromSeconds(step),
            PenLimit = TimeSpan.FromSeconds(pen),
        };
        try
        {
            FlashReport report = await new FlashJob(options, new FlashTalk(json)).RunAsync(ct);
            return Output.Answer(json, report, [.. report.Lines(), "", report.Outcome!]);
        }
        catch (FlashingException problem)
        {
            return Fail(problem, json);
        }
    }

    private static int Fail(FlashingException problem, bool json)
    {
        if (json)
        {
            Output.WriteJson(
                new
                {
                    error = problem.Failure,
                    message = problem.Message,
                    wayBack = problem.WayBack,
                }
            );
        }

        Console.Error.WriteLine(problem.Message);
        foreach (string line in problem.WayBack)
        {
            Console.Error.WriteLine(line);
        }

        return Code(problem.Failure);
    }
}
