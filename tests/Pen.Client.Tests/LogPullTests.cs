using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Xunit.Abstractions;

namespace Pen.Client.Tests;

/// <summary>The log of a pen on a real pseudo-terminal, brought onto a real disk.</summary>
public sealed class LogPullTests(ITestOutputHelper output) : IDisposable
{
    private readonly string root = LogSamples.TemporaryRoot();

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Writes records as the firmware does; nothing of it is simulated but the pen's own wish to.</summary>
    private static Task FillAsync(PenServer server, SimulatedPen pen, int records) =>
        server.InvokeAsync(() =>
        {
            UsageLog log = pen.Firmware!.Parts.Log;
            byte[] record = new byte[LogRecord.Length];
            for (int i = 0; i < records && !log.IsFull; i++)
            {
                record[LogRecord.Data] = (byte)i;
                log.Append(record, 0);
            }
        });

    private static Task<(uint Head, uint Confirmed, int Baud)> StandAsync(PenServer server, SimulatedPen pen) =>
        server.InvokeAsync(() =>
        {
            Control.PenParts parts = pen.Firmware!.Parts;
            return (parts.Log.Head, parts.Counters.ConfirmedNext, pen.World.Line.PenBaud);
        });

    private static PenServer Serve(SimulatedPen pen) => PenServer.Start(pen, new PenServerOptions { SpeedFactor = 4 });

    private LogArchive Open(PenClient pen) => LogArchive.OpenToWrite(root, pen.Identity.Serial);

    [Fact]
    public async Task EverythingIsStoredAndThenConfirmed()
    {
        var simulated = new SimulatedPen(new SimulationOptions { FramKilobytes = 256 });
        await using PenServer server = Serve(simulated);
        await FillAsync(server, simulated, 3000);
        await using PenClient pen = await PenClient.ConnectAsync(server.PtyPath!, PenFixture.Quick);
        using LogArchive archive = Open(pen);
        var watch = Stopwatch.StartNew();
        LogPullResult first = await pen.PullLogAsync(archive);
        output.WriteLine($"{first.Added} records in {watch.Elapsed.TotalSeconds:F2} s at four times real time");
        Assert.Empty(first.Damage);
        Assert.True(first.Added >= 3000);
        (uint head, uint confirmed, int baud) = await StandAsync(server, simulated);
        Assert.Equal((archive.Next, archive.Next, 115_200), (confirmed, first.Confirmed, baud));
        Assert.InRange(head - confirmed, 0u, 3000u);
        LogPullResult again = await pen.PullLogAsync(archive);
        Assert.InRange(again.Added, 0, 3000);
        Assert.Equal(first.Added + again.Added, archive.Entries.Count);
        // The line is as it was: a program that knows nothing of speeds goes on.
        Assert.NotEqual(PenState.Boot, (await pen.GetStatusAsync()).State);
    }

    [Fact]
    public async Task ACableThatIsPulledOutInTheMiddleCostsNothing()
    {
        var simulated = new SimulatedPen(new SimulationOptions { FramKilobytes = 256 });
        await using PenServer server = Serve(simulated);
        await FillAsync(server, simulated, 3000);
        await using PenClient pen = await PenClient.ConnectAsync(server.PtyPath!, PenFixture.Quick);
        using LogArchive archive = Open(pen);
        int unplugged = 0;
        // A download of half a second or more: the cable is out four times in it, for a fifth of a second each.
        Task<LogPullResult> pull = pen.PullLogAsync(archive);
        while (!pull.IsCompleted && unplugged < 4)
        {
            await Task.Delay(60);
            await server.InvokeAsync(() => simulated.World.Line.Unplugged = true);
            await Task.Delay(200);
            await server.InvokeAsync(() => simulated.World.Line.Unplugged = false);
            unplugged++;
        }

        LogPullResult result = await pull.WaitAsync(TimeSpan.FromSeconds(60));
        output.WriteLine($"unplugged {unplugged} times");
        Assert.Empty(result.Damage);
        Assert.True(archive.Entries.Count >= 3000);
        Assert.Equal(Enumerable.Range(1, archive.Entries.Count), archive.Entries.Select(e => (int)e.Sequence));
    }

    [Fact]
    public async Task WithANoisyLineItIsWholeAllTheSame()
    {
        var simulated = new SimulatedPen();
        await using PenServer server = Serve(simulated);
        await FillAsync(server, simulated, 800);
        await using PenClient pen = await PenClient.ConnectAsync(server.PtyPath!, PenFixture.Quick);
        await server.InvokeAsync(() => simulated.World.Line.BitErrorRate = 2e-4);
        using LogArchive archive = Open(pen);
        LogPullResult result = await pen.PullLogAsync(archive).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(result.Damage);
        Assert.True(archive.Entries.Count >= 800);
    }

    [Fact]
    public async Task AMemoryThatWasExchangedIsNotMixedWithWhatIsKept()
    {
        var simulated = new SimulatedPen();
        await using PenServer server = Serve(simulated);
        await using PenClient pen = await PenClient.ConnectAsync(server.PtyPath!, PenFixture.Quick);
        using LogArchive archive = Open(pen);
        var other = new LogSamples();
        for (int i = 0; i < 2; i++)
        {
            other.Add(LogKind.SelfTest);
        }

        archive.Append(other.All, 0);
        PenLogMismatchException mismatch = await Assert.ThrowsAsync<PenLogMismatchException>(() => pen.PullLogAsync(archive));
        Assert.Contains("exchanged", mismatch.Message, StringComparison.Ordinal);
        Assert.Equal(1u, (await StandAsync(server, simulated)).Confirmed);
        // One that ends before what is kept begins is another one too.
        for (int i = 0; i < 5000; i++)
        {
            other.Add(LogKind.SelfTest);
        }

        archive.Append(other.Entries(3, 5000), other.CrcBefore(3));
        await Assert.ThrowsAsync<PenLogMismatchException>(() => pen.PullLogAsync(archive));
        using LogArchive strangers = LogArchive.OpenToWrite(root, "SIM-STRANGER");
        await Assert.ThrowsAsync<PenLogMismatchException>(() => pen.PullLogAsync(strangers));
    }

    [Fact]
    public async Task ADiskThatTakesNothingConfirmsNothing()
    {
        var simulated = new SimulatedPen();
        await using PenServer server = Serve(simulated);
        await using PenClient pen = await PenClient.ConnectAsync(server.PtyPath!, PenFixture.Quick);
        LogArchive archive = Open(pen);
        archive.Dispose();
        Directory.Delete(archive.Folder, recursive: true);
        await Assert.ThrowsAnyAsync<IOException>(() => pen.PullLogAsync(archive));
        Assert.Equal(1u, (await StandAsync(server, simulated)).Confirmed);
    }

    [Fact]
    public async Task TheTotalsAreThePens()
    {
        await using PenFixture fixture = await PenFixture.StandbyAsync();
        await fixture.RunAsync();
        await Task.Delay(700);
        await fixture.Server.InvokeAsync(p => p.ReleaseTrigger());
        await fixture.UntilAsync(s => s.State == PenState.Ready);
        await Task.Delay(500);
        Odometer odometer = await fixture.Client.GetOdometerAsync();
        Assert.True(odometer.IsCurrent);
        Assert.False(odometer.IsIncomplete || odometer.Differs);
        Assert.Equal(1u, odometer.Runs);
        Assert.InRange(odometer.Strokes, 50u, 200u);
        Assert.InRange(odometer.Running, TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(3));
        Assert.Empty(odometer.Faults);
    }
}
