using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.SimulatedBoard;
using Pen.SimulatedBoard.Boot;
using Pen.SimulatedBoard.Images;
using Pen.Workshop.Flashing.Job;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>A board is written, from whatever it carried to a pen that runs what was written.</summary>
public class FlashJobTests
{
    [Fact]
    [Trait("Covers", "SRV-4")]
    public async Task ANewVersionIsWrittenComparedAndRunsAndTheOldOneComesBackFromItsBackup()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        Assert.True(await bench.Board.WaitForAsync(BoardState.Running));
        await bench.Board.PreloadFlashAsync(FlashLayout.Deployment + 0x80000, Enumerable.Repeat((byte)0x5A, 5000).ToArray());
        byte[] before = await bench.DeploymentAsync();

        FlashReport report = await bench.FlashAsync(bench.Options());

        Assert.Equal(OtherFirmware.Version.ToString(), report.PenVersion);
        Assert.True(report.SelfTestPassed, string.Join('\n', report.Findings));
        Assert.Equal(
            OtherFirmware.Version,
            (await bench.Board.StatusAsync()).FirmwareVersion is { } v ? new(v.Major, v.Minor, v.Build) : null
        );
        byte[] now = await bench.DeploymentAsync();
        Assert.Equal(OtherFirmware.Image, now[..OtherFirmware.Image.Length]);
        Assert.All(now[OtherFirmware.Image.Length..], b => Assert.Equal(0xFF, b));
        Assert.Contains(bench.Progress, p => p.Step == "writing the application" && p.Share is > 0 and < 1);
        Assert.True(File.Exists(report.Log));
        Assert.True(File.Exists(Path.ChangeExtension(report.Log, ".json")));
        Assert.False(report.ClrWritten);

        FlashReport restored = await bench.FlashAsync(bench.Options() with { Image = null, Restore = report.Backup });

        Assert.Equal(before, await bench.DeploymentAsync());
        Assert.Equal("0.1.0", restored.PenVersion);
        Assert.Empty((await bench.Board.StatusAsync()).Violations);
    }

    [Fact]
    public async Task ABoardWithNanoClrAndWithoutAProgramIsWrittenWithoutAPenToAsk()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        await bench.Board.PreloadFlashAsync(
            FlashLayout.Deployment,
            Enumerable.Repeat((byte)0xFF, FlashLayout.DeploymentBytes).ToArray()
        );
        await bench.Board.PressEnAsync();
        Assert.True(await bench.Board.WaitForAsync(BoardState.AsksToBeFlashed));

        FlashReport report = await bench.FlashAsync(bench.Options());

        Assert.Null(report.Backup);
        Assert.Contains(
            bench.Said,
            line => line.StartsWith("Nobody answers at the companion port", System.StringComparison.Ordinal)
        );
        Assert.Equal(OtherFirmware.Version.ToString(), report.PenVersion);
    }

    [Fact]
    public async Task ABoardFromTheAssemblyGetsBootLoaderNanoClrAndFirmware()
    {
        await using FlashBench bench = await FlashBench.StartAsync(new BoardOptions { Blank = true });

        FlashReport report = await bench.FlashAsync(bench.Options());

        Assert.True(report.ClrWritten);
        Assert.Equal((null, null), (report.Backup, report.ClrBefore));
        Assert.Equal(OtherFirmware.Version.ToString(), report.PenVersion);
    }

    [Fact]
    public async Task AnotherNanoClrIsWrittenFromItsFileAndTheOldOneIsKeptAndComesBack()
    {
        await using FlashBench bench = await FlashBench.StartAsync();
        byte[] clr = FactoryContent.NanoClr("1.12.9.9");

        FlashReport report = await bench.FlashAsync(bench.Options() with { Clr = bench.Put("nanoCLR.bin", clr) });

        Assert.True(report.ClrWritten);
        Assert.Equal(FactoryContent.ClrVersion, report.ClrBefore);
        Assert.Equal(clr, await bench.Board.ReadFlashAsync(FlashLayout.NanoClr, clr.Length));
        FlashReport back = await bench.FlashAsync(bench.Options() with { Image = null, Restore = report.Backup });
        Assert.True(back.ClrWritten);
        byte[] old = FactoryContent.NanoClr();
        Assert.Equal(old, await bench.Board.ReadFlashAsync(FlashLayout.NanoClr, old.Length));
        Assert.Equal("0.1.0", back.PenVersion);
    }
}
