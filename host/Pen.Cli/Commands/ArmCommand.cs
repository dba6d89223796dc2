using System;
using System.Threading.Tasks;
using Pen.Client;

namespace Pen.Cli.Commands;

/// <summary>
/// arm: stays while the pen is armed, because the host that armed it must be heard every 2 s and leaving would end in a fault.
/// </summary>
internal static class ArmCommand
{
    /// <summary>Arms, shows what happens, and returns the standing when the pen is armed no longer.</summary>
    public static async Task<PenStanding> RunAsync(PenContext c)
    {
        using var watch = new ArmedWatch(c.Pen, quiet: c.Json);
        PenStanding standing = await c.Pen.ArmAsync(c.Cancel);
        if (c.Json)
        {
            Output.WriteJson(standing);
        }
        else
        {
            string keys = ArmedWatch.HasTerminal ? "Space stops. Ctrl-C stops and disarms." : "Ctrl-C stops and disarms.";
            Console.WriteLine($"Armed: the trigger on the pen starts. {keys}");
        }

        return await watch.RunAsync(done: null, c.Cancel);
    }
}
