using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Pen.Cli.Tests;

/// <summary>The command as a user runs it: processes, pseudo-terminals, exit codes.</summary>
public partial class CliTests
{
    private static readonly CommandLine Typed = new();

    [Fact]
    public async Task TheDemoTreatsFaultsAcknowledgesAndVerifiesTheLog()
    {
        (int code, string output, string _) = await Typed.RunAsync(["demo"]);
        Assert.Equal(0, code);
        Assert.Contains("SIMULATED", output);
        Assert.Contains("FLT-1 motor blocked", output);
        Assert.Contains("Chain verified", output);
        Assert.Matches("Summary:.*cheek", output);
    }

    [Fact]
    public async Task TwoTerminalsOneServesTheOtherPreparesAndReads()
    {
        using Process pen = Typed.Start("simulate", "--tcp", "0");
        try
        {
            string port = await PortAsync(pen);
            await UntilStandbyAsync(port);
            (int code, string output, string _) = await Typed.RunAsync([
                "prepare",
                "--depth",
                "1.0",
                "--speed",
                "120",
                "--area",
                "cheek",
                "-p",
                port,
            ]);
            Assert.Equal((0, "Prepared: 1.00 mm, 120 Hz, cheek.\n"), (code, output));
            (code, string _, string problem) = await Typed.RunAsync([
                "prepare",
                "--depth",
                "1.6",
                "--speed",
                "100",
                "-p",
                port,
            ]);
            Assert.Equal(3, code);
            Assert.Contains("1.50 mm", problem);
            (code, output, string _) = await Typed.RunAsync(["status", "--json", "-p", port]);
            Assert.Equal(0, code);
            Assert.Equal(1000, JsonDocument.Parse(output).RootElement.GetProperty("setDepthMicrons").GetInt32());
            (code, output, string _) = await Typed.RunAsync(["stop", "-p", port]);
            Assert.Equal((0, "The pen is in standby.\n"), (code, output));
            (code, output, string _) = await Typed.RunAsync(["log", "--csv", "-p", port]);
            Assert.Equal(0, code);
            Assert.StartsWith("sequence,boot,", output);
            Assert.Contains(",SelfTest,\"self-test passed\",", output);
            (code, output, string _) = await Typed.RunAsync([
                "settings",
                "trigger-mode",
                "1",
                "--by",
                "practitioner",
                "--json",
                "-p",
                port,
            ]);
            Assert.Equal(0, code);
            Assert.Equal(1, JsonDocument.Parse(output).RootElement[0].GetProperty("value").GetInt32());
            (code, output, string _) = await Typed.RunAsync(["info", "-p", port]);
            Assert.Contains("SIMULATED", output);
            Assert.Contains("36 needles", output);
        }
        finally
        {
            pen.Kill();
        }
    }

    [Fact]
    [Trait("Covers", "LINK-5")]
    public async Task ArmingStaysAndAnEndSignalStopsAndDisarms()
    {
        using Process pen = Typed.Start("simulate", "--tcp", "0");
        try
        {
            string port = await PortAsync(pen);
            await UntilStandbyAsync(port);
            await Typed.RunAsync(["prepare", "--depth", "1.0", "--speed", "120", "--area", "cheek", "-p", port]);
            using Process arm = Typed.Start("arm", "-p", port);
            try
            {
                Assert.StartsWith("Armed", await arm.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
                await Task.Delay(2500);
                Assert.False(arm.HasExited);
                using Process kill = Process.Start("kill", ["-TERM", arm.Id.ToString()]);
                await arm.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            }
            finally
            {
                // Left alone it would wait for a pen to come back to this pseudo-terminal, and find the next test's.
                arm.Kill();
            }

            (int code, string output, string _) = await Typed.RunAsync(["status", "--json", "-p", port]);
            Assert.Equal(0, code);
            Assert.Equal("standby", JsonDocument.Parse(output).RootElement.GetProperty("state").GetString());
        }
        finally
        {
            pen.Kill();
        }
    }

    [Fact]
    public async Task OnATerminalSpaceStopsAnArmedPen()
    {
        using Process pen = Typed.Start("simulate", "--tcp", "0");
        try
        {
            string port = await PortAsync(pen);
            await UntilStandbyAsync(port);
            await Typed.RunAsync(["prepare", "--depth", "1.0", "--speed", "120", "--area", "cheek", "-p", port]);
            // script (Debian's bsdutils) gives the command a terminal of its own.
            using Process terminal = Typed.StartInside("script", pen => ["-qec", $"{pen} arm -p {port}", "/dev/null"]);
            try
            {
                string shown = "";
                while (!shown.Contains("measured stop"))
                {
                    string? line = await terminal.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
                    Assert.NotNull(line);
                    shown += line;
                }

                Task<string> rest = terminal.StandardOutput.ReadToEndAsync();
                await terminal.StandardInput.WriteAsync(' ');
                await terminal.StandardInput.FlushAsync();
                await terminal.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
                Assert.Contains("Armed", shown);
                Assert.Contains("No longer armed: host stop.", await rest);
                Assert.Equal(0, terminal.ExitCode);
            }
            finally
            {
                terminal.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            pen.Kill();
        }
    }

    [Fact]
    public async Task AMissingPortIsOneProblemAndOneCure()
    {
        (int code, string output, string problem) = await Typed.RunAsync(["status", "-p", "/dev/ttyNoSuchPort9"]);
        Assert.Equal(4, code);
        Assert.Equal("", output);
        Assert.Single(problem.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", problem);
    }

    [Fact]
    public async Task AScriptThatIsNotUnderstoodNamesItsLine()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "at 1 press\nat 2 fly\n");
        (int code, string _, string problem) = await Typed.RunAsync(["simulate", "--tcp", "0", "--script", path]);
        File.Delete(path);
        Assert.Equal(2, code);
        Assert.Contains("Line 2", problem);
    }

    [Fact]
    public async Task ACampaignPlaysShardsMergesThemAndReplaysASeed()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        for (int shard = 0; shard < 2; shard++)
        {
            string part = Path.Combine(folder, $"{shard}");
            (int played, string _, string _) = await Typed.RunAsync([
                "campaign",
                "--seeds",
                "0..39",
                "--shard",
                $"{shard}/2",
                "--report",
                part,
            ]);
            Assert.Equal(0, played);
        }

        string[] files = [Path.Combine(folder, "0", "campaign.json"), Path.Combine(folder, "1", "campaign.json")];
        (int code, string output, string problem) = await Typed.RunAsync(["campaign", "merge", .. files, "--report", folder]);
        Assert.Equal(0, code);
        Assert.StartsWith("40 treatments", output);
        Assert.True(File.Exists(Path.Combine(folder, "campaign.html")));
        // Forty treatments do not reach everything, and are told so where that is asked for.
        Assert.Contains("Never reached", output);
        (code, string _, string _) = await Typed.RunAsync(["campaign", "merge", .. files, "--require-coverage"]);
        Assert.Equal(1, code);
        (code, output, string _) = await Typed.RunAsync(["campaign", "--seed", "3", "--trace"]);
        Assert.Equal(0, code);
        Assert.Contains("Seed 3: sound", output);
        (code, string _, problem) = await Typed.RunAsync(["campaign", "--seeds", "9..3"]);
        Assert.Equal(2, code);
        Assert.Contains("--seeds 0..999", problem);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("prepare", "--depth")]
    [InlineData("simulate", "--script")]
    [InlineData("log", "--csv")]
    public async Task HelpNamesTheOptions(string command, string option)
    {
        (int code, string output, string _) = await Typed.RunAsync([command, "--help"]);
        Assert.Equal(0, code);
        Assert.Contains(option, output);
    }

    private static async Task UntilStandbyAsync(string port)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            (int code, string output, string _) = await Typed.RunAsync(["status", "--json", "-p", port]);
            if (code == 0 && JsonDocument.Parse(output).RootElement.GetProperty("state").GetString() == "standby")
            {
                return;
            }
        }

        Assert.Fail("the simulated pen does not reach standby");
    }

    private static async Task<string> PortAsync(Process simulate)
    {
        while (await simulate.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is { } line)
        {
            if (SerialPort().Match(line) is { Success: true } match)
            {
                return match.Groups[1].Value;
            }
        }

        throw new InvalidOperationException("no port was printed");
    }

    [GeneratedRegex(@"serial port\s+(\S+)")]
    private static partial Regex SerialPort();
}
