using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Cli.Tests;
using Pen.Client;
using Pen.Workshop.Provisioning;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Tests.Provisioning;

/// <summary>What is refused before anything is changed, and in which words.</summary>
public class ProvisionRefusalTests
{
    [Theory]
    [InlineData("sim-42", 3, "A. Smith", "cannot be a serial number")]
    [InlineData("SIM-0042-TOO-LONG", 3, "A. Smith", "cannot be a serial number")]
    [InlineData("SIM-0042", 0, "A. Smith", "cannot be a hardware revision")]
    [InlineData("SIM-0042", 100, "A. Smith", "cannot be a hardware revision")]
    [InlineData("SIM-0042", 3, " ", "who provisioned")]
    [InlineData("PN-0042", 3, "A. Smith", "This is a simulated pen")]
    public async Task AnOrderThatCannotBe(string serial, int revision, string by, string words)
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        ProvisionOrder order = bench.Order with { Serial = serial, Revision = revision, By = by };
        await RefusedAsync(bench, order, words);
        Assert.Equal((0, 0, 0), await bench.WrittenAsync());
    }

    [Theory]
    [InlineData("insert", "A cartridge is in the slot")]
    [InlineData("gate-stuck", "stands in fault")]
    public async Task ABoardThatIsNotReady(string injection, string words)
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        await using (PenClient pen = await PenClient.ConnectAsync(bench.Pen.Address))
        {
            await pen.SleepAsync();
            await bench.Pen.InjectAsync(injection);
            await Task.Delay(200);
        }

        await RefusedAsync(bench, bench.Order, words);
        Assert.Empty(Directory.GetFiles(bench.Folder, "board-*"));
    }

    [Fact]
    [Trait("Covers", "SRV-7")]
    public async Task OneNumberIsGivenToOneBoard()
    {
        await using BoardBench first = await BoardBench.FreshAsync();
        Assert.True((await first.RunAsync()).Record.Passed);
        await using BoardBench second = await BoardBench.FreshAsync(folder: first.Folder, seed: 2);
        await RefusedAsync(second, second.Order, "SIM-0042 was given to another board");
        Assert.Equal((0, 0, 0), await second.WrittenAsync());
    }

    [Fact]
    public async Task APenThatHasANumberGetsAnotherOnlyWhenItIsNamed()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        Assert.True((await bench.RunAsync()).Record.Passed);
        ProvisionOrder other = bench.Order with { Serial = "SIM-0043" };
        await RefusedAsync(bench, other, "This board is pen SIM-0042 already");
        await RefusedAsync(bench, other with { Was = "SIM-0041" }, "has the number \"SIM-0042\", not SIM-0041");
        ProvisionRecord record = (await bench.RunAsync(other with { Was = "SIM-0042" })).Record;
        Assert.True(record.Passed, record.Failure?.Finding);
        Assert.Equal("SIM-0042", record.Was);
    }

    [Fact]
    public async Task ADamagedBookIsNoFreeNumber()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        Directory.CreateDirectory(Path.Combine(bench.Folder, "numbers"));
        File.WriteAllText(Path.Combine(bench.Folder, "numbers", "SIM-0042.json"), "{\"serial\":");
        await Assert.ThrowsAsync<IOException>(() => bench.RunAsync());
        Assert.Equal((0, 0, 0), await bench.WrittenAsync());
    }

    [Fact]
    public async Task TheCommandSaysWhichBoardsAndWhoseKey()
    {
        await using BoardBench bench = await BoardBench.FreshAsync();
        string[] words = ["provision", "--revision", "3", "--key", bench.KeyFile, "--by", "A. Smith", "--out", bench.Folder];
        (int code, _, string problem) = await new CommandLine().RunAsync(words);
        Assert.Equal(2, code);
        Assert.Contains("Which boards is not said", problem);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(bench.KeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (code, _, problem) = await new CommandLine().RunAsync([.. words, "--serial", "SIM-0042", "--port", bench.Pen.Address]);
        Assert.Equal(8, code);
        Assert.Contains("can be read or changed by others", problem);
    }

    private static async Task RefusedAsync(BoardBench bench, ProvisionOrder order, string words)
    {
        var refused = await Assert.ThrowsAsync<TrialRefusedException>(() => bench.RunAsync(order));
        Assert.Contains(words, refused.Problem);
        Assert.NotEmpty(refused.Cure);
    }
}
