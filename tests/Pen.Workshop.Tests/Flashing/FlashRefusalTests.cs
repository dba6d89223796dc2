using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.SimulatedBoard;
using Pen.SimulatedBoard.Images;
using Pen.Workshop.Flashing;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>What is refused before a byte of the board is changed.</summary>
public class FlashRefusalTests
{
    [Theory]
    [InlineData("flip")]
    [InlineData("cut")]
    [InlineData("noise")]
    [InlineData("empty")]
    [InlineData("large")]
    [InlineData("missing")]
    [Trait("Covers", "SRV-3")]
    public async Task AnImageThatIsTornOrTooLargeIsRefused(string how)
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        byte[] image = [.. OtherFirmware.Image];
        byte[] torn = how switch
        {
            "flip" => Flip(image),
            "cut" => image[..(image.Length - 100)],
            "noise" => RandomBytes(image.Length),
            "empty" => [],
            "large" => [.. Enumerable.Range(0, (FlashLayout.DeploymentBytes / image.Length) + 1).SelectMany(_ => image)],
            _ => image,
        };
        var options = bench.Options(torn);
        if (how == "missing")
        {
            File.Delete(options.Image!);
        }

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(options));

        Assert.Equal(FlashingFailure.File, problem.Failure);
        Assert.Contains("nothing was touched", problem.Message, StringComparison.Ordinal);
        Assert.Empty(problem.WayBack);
        Assert.Equal(0, (await bench.Board.StatusAsync()).FlashOperations);
    }

    [Fact]
    [Trait("Covers", "SRV-3")]
    public async Task AnOpenSessionIsNotDisturbed()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        await using (PenClient pen = await bench.PenAsync())
        {
            await pen.OpenSessionAsync();
        }

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(bench.Options()));

        Assert.Equal(FlashingFailure.Refused, problem.Failure);
        Assert.StartsWith("A session is open", problem.Message, StringComparison.Ordinal);
        BoardStatus status = await bench.Board.StatusAsync();
        Assert.Equal((BoardState.Running, 0L, 1), (status.State, status.FlashOperations, status.Resets));
    }

    [Fact]
    [Trait("Covers", "SRV-3")]
    public async Task ACartridgeInTheSlotIsRefused()
    {
        await using FlashBench bench = await FlashBench.StartAsync(new BoardOptions());
        await using (PenClient pen = await bench.PenAsync()) { }

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(bench.Options()));

        Assert.Equal(FlashingFailure.Refused, problem.Failure);
        Assert.StartsWith("A cartridge is in the pen's slot", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await bench.Board.StatusAsync()).Resets);
    }

    [Fact]
    public async Task APenThatGoesOnAnsweringWhileTheBoardIsInItsBootLoaderBelongsToAnotherBoard()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        await using FlashBench other = await FlashBench.StartAsync();

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() =>
            bench.FlashAsync(bench.Options() with { Companion = other.Board.CompanionAddress })
        );

        Assert.Equal(FlashingFailure.Refused, problem.Failure);
        Assert.Contains("so it is another board's", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.Board.StatusAsync()).FlashOperations);
        Assert.True(await bench.Board.WaitForAsync(BoardState.Running));
    }

    [Fact]
    public async Task ABackupOfAnotherBoardOrOneThatWasChangedIsRefused()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        var report = await bench.FlashAsync(bench.Options());
        string list = Path.Combine(report.Backup!, "backup.json");
        var restore = bench.Options() with { Image = null, Restore = report.Backup, Yes = false };
        string right = await File.ReadAllTextAsync(list);

        await File.WriteAllTextAsync(list, right.Replace(report.Chip!.Mac, "00:00:00:00:00:00", StringComparison.Ordinal));
        FlashingException another = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(restore));
        Assert.Equal(FlashingFailure.Refused, another.Failure);

        await File.WriteAllTextAsync(list, right);
        await File.AppendAllTextAsync(Path.Combine(report.Backup!, "deployment.bin"), "x");
        FlashingException changed = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(restore));
        Assert.Equal(FlashingFailure.File, changed.Failure);
    }

    [Fact]
    public async Task AMissingToolIsNamedWithTheCommandThatGetsIt()
    {
        await using FlashBench bench = await FlashBench.StartAsync();

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() =>
            bench.FlashAsync(bench.Options() with { Nanoff = Path.Combine(bench.Folder, "nothing") })
        );

        Assert.Equal(FlashingFailure.ToolMissing, problem.Failure);
        Assert.Contains("dotnet tool", problem.Cure, StringComparison.Ordinal);
        Assert.Equal(1, (await bench.Board.StatusAsync()).Resets);
    }

    [Fact]
    public async Task NoBoardAtThePortIsSaidWithinSeconds()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        await bench.Board.CutPowerAsync();

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() => bench.FlashAsync(bench.Options()));

        Assert.Equal(FlashingFailure.Board, problem.Failure);
        Assert.StartsWith("No boot loader answers", problem.Message, StringComparison.Ordinal);
    }

    private static byte[] Flip(byte[] image)
    {
        image[image.Length / 2] ^= 1;
        return image;
    }

    private static byte[] RandomBytes(int length)
    {
        byte[] noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
