using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>An empty simulated pen behind TCP, much faster than the clock, a technician, and a folder for what is kept.</summary>
internal sealed class CalibrationBench : IAsyncDisposable
{
    private CalibrationBench(PenServer server, PenClient client)
    {
        Server = server;
        Client = client;
        Hand = new Technician(server);
        Open = CalibrationFolder.Open(Root, client.Identity.Serial);
    }

    public PenServer Server { get; }

    public PenClient Client { get; }

    public Technician Hand { get; }

    public string Root { get; } = Directory.CreateTempSubdirectory("pen-calibrate-").FullName;

    public CalibrationFolder Open { get; }

    public string Address => $"pen://127.0.0.1:{Server.TcpPort}";

    public PenBench Bench => new(Client, CancellationToken.None);

    public CalibrationJob Job(bool dryRun = false) => new(Open, Root, "anna", TimeProvider.System, dryRun);

    public static async Task<CalibrationBench> StartAsync(
        Action<PenWorld>? errors = null,
        double factor = 25,
        SimulationOptions? options = null
    )
    {
        var pen = new SimulatedPen(options);
        var server = PenServer.Start(
            pen,
            new PenServerOptions
            {
                Pty = false,
                TcpPort = 0,
                SpeedFactor = factor,
            }
        );
        PenClient client = await PenClient.ConnectAsync($"pen://127.0.0.1:{server.TcpPort}");
        var bench = new CalibrationBench(server, client);
        await bench.Bench.UntilStandbyAsync();
        if (errors is not null)
        {
            await bench.WorldAsync(errors);
            await Task.Delay(50);
        }

        return bench;
    }

    public Task WorldAsync(Action<PenWorld> act) => Server.InvokeAsync(() => act(((SimulatedPen)Server.Pen).World));

    public async Task<int> SettingAsync(SettingId id) => (await Client.GetSettingAsync(id)).Value;

    public Task<CalibrationRecord> DepthAsync(DepthPlan? plan = null, bool dryRun = false, bool fresh = false) =>
        new DepthCalibration(Bench, Hand, Job(dryRun)).RunAsync(plan ?? DepthPlan.Of([0.5, 1.0, 2.0], 2), fresh);

    /// <summary>Worst error of the true stop in mm over verified moves to these depths, asked from both sides.</summary>
    public async Task<double> WorstErrorAsync(params double[] depthsMm)
    {
        double worst = 0;
        foreach (double mm in depthsMm)
        {
            foreach (double from in new[] { mm - 0.25, mm + 0.25 })
            {
                await Bench.MoveAsync((int)(from * 1000));
                await Bench.MoveAsync((int)(mm * 1000));
                double stop = 0;
                await WorldAsync(w => stop = w.Depth.StopMm);
                worst = Math.Max(worst, Math.Abs(stop - mm));
            }
        }

        await Bench.LeaveServiceAsync();
        return worst;
    }

    /// <summary>Lets go of pen and folder: the program has them now.</summary>
    public async Task LetGoAsync()
    {
        Open.Dispose();
        await Client.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Open.Dispose();
        await Client.DisposeAsync();
        await Server.DisposeAsync();
        var pen = (SimulatedPen)Server.Pen;
        Directory.Delete(Root, recursive: true);
        Assert.Empty(pen.World.Watch.Violations);
        Assert.Equal("", pen.FirmwareFailure);
    }
}
