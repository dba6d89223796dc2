using System;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Cli.Tests;
using Pen.Client;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>flash, as the technician has it: what it prints and which exit code says what.</summary>
public class FlashCommandTests
{
    private static readonly CommandLine Pen = new();

    [Fact]
    public async Task TheCommandFlashesAndReports()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        await using (PenClient pen = await bench.PenAsync()) { }

        (int code, string output, string problem) = await Pen.RunAsync(
            bench.Words("--image", bench.Put("n.bin", OtherFirmware.Image))
        );

        Assert.True(code == 0, problem + output);
        Assert.Contains("firmware 0.1.7: as written", output, StringComparison.Ordinal);
        Assert.Contains("Self-test passed", output, StringComparison.Ordinal);
        Assert.Contains("Written, compared, and the pen runs it.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachCauseHasItsExitCode()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        string image = bench.Put("n.bin", OtherFirmware.Image);
        await using (PenClient pen = await bench.PenAsync())
        {
            await pen.OpenSessionAsync();
        }

        (int code, string output, _) = await Pen.RunAsync(bench.Words("--image", image, "--json"));
        Assert.Equal(3, code);
        Assert.Equal("refused", JsonDocument.Parse(output).RootElement.GetProperty("error").GetString());
        Assert.Equal(8, (await Pen.RunAsync(bench.Words("--image", bench.Put("t.bin", OtherFirmware.Image[..5000])))).Code);
        Assert.Equal(11, (await Pen.RunAsync(bench.Words("--image", image, "--nanoff", "/nowhere"))).Code);
        Assert.Equal(
            4,
            (await Pen.RunAsync(bench.Words("--image", image, "--companion", "none", "--port", "/dev/ttyNONE"))).Code
        );
        Assert.Equal(2, (await Pen.RunAsync(bench.Words("--image", image, "--step-limit", "0"))).Code);
    }

    [Fact]
    public async Task ACtrlCWhileItWritesSaysWhatTheBoardHoldsAndHowTheOldOneComesBack()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        await using (PenClient pen = await bench.PenAsync()) { }

        var slow = new CommandLine(("PEN_STANDIN", "slow@application"));
        using Process process = slow.Start(bench.Words("--image", bench.Put("n.bin", OtherFirmware.Image)));
        for (string? line = ""; line is not null && !line.Contains("writing the application", StringComparison.Ordinal); )
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(40));
        }

        await Task.Delay(1500);
        using (Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) { }

        string problem = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("It holds no program or a part of the new one", problem, StringComparison.Ordinal);
        Assert.Contains("pen flash --restore", problem, StringComparison.Ordinal);
        Assert.False((await bench.Board.StatusAsync()).Drives);
    }
}
