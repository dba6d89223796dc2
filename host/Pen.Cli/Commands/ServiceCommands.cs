using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;

namespace Pen.Cli.Commands;

/// <summary>session, service, sleep: what goes around a treatment.</summary>
internal static class ServiceCommands
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("session", "Begin and end one client's treatment; a cartridge serves one session only.")
        {
            Session("open", "Begin a session; cartridges of the one before are refused from now on.", OpenAsync),
            Session("close", "End the session; its cartridges are refused from now on.", CloseAsync),
        };
        yield return new Command("service", "For the technician: the empty pen, without a cartridge.")
        {
            MotionCommands.Standing(
                "enter",
                "From standby to service, for ten minutes.",
                c => c.Pen.EnterServiceAsync(c.Cancel)
            ),
            MotionCommands.Standing("leave", "Back to standby.", c => c.Pen.LeaveServiceAsync(c.Cancel)),
            Depth(),
            Spin(),
        };
        yield return MotionCommands.Standing(
            "sleep",
            "From standby to sleep; any command wakes it.",
            c => c.Pen.SleepAsync(c.Cancel)
        );
    }

    private static PenCommand Session(string name, string help, Func<PenContext, Task<uint>> ask) =>
        new(
            name,
            help,
            async c =>
            {
                uint number = await ask(c);
                if (c.Json)
                {
                    Output.WriteJson(new { session = number });
                }
                else
                {
                    Console.WriteLine(number == 0 ? "No session is open." : $"Session {number} is open.");
                }

                return ExitCode.Ok;
            }
        );

    private static Task<uint> OpenAsync(PenContext c) => c.Pen.OpenSessionAsync(c.Cancel);

    private static async Task<uint> CloseAsync(PenContext c)
    {
        await c.Pen.CloseSessionAsync(c.Cancel);
        return 0;
    }

    private static PenCommand Depth()
    {
        var depth = new Argument<decimal>("mm") { Description = "Depth in mm, 0 to 3." };
        PenCommand command = MotionCommands.Standing(
            "depth",
            "Move the depth stop. Example: pen service depth 1.25",
            c => c.Pen.MoveDepthInServiceAsync(Whole(c.Parsed.GetValue(depth) * 1000), c.Cancel)
        );
        command.Arguments.Add(depth);
        return command;
    }

    private static PenCommand Spin()
    {
        var speed = new Argument<int>("hz") { Description = "Speed in Hz, 50 to 150; 0 for not at all." };
        PenCommand command = MotionCommands.Standing(
            "spin",
            "Let the held trigger turn the motor; nothing turns before it is pressed. Example: pen service spin 100",
            c => c.Pen.AllowSpinInServiceAsync(Whole(c.Parsed.GetValue(speed)), c.Cancel)
        );
        command.Arguments.Add(speed);
        return command;
    }

    /// <summary>What the wire can carry; the pen itself refuses what is beyond its range.</summary>
    private static int Whole(decimal value) => (int)decimal.Clamp(decimal.Round(value), 0, ushort.MaxValue);
}
