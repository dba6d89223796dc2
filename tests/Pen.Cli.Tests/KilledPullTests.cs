using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Xunit.Abstractions;

namespace Pen.Cli.Tests;

/// <summary>P6: a download that is killed at any moment has lost nothing and stored nothing twice, and the pen was promised nothing too early.</summary>
public sealed class KilledPullTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 200;

    /// <summary>A run of the command takes about as long as its start and the download of this many records.</summary>
    private const int RecordsAtATime = 2500;

    private readonly string root = Directory.CreateTempSubdirectory("pen-killed-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    [Trait("Covers", "P6")]
    [Trait("Covers", "LOG-10")]
    [Trait("Speed", "Slow")]
    public async Task KilledAtTwoHundredMomentsNothingIsLostAndNothingTwice()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var pen = new SimulatedPen(new SimulationOptions { FramKilobytes = 256, SerialNumber = "SIM-KILLED" });
        await using PenServer server = PenServer.Start(
            pen,
            new PenServerOptions
            {
                Pty = false,
                TcpPort = 0,
                SpeedFactor = 16,
            }
        );
        await FillAsync(server, pen);
        (int finished, int inTheMiddle) = (0, 0);
        for (int kill = 0; kill < Kills; kill++)
        {
            uint before = await ConfirmedAsync(server, pen);
            using Process pull = Start(server.TcpPort!.Value);
            // The program needs a tenth of a second to begin at all.
            await Task.Delay(random.Next(90, 420));
            bool done = pull.HasExited;
            pull.Kill();
            await pull.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
            uint confirmed = await ConfirmedAsync(server, pen);
            using LogArchive archive = LogArchive.OpenToRead(root, "SIM-KILLED");
            Assert.Empty(archive.Verify());
            Assert.True(confirmed <= archive.Next, $"kill {kill}: the pen was told {confirmed}, {archive.Next} are on disk");
            finished += done ? 1 : 0;
            inTheMiddle += !done && confirmed > before ? 1 : 0;
            if (await HeadAsync(server, pen) - confirmed < RecordsAtATime / 2)
            {
                await FillAsync(server, pen);
            }
        }

        using Process last = Start(server.TcpPort!.Value);
        await last.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        using LogArchive whole = LogArchive.OpenToRead(root, "SIM-KILLED");
        output.WriteLine(
            $"{Kills} kills, {finished} came too late, {inTheMiddle} between two windows, {whole.Entries.Count} records"
        );
        Assert.Empty(whole.Verify());
        Assert.Equal(Enumerable.Range(1, whole.Entries.Count), whole.Entries.Select(e => (int)e.Sequence));
        Assert.True(whole.Entries.Count >= RecordsAtATime);
        Assert.True(inTheMiddle >= Kills / 20, "hardly any kill met a download");
    }

    private static Task FillAsync(PenServer server, SimulatedPen pen) =>
        server.InvokeAsync(() =>
        {
            UsageLog log = pen.Firmware!.Parts.Log;
            byte[] record = new byte[LogRecord.Length];
            for (int i = 0; i < RecordsAtATime && !log.IsFull; i++)
            {
                log.Append(record, 0);
            }
        });

    private static Task<uint> ConfirmedAsync(PenServer server, SimulatedPen pen) =>
        server.InvokeAsync(() => pen.Firmware!.Parts.Counters.ConfirmedNext);

    private static Task<uint> HeadAsync(PenServer server, SimulatedPen pen) =>
        server.InvokeAsync(() => pen.Firmware!.Parts.Log.Head);

    private Process Start(int port) => new CommandLine().Start("log", "pull", "--logs", root, "-p", $"pen://127.0.0.1:{port}");
}
