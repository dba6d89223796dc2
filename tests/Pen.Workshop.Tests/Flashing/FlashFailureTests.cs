using System;
using System.Linq;
using System.Threading.Tasks;
using Pen.SimulatedBoard;
using Pen.Workshop.Flashing;
using Pen.Workshop.Flashing.Job;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>What goes wrong once writing has begun: what the board holds is said, it never moves, and the old one can be brought back.</summary>
public class FlashFailureTests
{
    [Theory]
    [InlineData("fail@application", FlashingFailure.WriteFailed, "E4003")]
    [InlineData("fail@blank", FlashingFailure.WriteFailed, "E4003")]
    [InlineData("hang@blank", FlashingFailure.WriteFailed, "did not end")]
    [InlineData("flip", FlashingFailure.NotAsWritten, "checksum differs")]
    [Trait("Covers", "SRV-4")]
    public async Task AToolThatFailsLeavesABoardWithAWayBack(string misbehaviour, FlashingFailure expected, string words)
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        FlashOptions options = bench.Options() with { ToolEnvironment = [("PEN_STANDIN", misbehaviour)] };
        if (misbehaviour.StartsWith("hang", StringComparison.Ordinal))
        {
            options = options with { StepLimit = TimeSpan.FromSeconds(3) };
        }

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(options));

        Assert.Equal(expected, problem.Failure);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Contains(problem.WayBack, line => line.Contains("pen flash --restore", StringComparison.Ordinal));
        await NothingMovesAsync(bench);
    }

    [Fact]
    [Trait("Covers", "SRV-2")]
    public async Task ACutOfPowerWhileItWritesLeavesABoardThatAsksToBeFlashedAndTheOldOneComesBack()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        byte[] before = await bench.DeploymentAsync();
        bench.OnStep = step => step == "writing the application" ? bench.Board.CutPowerAfterAsync(40) : Task.CompletedTask;

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(bench.Options()));

        Assert.Equal(FlashingFailure.WriteFailed, problem.Failure);
        await bench.Board.CutPowerAfterAsync(-1);
        await bench.Board.GivePowerAsync();
        Assert.True(await bench.Board.WaitForAsync(BoardState.AsksToBeFlashed));
        await NothingMovesAsync(bench);
        bench.OnStep = _ => Task.CompletedTask;
        string folder = problem
            .WayBack.Single(l => l.Contains("--restore", StringComparison.Ordinal))
            .Split("--restore ")[1]
            .Split(' ')[0];
        FlashReport back = await bench.FlashAsync(bench.Options() with { Image = null, Restore = folder });
        Assert.Equal("0.1.0", back.PenVersion);
        Assert.Equal(before, await bench.DeploymentAsync());
    }

    [Fact]
    public async Task ACablePulledWhileItWritesIsSaid()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        bench.OnStep = step => step == "writing the application" ? bench.Board.PullCableAfterAsync(20) : Task.CompletedTask;

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(bench.Options()));

        Assert.Equal(FlashingFailure.WriteFailed, problem.Failure);
        Assert.Contains(problem.WayBack, line => line.StartsWith("It holds no program or a part", StringComparison.Ordinal));
        await NothingMovesAsync(bench);
    }

    [Fact]
    [Trait("Covers", "SRV-4")]
    public async Task ALiarAboutItsVersionIsFoundOut()
    {
        await using FlashBench bench = await FlashBench.StartAsync();

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() =>
            bench.FlashAsync(bench.Options(OtherFirmware.LyingImage))
        );

        Assert.Equal(FlashingFailure.NotAsWritten, problem.Failure);
        Assert.Contains("says firmware 0.1.0; 0.1.7 was written", problem.Message, StringComparison.Ordinal);
        Assert.Contains("It holds exactly what was written.", problem.WayBack);
    }

    [Fact]
    public async Task APenThatStaysSilentAfterwardsIsSaid()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        bench.OnStep = step => step == "waiting for the pen" ? bench.Board.CutPowerAsync() : Task.CompletedTask;

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() =>
            bench.FlashAsync(bench.Options() with { PenLimit = TimeSpan.FromSeconds(3) })
        );

        Assert.Equal(FlashingFailure.NotAsWritten, problem.Failure);
        Assert.Contains("no pen answered", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Covers", "SRV-4")]
    public async Task ASelfTestThatFailsIsNamed()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        bench.OnStep = step => step == "waiting for the pen" ? bench.Board.InjectAsync("stick-depth") : Task.CompletedTask;

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(bench.Options()));

        Assert.Equal(FlashingFailure.SelfTest, problem.Failure);
        Assert.Contains("The depth stop does not reach", problem.Message, StringComparison.Ordinal);
    }

    private static async Task NothingMovesAsync(FlashBench bench)
    {
        BoardStatus status = await bench.Board.StatusAsync();
        Assert.False(status.Drives);
        Assert.Empty(status.Violations);
    }
}
