using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Cli.Export;
using Pen.Client;

namespace Pen.Cli.Commands;

/// <summary>log show, verify and export: what is kept on disk, without a pen.</summary>
internal static class LogKeptCommands
{
    /// <summary>Where records are kept.</summary>
    public static Option<string?> LogsOption() =>
        new("--logs")
        {
            Description = "Folder in which the records of all pens are kept. Default: $PEN_LOGS, or the user's data folder.",
        };

    public static IEnumerable<Command> All()
    {
        var last = new Option<int>("--last") { Description = "How many; default 50.", DefaultValueFactory = _ => 50 };
        last.Validators.Add(r => Positive(r, last));
        Command show = Kept(
            "show",
            "Show the newest records on disk.",
            (archive, parsed, json) => Show(archive, parsed.GetValue(last), json)
        );
        show.Options.Add(last);
        yield return show;
        yield return Verify();
        var to = new Option<string>("--out") { Description = "Folder for the files; made if need be.", Required = true };
        Command export = Kept(
            "export",
            "Write the records on disk as CSV, JSON and day sheets, with a signed list of their SHA-256. Example: pen log export --out may",
            (archive, parsed, json) => Export(archive, parsed.GetValue(to)!, json)
        );
        export.Options.Add(to);
        yield return export;
    }

    private static void Positive(System.CommandLine.Parsing.OptionResult result, Option<int> option)
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{option.Name} takes a number from 1 on.");
        }
    }

    private static Command Verify()
    {
        var exported = new Option<string?>("--export")
        {
            Description = "Verify this folder of exported files against its signed list instead.",
        };
        Command command = Kept(
            "verify",
            "Verify the chain, the totals and the clock of the records on disk.",
            (archive, _, json) => Check(archive, json),
            parsed => parsed.GetValue(exported) is { } folder ? CheckExport(folder) : null
        );
        command.Options.Add(exported);
        return command;
    }

    /// <summary>A command on one pen's records; <paramref name="instead"/> may do its work without any and then gives the exit code.</summary>
    private static Command Kept(
        string name,
        string description,
        Func<LogArchive, ParseResult, bool, int> action,
        Func<ParseResult, int?>? instead = null
    )
    {
        Option<string?> logs = LogsOption();
        var pen = new Option<string?>("--pen")
        {
            Description = "Serial number of the pen; not needed where there is one only.",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON for scripts." };
        var command = new Command(name, description) { Options = { logs, pen, json } };
        command.SetAction(
            (parsed, _) =>
                PenCommand.GuardAsync(
                    parsed.GetValue(json),
                    () =>
                        Task.FromResult(
                            instead?.Invoke(parsed)
                                ?? OnArchive(
                                    parsed.GetValue(logs) ?? LogArchive.DefaultRoot,
                                    parsed.GetValue(pen),
                                    archive => action(archive, parsed, parsed.GetValue(json))
                                )
                        )
                )
        );
        return command;
    }

    private static int OnArchive(string root, string? serial, Func<LogArchive, int> action)
    {
        IReadOnlyList<string> known = LogArchive.Serials(root);
        if (serial is null && known.Count > 1)
        {
            Console.Error.WriteLine(
                $"There are records of {known.Count} pens: {string.Join(", ", known)}. Say which with --pen."
            );
            return ExitCode.Usage;
        }

        serial ??= known.Count == 1 ? known[0] : "";
        if (!known.Contains(serial))
        {
            string whose = serial.Length == 0 ? "any pen" : "pen " + serial;
            Console.Error.WriteLine($"There are no records of {whose} in {root}. Get them with \"pen log pull\".");
            return ExitCode.File;
        }

        using LogArchive archive = LogArchive.OpenToRead(root, serial);
        return action(archive);
    }

    private static int Show(LogArchive archive, int last, bool json)
    {
        var dates = new LogDates(archive.Entries);
        List<LogEntry> shown = [.. archive.Entries.TakeLast(last)];
        if (json)
        {
            Output.WriteJson(new { Pen = archive.Serial, Records = shown.Select(e => ExportRecord.Of(e, dates)) });
            return ExitCode.Ok;
        }

        foreach (LogEntry entry in shown)
        {
            Console.WriteLine($"{entry.Sequence, 6}  {ExportRecord.Time(entry, dates), -22}  {LogText.Describe(entry)}");
        }

        Console.WriteLine(
            $"{shown.Count} of {archive.Entries.Count} records of pen {archive.Serial}. A ~ marks a time that was counted back."
        );
        return ExitCode.Ok;
    }

    private static int Check(LogArchive archive, bool json)
    {
        IReadOnlyList<LogDamage> damage = archive.Verify();
        IReadOnlyList<LogDamage> totals = LogTotals.Check(archive.Entries);
        IReadOnlyList<LogDamage> jumps = new LogDates(archive.Entries).Jumps;
        List<string> problems = [.. damage.Concat(totals).Select(d => d.Problem)];
        if (json)
        {
            Output.WriteJson(
                new
                {
                    Pen = archive.Serial,
                    Records = archive.Entries.Count,
                    damage,
                    totals,
                    jumps,
                }
            );
            return problems.Count == 0 ? ExitCode.Ok : ExitCode.Damaged;
        }

        int code = Output.Damage(problems);
        foreach (LogDamage jump in jumps)
        {
            Console.WriteLine(jump.Problem);
        }

        uint first = archive.Entries.FirstOrDefault()?.Sequence ?? 0;
        string range = $"records {first} to {archive.Next - 1} of pen {archive.Serial}";
        Console.WriteLine(
            problems.Count == 0
                ? $"Verified: {range}, none missing, none altered; the pen's totals agree with them."
                : $"Damaged: {range}; what is not named above is whole."
        );
        return code;
    }

    private static int Export(LogArchive archive, string folder, bool json)
    {
        IReadOnlyList<string> files = LogExport.Write(archive, folder);
        if (json)
        {
            Output.WriteJson(
                new
                {
                    Pen = archive.Serial,
                    folder,
                    files,
                }
            );
        }
        else
        {
            Console.WriteLine($"{files.Count} files in {folder}: {string.Join(", ", files)}.");
        }

        return ExitCode.Ok;
    }

    private static int CheckExport(string folder)
    {
        IReadOnlyList<string> problems = ExportManifest.Verify(folder, out string key);
        if (problems.Count == 0)
        {
            Console.WriteLine($"Verified: every file is as it was when the list was signed. The key: {key}");
        }

        return Output.Damage(problems);
    }
}
