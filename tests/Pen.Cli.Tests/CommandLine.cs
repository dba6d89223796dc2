using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Pen.Cli.Tests;

/// <summary>The program as a user has it: a process with these variables in its environment.</summary>
internal sealed class CommandLine(params (string Name, string Value)[] environment)
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "pen.dll");

    public Process Start(params IEnumerable<string> arguments) => StartIn("dotnet", ["exec", Dll, .. arguments]);

    /// <summary>Starts it inside another program, which gets the words that stand before the program's own.</summary>
    public Process StartInside(string program, Func<string, IEnumerable<string>> arguments) =>
        StartIn(program, arguments($"dotnet exec {Dll}"));

    public async Task<(int Code, string Output, string Problem)> RunAsync(params IEnumerable<string> arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> problem = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await problem);
    }

    private Process StartIn(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
