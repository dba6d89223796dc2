using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Cli.Commands;

/// <summary>prepare, arm, disarm, stop, ack. None of them starts the motor: the trigger on the pen does.</summary>
internal static class MotionCommands
{
    public static IEnumerable<Command> All()
    {
        yield return Prepare();
        yield return Standing(
            "arm",
            "Let the trigger start the motor; moves the depth stop. Shows live values; Space stops, Ctrl-C stops and disarms.",
            ArmCommand.RunAsync
        );
        yield return Standing("disarm", "Back to standby, depth stop parked.", c => c.Pen.DisarmAsync(c.Cancel));
        yield return Standing("stop", "Stop the motor, in every state.", c => c.Pen.StopAsync(c.Cancel));
        yield return Standing(
            "ack",
            "Acknowledge the latched faults, once their cause is gone.",
            c => c.Pen.AcknowledgeAsync(c.Cancel)
        );
    }

    private static PenCommand Prepare()
    {
        var depth = new Option<decimal>("--depth", "-d")
        {
            Description = "Depth in mm, 0 to 3 in steps of 0.05.",
            Required = true,
        };
        var speed = new Option<int>("--speed", "-s") { Description = "Speed in Hz, 50 to 150.", Required = true };
        var area = new Option<TreatmentArea>("--area", "-a")
        {
            Description = "Where on the body; where it is not said, the limit of the most delicate place holds.",
        };
        var reason = new Option<ConfirmReason>("--reason")
        {
            Description = "Why the labelled depth of 1.5 mm, or the area's own, is exceeded; needed above it, and logged.",
        };
        var command = new PenCommand(
            "prepare",
            "Set depth, speed and area of the next run. Example: pen prepare --depth 1.0 --speed 120 --area cheek",
            async c =>
            {
                decimal microns = c.Parsed.GetValue(depth) * 1000;
                if (microns != decimal.Truncate(microns) || microns < 0 || microns > 65_000)
                {
                    Console.Error.WriteLine("This is not a depth. Give it in mm, 0 to 3 in steps of 0.05.");
                    return ExitCode.Usage;
                }

                int hz = c.Parsed.GetValue(speed);
                if (hz is < 0 or > 65_000)
                {
                    Console.Error.WriteLine("This is not a speed. Give it in Hz, 50 to 150.");
                    return ExitCode.Usage;
                }

                var wanted = new Preparation((int)microns, hz, c.Parsed.GetValue(area), c.Parsed.GetValue(reason));
                Prepared prepared = await c.Pen.PrepareAsync(wanted, c.Cancel);
                if (c.Json)
                {
                    Output.WriteJson(prepared);
                    return ExitCode.Ok;
                }

                Console.WriteLine(
                    $"Prepared: {Output.Depth(prepared.DepthMicrons)}, {prepared.SpeedHz} Hz, {Output.Words(prepared.Area)}."
                );
                if (prepared.SpeedHz < Limits.SpeedWarnBelowHz)
                {
                    Console.WriteLine("Slow strokes drag under a fast glide: move slowly.");
                }

                return ExitCode.Ok;
            }
        );
        command.Options.Add(depth);
        command.Options.Add(speed);
        command.Options.Add(area);
        command.Options.Add(reason);
        return command;
    }

    /// <summary>A command whose answer is where the pen stands.</summary>
    public static PenCommand Standing(string name, string help, Func<PenContext, Task<PenStanding>> ask) =>
        new(
            name,
            help,
            async c =>
            {
                PenStanding standing = await ask(c);
                if (c.Json)
                {
                    Output.WriteJson(standing);
                }
                else
                {
                    string fault = standing.FirstFault == FaultId.None ? "" : $", FLT-{(int)standing.FirstFault} latched";
                    Console.WriteLine($"The pen is in {Output.Words(standing.State)}{fault}.");
                }

                return ExitCode.Ok;
            }
        );
}
