using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Doctor;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>doctor: everything between this computer and the pen, each with its finding and its cure.</summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> Port = PenCommand.PortOption();

    private static readonly Option<string?> Flashing = new("--flashing")
    {
        Description =
            "The board's flashing port, which is listened to when the pen is silent. Default: the first interface of the pen's device.",
    };

    private static readonly Option<bool> Reset = new("--reset")
    {
        Description = "Restart a board whose pen does not answer, to hear how it starts.",
    };

    private static readonly Option<bool> Install = new("--install-udev")
    {
        Description = "Write the rule that lets whoever sits at this computer use pens (Linux; as root).",
    };

    private static readonly Option<string> Rule = new("--udev-file")
    {
        Description = "Where that rule is written.",
        DefaultValueFactory = _ => UdevRule.File,
    };

    private static readonly Option<string?> Bundle = new("--bundle")
    {
        Description = "Write a zip for support: findings, versions, the pen's settings and log. No client data, no names.",
    };

    private static readonly Option<double> Listen = new("--listen")
    {
        Description = "How long to listen at the flashing port, in s, 0.1 to 60.",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON for scripts." };

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Look at everything between this computer and the pen, and say what is wrong and what cures it."
        )
        {
            Port,
            Flashing,
            Reset,
            Install,
            Rule,
            Bundle,
            Listen,
            Json,
        };
        command.SetAction((parsed, ct) => PenCommand.GuardAsync(parsed.GetValue(Json), () => RunAsync(parsed, ct)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        double seconds = parsed.GetValue(Listen);
        if (seconds is not (>= 0.1 and <= 60))
        {
            Console.Error.WriteLine("The time to listen is out of its range. Give --listen 0.1 to 60.");
            return ExitCode.Usage;
        }

        var options = new DoctorOptions
        {
            Port = parsed.GetValue(Port) ?? Environment.GetEnvironmentVariable("PEN_PORT"),
            Flashing = parsed.GetValue(Flashing),
            MayReset = parsed.GetValue(Reset),
            Listening = TimeSpan.FromSeconds(seconds),
        };
        DoctorReport report = await DoctorVisit.RunAsync(options, ct);
        if (parsed.GetValue(Install))
        {
            PortExam.InstallRule(parsed.GetValue(Rule)!, report);
        }

        Show(report, parsed.GetValue(Json));
        if (parsed.GetValue(Bundle) is { } bundle)
        {
            SupportBundle.Write(bundle, report);
            if (!parsed.GetValue(Json))
            {
                Console.WriteLine($"The bundle is in {bundle}. It holds no client data; look into it before you send it.");
            }
        }

        return Code(report);
    }

    private static void Show(DoctorReport report, bool json)
    {
        if (json)
        {
            Output.WriteJson(
                new
                {
                    findings = report.Findings,
                    report.Pen?.Serial,
                    Firmware = report.Pen?.FirmwareVersion.ToString(),
                }
            );
            return;
        }

        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (Finding finding in report.Findings)
        {
            string colour = finding.Level switch
            {
                FindingLevel.Well => "green",
                FindingLevel.Note => "yellow",
                _ => "red bold",
            };
            string cure = finding.Cure.Length > 0 ? $"\n→ {Markup.Escape(Output.Safe(finding.Cure))}" : "";
            grid.AddRow(
                $"[{colour}]{finding.Sign} {finding.Word}[/]",
                $"[bold]{Markup.Escape(finding.Topic)}[/]",
                Markup.Escape(Output.Safe(finding.Text)) + cure
            );
        }

        AnsiConsole.Write(grid);
        int troubles = report.Findings.Count(f => f.Level == FindingLevel.Trouble);
        Console.WriteLine(troubles == 0 ? "All is well." : $"{troubles} trouble{(troubles == 1 ? "" : "s")} found.");
    }

    private static int Code(DoctorReport report) =>
        report.Unreachable switch
        {
            PenPortException => ExitCode.Port,
            PenLinkException => ExitCode.Link,
            not null => ExitCode.WrongDevice,
            null when report.Pen is null => ExitCode.Port,
            null => report.HasTrouble ? ExitCode.Failed : ExitCode.Ok,
        };
}
