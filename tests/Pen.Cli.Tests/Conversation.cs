using System;
using System.Diagnostics;
using System.Text;
using System.Threading.Tasks;

namespace Pen.Cli.Tests;

/// <summary>A person in front of a program: reads until a question comes, and answers it.</summary>
internal sealed class Conversation(Process process) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder seen = new();
    private int understood;

    /// <summary>Everything that the program has said.</summary>
    public string Seen => seen.ToString();

    /// <summary>Reads until the program has said something.</summary>
    /// <returns>What it has said since the last time.</returns>
    public async Task<string> UntilAsync(string words)
    {
        char[] some = new char[1024];
        using var patience = new System.Threading.CancellationTokenSource(Patience);
        int at;
        while ((at = Seen.IndexOf(words, understood, StringComparison.Ordinal)) < 0)
        {
            int count;
            try
            {
                count = await process.StandardOutput.ReadAsync(some, patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"\"{words}\" does not come after:\n{Seen}");
            }

            Assert.True(
                count > 0,
                $"The program ended before it said \"{words}\":\n{Seen}\n{(count > 0 ? "" : await process.StandardError.ReadToEndAsync())}"
            );
            seen.Append(some, 0, count);
        }

        string said = Seen[understood..(at + words.Length)];
        understood = at + words.Length;
        return said;
    }

    /// <summary>Waits for a question and answers it.</summary>
    public async Task AnswerAsync(string question, string answer)
    {
        await UntilAsync(question);
        await process.StandardInput.WriteLineAsync(answer);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Kills the program where it stands: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Nobody answers any more.</summary>
    public void Leave() => process.StandardInput.Close();

    /// <summary>Waits for the program's end.</summary>
    public async Task<(int Code, string Problem)> EndAsync()
    {
        seen.Append(await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience));
        string problem = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, problem);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
