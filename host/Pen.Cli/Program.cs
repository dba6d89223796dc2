using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using Pen.Cli;
using Pen.Cli.Commands;

var root = new RootCommand(
    "pen: prepare, watch, stop and read a microneedling pen. The motor is started by the trigger on the pen alone."
);
root.Subcommands.Add(DemoCommand.Create());
root.Subcommands.Add(SimulateCommand.Create());
root.Subcommands.Add(CampaignCommand.Create());
foreach (Command command in LookCommands.All())
{
    root.Subcommands.Add(command);
}

foreach (Command command in MotionCommands.All())
{
    root.Subcommands.Add(command);
}

foreach (Command command in ServiceCommands.All())
{
    root.Subcommands.Add(command);
}

root.Subcommands.Add(TreatCommand.Create());
root.Subcommands.Add(CartridgeCommands.Create());
root.Subcommands.Add(ProtocolsCommand.Create());
root.Subcommands.Add(RecordsCommand.Create());
root.Subcommands.Add(SettingsCommand.Create());
root.Subcommands.Add(LogCommand.Create());
root.Subcommands.Add(FlashCommand.Create());
root.Subcommands.Add(DoctorCommand.Create());
root.Subcommands.Add(SelfTestCommand.Create());
root.Subcommands.Add(BurnInCommand.Create());
root.Subcommands.Add(ProvisionCommand.Create());
root.Subcommands.Add(CalibrateCommand.Create());
ParseResult parsed = root.Parse(args);

// A burn-in that is ended by hand leaves the pen in Standby and writes its report first.
int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
return parsed.Action is ParseErrorAction ? ExitCode.Usage : code;
