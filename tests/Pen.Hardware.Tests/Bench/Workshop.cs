using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Pen.Hardware.Tests.Bench;

/// <summary>A folder of its own that goes with the test, and the tools run in it.</summary>
internal sealed class Workshop : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("pen-hardware-").FullName;

    /// <summary>A path in the folder.</summary>
    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Copies the files of a folder, and of those in it, to the same places in another one here.</summary>
    public void Bring(string source, string pattern, params string[] to)
    {
        foreach (string file in Directory.EnumerateFiles(source, pattern, SearchOption.AllDirectories))
        {
            string copy = At([.. to, Path.GetRelativePath(source, file)]);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Runs a tool to its end; it is killed when it takes longer than ten minutes.</summary>
    /// <returns>Its exit code and all that it said.</returns>
    public async Task<(int Exit, string Said)> RunAsync(
        string tool,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using var clock = new System.Threading.CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(clock.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(clock.Token);
            await process.WaitForExitAsync(clock.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
