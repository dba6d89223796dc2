using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Pen.Cli.Tests;

/// <summary>simulate --board, as somebody at a terminal has it.</summary>
public class SimulateBoardTests
{
    private static readonly CommandLine Typed = new();

    [Fact]
    public async Task ABoardTellsItsTwoPortsAndRunsWhatIsInItsFlash()
    {
        using Process board = Typed.Start("simulate", "--board", "--tcp", "0", "--serial", "SIM-BOARD");
        try
        {
            string flashing = await LineAsync(board, "  flashing ");
            Assert.Matches(@"rfc2217://127\.0\.0\.1:\d+$", flashing);
            string port = (await LineAsync(board, "  TCP ")).Split(' ')[^1];
            await LineAsync(board, "The firmware in its flash runs.");
            (int code, string output, string _) = await Typed.RunAsync(["info", "-p", port]);
            Assert.Equal(0, code);
            Assert.Contains("SIM-BOARD", output);
            Assert.Contains("firmware 0.1.0", output);
        }
        finally
        {
            board.Kill();
        }
    }

    [Fact]
    public async Task ABlankBoardSaysThatItFindsNothingToStart()
    {
        using Process board = Typed.Start("simulate", "--board", "--blank", "--tcp", "0");
        try
        {
            Assert.Contains("SIM-UNSET", await LineAsync(board, "SIMULATED board"));
            await LineAsync(board, "It finds nothing to start and resets again and again: flash it.");
        }
        finally
        {
            board.Kill();
        }
    }

    [Theory]
    [InlineData("--blank")]
    [InlineData("--flashing", "0")]
    [InlineData("--board", "--flashing", "70000")]
    public async Task OptionsOfABoardNeedABoardAndAPortThatExists(params string[] options)
    {
        (int code, string _, string problem) = await Typed.RunAsync(["simulate", "--tcp", "0", .. options]);
        Assert.Equal(2, code);
        Assert.NotEmpty(problem);
    }

    private static async Task<string> LineAsync(Process board, string beginning)
    {
        while (await board.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"\"{beginning}\" was not printed");
    }
}
