using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Simulator;

namespace Pen.Client.Tests;

/// <summary>The README's example is the code below, and runs.</summary>
public class ReadmeExampleTests
{
    [Fact]
    public async Task TheExampleOfTheReadmeRuns()
    {
        await using Pen.Simulator.Endpoints.PenServer server = PenFixture.Serve(factor: 1);
        string port = server.PtyPath!;
        await using (PenClient waiting = await PenClient.ConnectAsync(port))
        {
            while ((await waiting.GetStatusAsync()).State != PenState.Standby)
            {
                await Task.Delay(20);
            }
        }

        var printed = new StringWriter();
        Task example = RunAsync(port, printed);
        while (!printed.ToString().Contains("Ready"))
        {
            Assert.False(example.IsCompleted, example.Exception?.ToString() ?? printed.ToString());
            await Task.Delay(20);
        }

        await server.InvokeAsync(p => p.RemoveCartridge());
        await example.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("Fault: 0 Hz, 0 strokes", printed.ToString());
    }

    [Fact]
    public void TheExampleOfTheReadmeIsThisCode()
    {
        string[] code = Between(File.ReadAllText(ThisFile()), "// example\n", "// end\n");
        string root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..");
        string[] readme = Between(File.ReadAllText(Path.Combine(root, "README.md")), "```csharp\n", "```\n");
        Assert.Equal(readme, code.Select(l => l.Replace("ConnectAsync(port)", "ConnectAsync(\"/dev/ttyUSB0\")")));
    }

    private static async Task RunAsync(string port, TextWriter Console)
    {
        // example
        await using var pen = await PenClient.ConnectAsync(port);
        await pen.PrepareAsync(new Preparation(1000, 120, TreatmentArea.Cheek));
        await pen.ArmAsync();
        await foreach (var value in pen.WatchTelemetryAsync(10))
        {
            Console.WriteLine($"{value.State}: {value.MeasuredSpeedHz:0} Hz, {value.RunStrokes} strokes");
            if (value.State is PenState.Standby or PenState.Fault)
            {
                break;
            }
        }
        // end
    }

    private static string[] Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        string inside = text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
        return [.. inside.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
