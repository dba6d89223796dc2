using System;
using System.Threading.Tasks;
using Pen.Workshop.Flashing.Job;
using Spectre.Console;

namespace Pen.Cli;

/// <summary>Work on a board, as a person at a terminal sees it; a script sees nothing of it.</summary>
internal sealed class FlashTalk(bool quiet) : IFlashTalk
{
    public void Say(string line)
    {
        if (!quiet)
        {
            Console.WriteLine(Output.Safe(line));
        }
    }

    public Task<T> StepAsync<T>(string what, Func<Action<double>, Task<T>> work)
    {
        if (quiet || Console.IsOutputRedirected)
        {
            Say($"- {what}");
            return Task.Run(() => work(_ => { }));
        }

        return AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask(Markup.Escape(what));
                T result = await Task.Run(() => work(share => task.Value = 100 * Math.Clamp(share, 0, 1)));
                task.Value = 100;
                return result;
            });
    }

    public bool Confirm(string question)
    {
        if (quiet || Console.IsInputRedirected)
        {
            return false;
        }

        Console.Write($"{question} [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
