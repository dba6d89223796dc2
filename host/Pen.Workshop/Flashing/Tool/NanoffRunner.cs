using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Workshop.Flashing.Tool;

/// <summary>Runs nanoff: with a time limit, its output understood and kept, and its end certain.</summary>
public sealed class NanoffRunner(NanoffTool tool, ToolLog log, IReadOnlyList<(string Name, string Value)> environment)
{
    private const int KillMs = 5_000;

    /// <summary>Asks for its version; the options that are used are those of version 2.</summary>
    /// <exception cref="FlashingException">It cannot be started, hangs, or is of another version.</exception>
    public async Task<string> CheckVersionAsync(TimeSpan limit, CancellationToken ct)
    {
        string said = "";
        await RunAsync(
                "asking nanoff for its version",
                ["--version"],
                limit,
                null,
                text => said += text.Length > 500 ? "" : text,
                ct,
                mayFail: true
            )
            .ConfigureAwait(false);
        foreach (string word in said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Version.TryParse(word.TrimStart('v').Split('+', '-')[0], out Version? version) && version.Minor >= 0)
            {
                return version.Major == 2
                    ? version.ToString()
                    : throw new FlashingException(
                        FlashingFailure.ToolMissing,
                        $"nanoff {version} is here, and this program speaks with version 2 of it.",
                        $"Get the right one with: dotnet tool update --global nanoff --version {NanoffTool.Version}"
                    );
            }
        }

        throw new FlashingException(
            FlashingFailure.ToolMissing,
            "What is named as nanoff does not say its version.",
            $"Get it with: dotnet tool install --global nanoff --version {NanoffTool.Version}"
        );
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="what">What it does, for messages: "writing the application".</param>
    /// <param name="arguments">Its own words.</param>
    /// <param name="limit">How long it may take; the process is ended when that passes.</param>
    /// <param name="progress">Is told how far it is, 0 … 1, by bytes that the board acknowledged.</param>
    /// <param name="ct">Ends the process.</param>
    /// <exception cref="FlashingException">It failed, or did not end in time; <see cref="FlashingFailure.WriteFailed"/>.</exception>
    public Task RunAsync(
        string what,
        IReadOnlyList<string> arguments,
        TimeSpan limit,
        Action<double>? progress,
        CancellationToken ct
    ) => RunAsync(what, arguments, limit, progress, null, ct, mayFail: false);

    private async Task RunAsync(
        string what,
        IReadOnlyList<string> arguments,
        TimeSpan limit,
        Action<double>? progress,
        Action<string>? hear,
        CancellationToken ct,
        bool mayFail
    )
    {
        log.Note($"{what}: nanoff {string.Join(' ', arguments)}");
        using Process process = Start(arguments);
        process.StandardInput.Close();
        var output = new ToolOutput(progress);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(limit);
        Task reading = Task.WhenAll(
            PumpAsync(process.StandardOutput, output, hear),
            PumpAsync(process.StandardError, output, hear)
        );
        try
        {
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            await reading.WaitAsync(TimeSpan.FromMilliseconds(KillMs), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            End(process);
            log.Note($"{what}: the process was ended");
            ct.ThrowIfCancellationRequested();
            throw Failed($"nanoff did not end {what} within {limit.TotalSeconds:0} s and was stopped.");
        }

        lock (output)
        {
            output.End();
        }

        log.Note($"{what}: nanoff ended with {process.ExitCode}");
        if (process.ExitCode != 0 && !mayFail)
        {
            string said = output.LastLine.Length > 0 ? $" Its last words: \"{output.LastLine}\"." : "";
            throw Failed($"nanoff failed at {what} ({output.Error ?? "exit " + process.ExitCode}).{said}");
        }
    }

    private FlashingException Failed(string problem) =>
        new(FlashingFailure.WriteFailed, problem, $"Its output is in {log.Path}.");

    private Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(tool.Program, [.. tool.Prefix, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = tool.Folder ?? "",
        };

        // The tool reports its use to its makers unless it is told not to.
        start.Environment["NANOFRAMEWORK_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            throw new FlashingException(
                FlashingFailure.ToolMissing,
                $"The tool {tool.Program} cannot be started.",
                $"Get it with: dotnet tool install --global nanoff --version {NanoffTool.Version}",
                failure
            );
        }
    }

    private async Task PumpAsync(StreamReader from, ToolOutput output, Action<string>? hear)
    {
        char[] some = new char[2048];
        int count;
        while ((count = await from.ReadAsync(some).ConfigureAwait(false)) > 0)
        {
            log.Write(some.AsSpan(0, count));
            lock (output)
            {
                output.Take(some.AsSpan(0, count));
                hear?.Invoke(new string(some, 0, count));
            }
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(KillMs);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself meanwhile.
        }
    }
}
