using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Calibration;
using Pen.Workshop.Provisioning;
using Pen.Workshop.Provisioning.Batches;
using Pen.Workshop.Trials;

namespace Pen.Cli.Commands;

/// <summary>provision: gives tested boards their number, key and record; one, or a rack at once.</summary>
internal static class ProvisionCommand
{
    private static readonly Option<string?> Port = PenCommand.PortOption();
    private static readonly Option<string?> Serial = new("--serial")
    {
        Description = "Serial number: 1 to 16 of A to Z, 0 to 9 and \"-\".",
    };
    private static readonly Option<int> Revision = new("--revision")
    {
        Description = "Hardware revision, as it stands on the board.",
        Required = true,
    };
    private static readonly Option<string> Key = new("--key")
    {
        Description = "File of the maker's key for cartridges.",
        Required = true,
    };
    private static readonly Option<string> By = new("--by") { Description = "Who does it.", Required = true };
    private static readonly Option<string[]> Calibration = new("--calibration")
    {
        Description =
            "Record of the board's calibration; may be given for each kind. Default: those that \"pen calibrate\" keeps.",
    };
    private static readonly Option<bool> Uncalibrated = new("--without-calibration")
    {
        Description = "Let a board pass that was never calibrated; its record says so.",
    };
    private static readonly Option<string?> Report = new("--board-report")
    {
        Description = "Report of its flashing, for the chip's address.",
    };
    private static readonly Option<string?> Was = new("--was")
    {
        Description = "The number that the board has, where it was provisioned before.",
    };
    private static readonly Option<string?> Batch = new("--batch")
    {
        Description = "List of boards (CSV: port,serial[,revision,calibration,board-report]).",
    };
    private static readonly Option<string?> Ports = new("--ports") { Description = "Several ports, with \",\" between them." };
    private static readonly Option<string?> Serials = new("--serials")
    {
        Description = "Their numbers: a list, or the first with \"..\" behind it to count up.",
    };
    private static readonly Option<string?> Folder = new("--out")
    {
        Description = "Folder of records, labels and the book of numbers. Default: $PEN_BOARDS, or the user's data folder.",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON for scripts." };

    public static Command Create()
    {
        var command = new Command(
            "provision",
            "Give a tested board its serial number, revision, key, clock and record; what is right already is not written again. "
                + "Example: pen provision --serial PN-0042 --revision 3 --key maker.key --by \"A. Smith\""
        )
        {
            Port,
            Serial,
            Revision,
            Key,
            By,
            Calibration,
            Uncalibrated,
            Report,
            Was,
            Batch,
            Ports,
            Serials,
            Folder,
            Json,
        };
        command.SetAction(
            (parsed, ct) =>
                PenCommand.GuardAsync(parsed.GetValue(Json), () => TrialOutput.GuardAsync(() => RunAsync(parsed, ct)))
        );
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        string? one = parsed.GetValue(Serial);
        string? file = parsed.GetValue(Batch);
        string? ports = parsed.GetValue(Ports);
        bool lists = ports is not null && parsed.GetValue(Serials) is not null;
        if (new[] { one is not null, file is not null, lists }.Count(given => given) != 1)
        {
            Console.Error.WriteLine(
                "Which boards is not said, or said twice. Give --serial, or --batch, or --ports and --serials."
            );
            return ExitCode.Usage;
        }

        if (one is not null)
        {
            return await OneAsync(parsed, Order(parsed, one), ct);
        }

        BatchPlan plan = file is not null ? BatchPlan.FromFile(file) : BatchPlan.FromLists(ports!, parsed.GetValue(Serials)!);
        return await ProvisionOutput.BatchAsync(plan, Order(parsed, plan.Boards[0].Serial), parsed.GetValue(Json), ct);
    }

    private static ProvisionOrder Order(ParseResult parsed, string serial) =>
        new()
        {
            Serial = serial,
            Revision = parsed.GetValue(Revision),
            Key = MakerKey.Load(parsed.GetValue(Key)!),
            By = parsed.GetValue(By)!,
            CalibrationFiles = parsed.GetValue(Calibration) ?? [],
            CalibrationRoot = CalibrationFolder.DefaultRoot,
            WithoutCalibration = parsed.GetValue(Uncalibrated),
            BoardReport = parsed.GetValue(Report),
            Was = parsed.GetValue(Was),
            Folder =
                parsed.GetValue(Folder)
                ?? DefaultPlace.For("PEN_BOARDS", Environment.SpecialFolder.LocalApplicationData, "boards"),
        };

    private static async Task<int> OneAsync(ParseResult parsed, ProvisionOrder order, CancellationToken ct)
    {
        order.Check();
        if (await PenCommand.AddressAsync(parsed.GetValue(Port), ct) is not { } address)
        {
            return ExitCode.Port;
        }

        bool json = parsed.GetValue(Json);
        ProvisionOutcome outcome = await Provisioner.RunAsync(
            address,
            order,
            (step, what) =>
            {
                if (!json && what.Length > 0)
                {
                    Console.WriteLine($"{Output.Words(step), -12} {Output.Safe(what)}");
                }
            },
            ct
        );
        if (json)
        {
            Output.WriteJson(new { outcome.Record, outcome.Files });
        }
        else
        {
            Tell(outcome);
        }

        return outcome.Record.Passed ? ExitCode.Ok
            : ct.IsCancellationRequested ? ExitCode.Cancelled
            : ExitCode.Failed;
    }

    private static void Tell(ProvisionOutcome outcome)
    {
        ProvisionRecord record = outcome.Record;
        string verdict = record.Passed
            ? $"PASSED: this board is pen {record.Serial}, hardware revision {record.Revision}."
            : $"NOT PASSED: it failed in \"{Output.Words(record.FailedStep!)}\". The same command goes on where this one ended.";
        TrialOutput.Verdict(verdict, record.Failure);
        Console.WriteLine($"Recorded in {string.Join(" and ", outcome.Files)}.");
    }
}
