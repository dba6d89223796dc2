using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>settings: lists, reads and writes them.</summary>
internal static class SettingsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name")
        {
            Description = "Setting, as the list names it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var value = new Argument<int?>("value")
        {
            Description = "New value, in the setting's unit.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var actor = new Option<SettingActor>("--by") { Description = "Who changes it; the pen's log keeps it." };
        var command = new PenCommand(
            "settings",
            "List the settings, or read or write one. Example: pen settings trigger-mode 1 --by practitioner",
            c => RunAsync(c, c.Parsed.GetValue(name), c.Parsed.GetValue(value), c.Parsed.GetValue(actor))
        );
        command.Arguments.Add(name);
        command.Arguments.Add(value);
        command.Options.Add(actor);
        return command;
    }

    private static async Task<int> RunAsync(PenContext c, string? name, int? value, SettingActor actor)
    {
        var known = Enumerable.Range(1, SettingTable.Count).Select(n => (SettingId)n).ToList();
        var chosen = known.Where(id => name is null || SettingTable.Name(id) == name).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"No setting is named \"{name}\". \"pen settings\" lists them.");
            return ExitCode.Usage;
        }

        if (value is { } wanted)
        {
            await c.Pen.SetSettingAsync(chosen[0], wanted, actor, c.Cancel);
        }

        var read = new List<SettingValue>();
        foreach (SettingId id in chosen)
        {
            read.Add(await c.Pen.GetSettingAsync(id, c.Cancel));
        }

        if (c.Json)
        {
            Output.WriteJson(
                read.Select(s => new
                {
                    Name = SettingTable.Name(s.Id),
                    s.Value,
                    s.Min,
                    s.Max,
                    s.Default,
                    Unit = SettingTable.Unit(s.Id),
                })
            );
            return ExitCode.Ok;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("setting", "value", "unit", "range", "new pen");
        foreach (SettingValue s in read)
        {
            table.AddRow(
                SettingTable.Name(s.Id),
                s.Value.ToString(),
                SettingTable.Unit(s.Id),
                $"{s.Min} … {s.Max}",
                s.Default.ToString()
            );
        }

        AnsiConsole.Write(table);
        return ExitCode.Ok;
    }
}
